import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { offerPackage } from './system-package.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function hasChromium() {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
}

/** For ./check alone, which looks at the page in a real browser. Nobody needs it to use phalus. */
export function offerChromium(root) {
  if (process.platform !== 'linux' || process.env.PHALUS_NO_SETUP === '1' || hasChromium()) return;
  offerPackage(root, {
    name: 'chromium',
    purpose: 'the page is tested in a real browser',
    without: 'the page cannot be tested, and its tests are reported as skipped',
    isThere: hasChromium,
  });
}
