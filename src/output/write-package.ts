import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkPaths, evidenceFolder } from './paths.ts';
import { replaceFolder } from './replace-folder.ts';
import type { FileTree, PackageWrite } from './types.ts';

/**
 * Writes a package and its evidence whole or not at all. Throws OutputError `bad-path` before anything is written,
 * `not-ours` when the folder is somebody else's, `write-failed`.
 */
export async function writePackage({ directory, files, evidence }: PackageWrite): Promise<void> {
  checkPaths(Object.keys(files));
  checkPaths(Object.keys(evidence));
  await replaceFolder(directory, async (folder) => {
    await mkdir(join(folder, evidenceFolder));
    await writeTree(folder, files);
    await writeTree(join(folder, evidenceFolder), evidence);
  });
}

/** Writes and syncs files into a folder that nobody else knows yet. */
export async function writeTree(folder: string, files: FileTree): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    const handle = await open(target, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
