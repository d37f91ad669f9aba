import { parseArgs } from 'node:util';
import { Config } from '../../../src/config/index.ts';
import type { Registry } from '../../../src/registry/index.ts';
import { probeSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import type { GuestFiles } from '../../../src/scenarios/index.ts';
import {
  compareByLanguage,
  type LanguageComparison,
} from '../../../src/validate/behaviour/languages/compare-by-language.ts';
import { pythonBehaviour } from '../../../src/validate/behaviour/languages/python/index.ts';
import { describeMachine } from '../../harness/machine.ts';
import { appendRow, readRows } from '../../harness/row-file.ts';
import { type Row, renderTables } from '../render-tables.ts';
import { openOwnRegistry } from '../specify-original.ts';
import { layAsResult, loadPythonSubject, type PythonSubject } from './load-python-subject.ts';
import { listLoadedModules, listPythonMutants, type PythonMutant } from './mutate-python.ts';
import { developmentPackages, equalVersions, heldBackPackages } from './packages.ts';

const root = new URL('../../..', import.meta.url).pathname;
const { values } = parseArgs({
  options: {
    part: { type: 'string', default: 'held-back' },
    packages: { type: 'string' },
    mutants: { type: 'string', default: '8' },
    seeds: { type: 'string', default: '2' },
    rows: { type: 'string' },
    report: { type: 'boolean', default: false },
    steps: { type: 'string', default: 'mutants,survivors,itself,pairs' },
  },
});
const timeMs = Config.parse({}).validation.behaviour_seconds * 1000;
const seed = 1;
const rowsPath =
  values.rows ?? `${root}bench/results/equivalence-python-${new Date().toISOString().slice(0, 10)}.jsonl`;
const rows = readRows<Row>(rowsPath);

function keep(row: Row): void {
  rows.push(row);
  appendRow(rowsPath, row);
}

/** What a run that was broken off has done already is not done again. */
function isDone(wanted: Partial<Row>): boolean {
  return rows.some((row) => Object.entries(wanted).every(([key, value]) => row[key as keyof Row] === value));
}

interface Bench {
  readonly sandbox: Sandbox;
  load(id: string): Promise<PythonSubject>;
}

type More = Partial<Pick<LanguageComparison, 'seed' | 'timeMs' | 'rounds' | 'untilDocumented'>>;

function compare({ sandbox }: Bench, { spec, files }: PythonSubject, rebuilt: GuestFiles, more: More) {
  return compareByLanguage(pythonBehaviour, {
    spec,
    original: files,
    rebuilt,
    sandbox,
    seed,
    timeMs,
    ...more,
  });
}

async function notice(bench: Bench, subject: PythonSubject, path: string, code: string, more: More = {}) {
  const rebuilt = { ...layAsResult(subject.files), [`src/${path}`]: code };
  const result = await compare(bench, subject, rebuilt, { untilDocumented: true, ...more });
  if (result.kind === 'not-loaded') {
    if (result.side === 'original') throw new Error(`the original does not load: ${result.reason}`);
    return 'verdict' as const;
  }
  const { documented, undocumented } = result.report;
  if (documented.agreed < documented.compared) return 'verdict' as const;
  return undocumented.agreed < undocumented.compared ? ('listed' as const) : ('none' as const);
}

async function judgeMutants(bench: Bench, id: string): Promise<void> {
  const subject = await bench.load(id);
  for (const mutant of await sample(bench, subject)) {
    const place = describePlace(mutant);
    if (isDone({ kind: 'mutant', id, place })) continue;
    const started = performance.now();
    const found = await notice(bench, subject, mutant.path, mutant.code);
    keep({ kind: 'mutant', id, place, notice: found, durationMs: Math.round(performance.now() - started) });
    if (found !== 'verdict') console.log(`  ${id} ${found}: ${place}`);
  }
}

/** Ten times the inputs of another seed; and whether they run the place at all. */
async function askSurvivors(bench: Bench, id: string): Promise<void> {
  const subject = await bench.load(id);
  for (const mutant of await sample(bench, subject)) {
    const place = describePlace(mutant);
    if (!isDone({ kind: 'mutant', id, place, notice: 'none' }) || isDone({ kind: 'survivor', id, place }))
      continue;
    const more = { seed: seed + 1000, timeMs: timeMs * 10, rounds: 30 };
    const late = (await notice(bench, subject, mutant.path, mutant.code, more)) !== 'none';
    const reached = late || (await notice(bench, subject, mutant.path, mutant.crash)) !== 'none';
    keep({ kind: 'survivor', id, place, afterwards: late ? 'late' : reached ? 'same' : 'unreached' });
    console.log(`  ${id} ${late ? 'late' : reached ? 'same' : 'unreached'}: ${place}`);
  }
}

async function sample({ sandbox }: Bench, subject: PythonSubject): Promise<readonly PythonMutant[]> {
  const loaded = await listLoadedModules(subject, sandbox);
  return listPythonMutants(subject, loaded, { sandbox, count: Number(values.mutants), seed });
}

function describePlace({ path, line, operator, before, after }: PythonMutant): string {
  return `${operator} ${path}:${line} ${before.replace(/\s+/g, ' ')} -> ${after.replace(/\s+/g, ' ')}`;
}

async function compareEqual(
  bench: Bench,
  subject: PythonSubject,
  request: {
    readonly kind: 'itself' | 'pair';
    readonly id: string;
    readonly seed: number;
    readonly rebuilt: GuestFiles;
  },
): Promise<void> {
  const started = performance.now();
  const { kind, id } = request;
  const result = await compare(bench, subject, request.rebuilt, { seed: request.seed });
  if (result.kind === 'not-loaded') throw new Error(`it does not load: ${result.reason}`);
  const { compared, agreed, documented, excluded, disagreements } = result.report;
  const durationMs = Math.round(performance.now() - started);
  keep({
    ...{ kind, id, seed: request.seed, compared, agreed, durationMs },
    ...{ documented: documented.compared, unstable: excluded.unstable },
  });
  if (agreed < compared)
    console.log(`  false alarm: ${id}, seed ${request.seed}: ${JSON.stringify(disagreements[0])}`);
}

async function compareWithItself(bench: Bench, id: string): Promise<void> {
  const subject = await bench.load(id);
  for (let other = 1; other <= Number(values.seeds); other += 1) {
    if (isDone({ kind: 'itself', id, seed: other })) continue;
    await compareEqual(bench, subject, {
      ...{ kind: 'itself', id, seed: other },
      rebuilt: layAsResult(subject.files),
    });
  }
}

async function compareVersions(bench: Bench, pair: string): Promise<void> {
  if (isDone({ kind: 'pair', id: pair })) return;
  const [name = '', versions = ''] = pair.split('==');
  const [newer, older] = versions.split('..').map((version) => `${name}==${version}`);
  const [after, before] = [await bench.load(newer ?? ''), await bench.load(older ?? '')];
  if (!isSameCode(before, after)) {
    console.log(`  ${pair}: their code is not the same, so it is left out`);
    return;
  }
  await compareEqual(bench, before, { kind: 'pair', id: pair, seed, rebuilt: layAsResult(after.files) });
}

/** Comments and the version's own number aside. */
function isSameCode(one: PythonSubject, other: PythonSubject): boolean {
  const decoder = new TextDecoder();
  const read = ({ files, own }: PythonSubject): string =>
    own
      .filter((path) => !/(?:^|\/)_?_?(?:version|about)_?_?\.py$/.test(path))
      .toSorted()
      .map((path) => {
        const content = files[path] ?? '';
        const text = typeof content === 'string' ? content : decoder.decode(content);
        const lines = text.split('\n').map((line) => line.trimEnd());
        return `${path}\n${lines.filter((line) => !/^\s*#|^__version__|^\s*$/.test(line)).join('\n')}`;
      })
      .join('\n');
  return read(one) === read(other);
}

async function run(): Promise<void> {
  const probe = await probeSandbox();
  if (probe.kind === 'unavailable') throw new Error(`Cannot compare without a sandbox: ${probe.reason}`);
  const { registry, close } = await openOwnRegistry('pypi');
  const bench: Bench = { sandbox: probe.sandbox, load: createLoader(registry) };
  const part = values.part === 'development' ? developmentPackages : heldBackPackages;
  const ids = values.packages?.split(',') ?? part;
  const steps: Readonly<Record<string, () => Promise<void>>> = {
    mutants: () => forEach(ids, (id) => judgeMutants(bench, id)),
    itself: () => forEach(ids, (id) => compareWithItself(bench, id)),
    pairs: () => forEach(equalVersions, (pair) => compareVersions(bench, pair)),
    survivors: () => forEach(ids, (id) => askSurvivors(bench, id)),
  };
  try {
    for (const step of values.steps.split(',')) await steps[step]?.();
  } finally {
    await close();
  }
}

function createLoader(registry: Registry): Bench['load'] {
  let last: { readonly id: string; readonly subject: PythonSubject } | null = null;
  return async (id) => {
    if (last?.id !== id) last = { id, subject: await loadPythonSubject(id, registry) };
    return last.subject;
  };
}

/** A package that cannot be had, or does not load, is told and left out. */
async function forEach(list: readonly string[], work: (item: string) => Promise<void>): Promise<void> {
  for (const item of list) {
    console.log(item);
    try {
      await work(item);
    } catch (error) {
      console.log(`  ${item}: left out: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

if (!values.report) await run();
const machine = describeMachine(root);
console.log(renderTables(rows, { date: new Date().toISOString().slice(0, 10), machine }));
