import { fileURLToPath } from 'node:url';
import { refuseOldNode } from './node-version.mjs';

refuseOldNode('phalus');
const root = fileURLToPath(new URL('..', import.meta.url));
// What the user typed, for the words of help and hints.
process.argv[1] = `${root}phalus`;
const { setUp } = await import('./setup.mjs');
if (await setUp({ root, command: process.argv[2] })) await import('../dist/cli/main.js');
else process.exitCode = 2;
