import { constants } from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SandboxError } from './errors.ts';
import type { SandboxRequest } from './types.ts';

const maximumFiles = 5_000;
const maximumBytes = 128 * 1024 * 1024;
const maximumPathLength = 1_024;

/** The request's files on the host, in a folder that only this user may enter. */
export interface WorkFolder {
  /** First segments of what is shown read-only under /guest. */
  readonly entries: readonly string[];
  /** Host path of `relative`, which `assertRelativePath` has seen. */
  resolve(relative: string): string;
  /** Writes a file that the guest does not see, beside its files; its host path. */
  keep(name: string, content: string): Promise<string>;
  /** What the guest wrote into the collected files; a file that it left alone is not there. */
  collect(): Promise<Record<string, Uint8Array>>;
  remove(): Promise<void>;
}

/** Throws SandboxError `bad-path` for a path that is absolute, climbs, or has a spelling of its own. */
export function assertRelativePath(relative: string): void {
  const segments = relative.split('/');
  const bad =
    relative.length > maximumPathLength ||
    relative.includes('\0') ||
    relative.includes('\\') ||
    segments.some((segment) => segment === '' || segment === '.' || segment === '..' || segment.length > 255);
  if (!bad) return;
  throw new SandboxError(
    'bad-path',
    `Cannot lay the file ${JSON.stringify(relative.slice(0, 120))} in the sandbox: a path has to be relative, with "/", and must not climb`,
    { hint: 'Give paths such as src/index.js' },
  );
}

/** Folders under /guest that are made for collected files, so that the guest may write beside them too. */
export function listCollectedFolders(collect: readonly string[], entries: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const name of collect) {
    const segments = name.split('/');
    // Folders of the given files are there already, and read-only.
    if (entries.includes(segments[0] as string)) continue;
    for (let end = 1; end < segments.length; end += 1)
      folders.add(`/guest/${segments.slice(0, end).join('/')}`);
  }
  return [...folders];
}

/** Writes the request's files and an empty file for each one to collect. The caller removes the folder. */
export async function createWorkFolder(
  temporaryFolder: string,
  request: Pick<SandboxRequest, 'files' | 'collect'>,
): Promise<WorkFolder> {
  const files = Object.entries(request.files);
  const collect = [...new Set(request.collect ?? [])];
  for (const relative of [...files.map(([name]) => name), ...collect]) assertRelativePath(relative);
  assertSize(files);
  const root = await mkdtemp(path.join(temporaryFolder, 'phalus-sandbox-'));
  const resolve = (relative: string) => path.join(root, 'work', relative);
  try {
    for (const [relative, content] of files) await writeNewFile(resolve(relative), content);
    const untouched = new Map<string, bigint>();
    for (const relative of collect) untouched.set(relative, await createCollected(resolve(relative)));
    return {
      entries: [...new Set(files.map(([relative]) => relative.split('/')[0] as string))],
      resolve,
      async keep(name, content) {
        const file = path.join(root, name);
        await writeNewFile(file, content);
        return file;
      },
      collect: () => readCollected(resolve, untouched),
      remove: () => rm(root, { recursive: true, force: true }),
    };
  } catch (cause) {
    await rm(root, { recursive: true, force: true });
    throw cause;
  }
}

function assertSize(files: readonly (readonly [string, string | Uint8Array])[]): void {
  const bytes = files.reduce((sum, [, content]) => sum + content.length, 0);
  if (files.length <= maximumFiles && bytes <= maximumBytes) return;
  throw new SandboxError(
    'too-large',
    `Cannot lay ${files.length} files of ${bytes} bytes in the sandbox: at most ${maximumFiles} files and ${maximumBytes} bytes`,
  );
}

// 0644 and 0755 although the folder above is 0700: a guest started by root runs as a user of its own.
async function writeNewFile(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o755 });
  await writeFile(file, content, { flag: 'wx', mode: 0o644 });
}

async function createCollected(file: string): Promise<bigint> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o755 });
  const handle = await open(file, 'a', 0o666);
  await handle.close();
  await chmod(file, 0o666);
  return (await lstat(file, { bigint: true })).mtimeNs;
}

async function readCollected(
  resolve: (relative: string) => string,
  untouched: ReadonlyMap<string, bigint>,
): Promise<Record<string, Uint8Array>> {
  const collected: [string, Uint8Array][] = [];
  for (const [relative, before] of untouched) {
    const handle = await open(resolve(relative), constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const status = await handle.stat({ bigint: true });
      if (status.isFile() && status.mtimeNs !== before) collected.push([relative, await handle.readFile()]);
    } finally {
      await handle.close();
    }
  }
  return Object.fromEntries(collected);
}
