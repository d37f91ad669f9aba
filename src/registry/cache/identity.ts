import { randomBytes, scryptSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const saltBytes = 32;
const mostIdentities = 100;

/**
 * Names for logins that tell them apart and nothing else: made slowly and with a salt of this folder, so that nobody who
 * sees one can try passwords on it. Throws when the salt can be neither read nor written.
 */
export function createIdentities(folder: string): (authorization: string | null) => Promise<string> {
  const known = new Map<string, string>();
  let salt: Promise<Buffer> | undefined;
  return async (authorization) => {
    if (authorization === null) return '';
    salt ??= readSalt(join(folder, 'salt'));
    const bytes = await salt;
    const found = known.get(authorization);
    if (found !== undefined) return found;
    const identity = scryptSync(authorization, bytes, 32).toString('hex');
    if (known.size >= mostIdentities) known.clear();
    known.set(authorization, identity);
    return identity;
  };
}

/** Another process may write it first: then its salt is the one. */
async function readSalt(path: string): Promise<Buffer> {
  await writeFile(path, randomBytes(saltBytes), { flag: 'wx', mode: 0o600 }).catch(() => undefined);
  return readFile(path);
}
