import { rename, writeFile } from 'node:fs/promises';

/** Written and synced beside its place and moved there, so that a reader sees all of it or the old one. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, text, { flush: true });
  await rename(temporary, path);
}
