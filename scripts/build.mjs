import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb } from './build-web.mjs';
import { bundleGuests } from './bundle-guests.mjs';

// For npm pack and npm run build: from nothing, types checked. The launcher's own build is in install.mjs.
const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(join(root, 'dist'), { recursive: true, force: true });
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const compiled = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = compiled.status ?? 1;
if (process.exitCode === 0) {
  await bundleGuests(root, 'dist/guests');
  await buildWeb(root, join(root, 'dist', 'web'));
}
