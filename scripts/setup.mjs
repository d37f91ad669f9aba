import { offerBubblewrap } from './bubblewrap.mjs';
import { installAndBuild } from './install.mjs';
import { hasBuild, isBuilt, isInstalled, isSetUpByHand, lacksBubblewrap } from './ready.mjs';
import { say } from './state.mjs';

/** Makes a clone ready to run; says first what it does. False when it could not. */
export async function setUp({ root, command }) {
  if (isSetUpByHand()) return requireBuild(root);
  if ((!isInstalled(root) || !isBuilt(root)) && !(await installAndBuild(root))) return false;
  if (lacksBubblewrap(command)) offerBubblewrap(root);
  return true;
}

function requireBuild(root) {
  if (hasBuild(root)) return true;
  say('PHALUS_NO_SETUP is set and nothing is built: run npm ci --ignore-scripts && npm run build');
  return false;
}
