import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { appendRow, readRows } from '../harness/row-file.ts';
import { chooseSubjects, readSet } from './read-set.ts';
import { rebuildOne } from './rebuild-one.ts';
import { renderPlot } from './render-plot.ts';
import { renderReport } from './render-report.ts';
import type { RebuildRow } from './types.ts';

const usage = `npm run bench:rebuild -- --set FOLDER [options]
  --set FOLDER       the set: a list (dev.txt), vectors (dev/) and a scorer (score.mjs)
  --model NAME       a local model for both agents; without it, what phalus is configured with
  --packages NAMES   only these, with commas between them
  --rows FILE        where results go, a line each; what it has is not done again
  --plot FILE        also draws the results
  --report           only shows what the file of results has`;

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    model: { type: 'string' },
    packages: { type: 'string' },
    rows: { type: 'string' },
    plot: { type: 'string' },
    report: { type: 'boolean', default: false },
  },
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const day = new Date().toISOString().slice(0, 10);
const rowsPath = resolve(
  values.rows ?? `${root}bench/results/rebuild-${day}-${values.model ?? 'configured'}.jsonl`,
);

if (values.set === undefined && !values.report) {
  console.error(`error: Cannot measure without a set of packages\n\n${usage}`);
  process.exitCode = 2;
} else {
  if (values.set !== undefined && !values.report) await measure(resolve(values.set));
  const rows = readRows<RebuildRow>(rowsPath);
  console.log(renderReport(rows));
  if (values.plot !== undefined) writeFileSync(values.plot, renderPlot(rows));
  console.log(`results in ${rowsPath}`);
}

async function measure(setFolder: string): Promise<void> {
  const workFolder = mkdtempSync(join(tmpdir(), 'phalus-rebuild-'));
  console.log(`packages and logs in ${workFolder}`);
  const done = new Set(readRows<RebuildRow>(rowsPath).map((row) => row.package));
  for (const subject of chooseSubjects(readSet(setFolder), values.packages?.split(',') ?? [])) {
    const id = `${subject.name}@${subject.version}`;
    if (done.has(id)) continue;
    const outputFolder = join(workFolder, subject.name.replace('/', '__'));
    const model = values.model ?? null;
    const row = await rebuildOne(subject, { root, setFolder, model, outputFolder });
    appendRow(rowsPath, row);
    const { documented, verdict, seconds } = row;
    console.log(`${id}: ${documented.right} of ${documented.total} documented, ${verdict}, ${seconds} s`);
  }
}
