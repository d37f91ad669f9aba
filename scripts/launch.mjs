import { fileURLToPath } from 'node:url';
import { refuseOldNode } from './node-version.mjs';

refuseOldNode('phalus');
const root = fileURLToPath(new URL('..', import.meta.url));
// What the user typed, for the words of help and hints.
process.argv[1] = `${root}phalus`;
const start = { root, command: process.argv[2] };
const { isReady } = await import('./ready.mjs');
if (isReady(start) || (await setUp())) await import('../dist/cli/main.js');
else process.exitCode = 2;

async function setUp() {
  const setup = await import('./setup.mjs');
  return setup.setUp(start);
}
