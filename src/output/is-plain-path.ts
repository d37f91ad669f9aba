import { realpath } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** True when `path` is there, below `root`, and no link lies on the way from one to the other. */
export async function isPlainPath(root: string, path: string): Promise<boolean> {
  const way = relative(root, path);
  if (way.startsWith('..')) return false;
  try {
    return (await realpath(path)) === join(await realpath(root), way);
  } catch {
    return false;
  }
}
