import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of this system; null where there is none, as on a machine without apt. */
export const chromiumPath: string | null = findExecutable();

export const whyNoBrowser = 'no Chromium on this machine: ./check installs it where apt-get is there';

function findExecutable(): string | null {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');
  for (const path of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here.
    }
  }
  return null;
}
