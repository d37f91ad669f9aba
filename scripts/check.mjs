import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuseOldNode } from './node-version.mjs';

refuseOldNode('check');
const root = fileURLToPath(new URL('..', import.meta.url));
const { setUp } = await import('./setup.mjs');
const { countReport } = await import('./count-report.mjs');
const { offerChromium } = await import('./chromium.mjs');

if (!(await setUp({ root, command: 'check' }))) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}

offerChromium(root);

const reportFolder = mkdtempSync(join(tmpdir(), 'phalus-check-'));
const reportPath = join(reportFolder, 'vitest.json');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const steps = [
  { name: 'types', command: [bin('tsc'), '-p', '.'] },
  { name: 'types of the page', command: [bin('tsc'), '-p', 'web'] },
  { name: 'lint and format', command: [bin('biome'), 'check', '--error-on-warnings'] },
  { name: 'unused code', command: [bin('knip')] },
  { name: 'embedded model', command: [join(root, 'phalus'), 'model', 'pull'], optional: true },
  {
    name: 'tests',
    command: [
      bin('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportPath}`,
    ],
  },
];

const failedSteps = [];
const skipped = [];
for (const { name, command, optional } of steps) {
  console.log(`\n== ${name}`);
  const [program, ...words] = command;
  const { status } = spawnSync(program, words, { cwd: root, stdio: 'inherit' });
  if (status === 0) continue;
  if (optional) skipped.push({ name, reason: 'it could not be fetched; tests that need it are skipped' });
  else failedSteps.push(name);
}

const counts = countReport(readReport(), failedSteps);
for (const { name, reason } of [...skipped, ...counts.skippedTests])
  console.log(`skipped: ${name}: ${reason}`);
for (const name of failedSteps) console.log(`failed: ${name}`);
const skippedCount = skipped.length + counts.skippedTests.length;
const skippedText = skippedCount > 0 ? `, ${skippedCount} skipped` : '';
console.log(`${counts.passed} passed, ${counts.failed} failed${skippedText}`);
process.exitCode = counts.failed > 0 ? 1 : 0;

function readReport() {
  try {
    return JSON.parse(readFileSync(reportPath, 'utf8'));
  } catch {
    return null;
  } finally {
    rmSync(reportFolder, { recursive: true, force: true });
  }
}
