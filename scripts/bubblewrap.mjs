import { hasBubblewrap } from './ready.mjs';
import { offerPackage } from './system-package.mjs';

/** Without it phalus works and says what it could not check. */
export function offerBubblewrap(root) {
  offerPackage(root, {
    name: 'bubblewrap',
    purpose: 'generated code runs only inside its sandbox',
    without: 'generated code cannot be tested, and tests are reported as skipped',
    isThere: hasBubblewrap,
  });
}
