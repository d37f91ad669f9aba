// Writes docs/ecosystems.md from the test against the real registries: npm run ecosystems
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const page = fileURLToPath(new URL('../docs/ecosystems.md', import.meta.url));
const run = spawnSync(process.execPath, [vitest, 'run', 'test/ecosystem-table.live.test.ts'], {
  cwd: root,
  env: { ...process.env, ECOSYSTEM_TABLE: page },
  stdio: 'inherit',
});
process.exitCode = run.status ?? 1;
