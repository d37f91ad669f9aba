import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { OutputError } from './errors.ts';
import { evidenceFolder } from './paths.ts';
import { decodeText, readBytes } from './read-text.ts';

const mostFiles = 5000;
const ignored: ReadonlySet<string> = new Set([evidenceFolder, 'node_modules', '.git']);

/**
 * The package's own files by relative path, without `.cleanroom`, links, installed packages and what is not text.
 * Throws OutputError `not-found`, `too-large`.
 */
export async function readPackage(directory: string): Promise<Readonly<Record<string, string>>> {
  const paths = await listFiles(directory, '');
  if (paths.length > mostFiles) {
    throw new OutputError('too-large', `Cannot read "${directory}": more than ${mostFiles} files`);
  }
  const files: Record<string, string> = {};
  for (const path of paths.toSorted()) {
    const bytes = await readBytes(join(directory, path));
    const text = bytes === null ? null : decodeText(bytes);
    if (text !== null) files[path] = text;
  }
  return files;
}

async function listFiles(directory: string, below: string): Promise<string[]> {
  const entries = await readdir(join(directory, below), { withFileTypes: true }).catch((cause: unknown) => {
    throw new OutputError('not-found', `Cannot read the package "${directory}": no such folder`, {
      cause,
      hint: 'Give the folder of a package below the output folder',
    });
  });
  const paths: string[] = [];
  for (const entry of entries) {
    const path = posix.join(below, entry.name);
    if (ignored.has(entry.name)) continue;
    if (entry.isDirectory()) paths.push(...(await listFiles(directory, path)));
    else if (entry.isFile()) paths.push(path);
    if (paths.length > mostFiles) break;
  }
  return paths;
}
