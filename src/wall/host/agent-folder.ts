import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '../../core/index.ts';
import { guestPaths } from '../types.ts';

/** What one agent is shown, on the host: a folder that only this user may enter. */
export interface AgentFolder {
  /** Host folders by the guest's path. */
  readonly readOnly: Readonly<Record<string, string>>;
  readonly socketPath: string;
  /** SHA-256 by the path that the agent sees. */
  readonly givenSha256: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** Lays the agent's program and input. Paths are ours; contents are not looked at. */
export async function createAgentFolder(request: {
  readonly temporaryFolder: string;
  readonly program: string;
  /** Text by path below the input, with at most one folder. */
  readonly input: Readonly<Record<string, string>>;
}): Promise<AgentFolder> {
  const root = await mkdtemp(path.join(request.temporaryFolder, 'phalus-wall-'));
  const folders = { program: path.join(root, 'program'), input: path.join(root, 'input') };
  const givenSha256: Record<string, string> = {};
  try {
    await makeFolder(folders.program);
    await makeFolder(folders.input);
    await writeShown(path.join(folders.program, 'agent.mjs'), request.program);
    for (const [name, text] of Object.entries(request.input)) {
      const file = path.join(folders.input, name);
      if (path.dirname(name) !== '.') await makeFolder(path.dirname(file));
      await writeShown(file, text);
      givenSha256[`${guestPaths.input}/${name}`] = sha256Hex(text);
    }
  } catch (cause) {
    await rm(root, { recursive: true, force: true });
    throw cause;
  }
  return {
    readOnly: { [guestPaths.program]: folders.program, [guestPaths.input]: folders.input },
    socketPath: path.join(root, 'relay.sock'),
    givenSha256,
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

// Readable for everyone below a folder that nobody may enter: a guest started by root runs as a user of its own.
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
}

async function writeShown(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o644 });
  await chmod(file, 0o644);
}
