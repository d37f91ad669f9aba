import { parseArgs } from 'node:util';
import { Config } from '../../src/config/index.ts';
import { probeSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { comparePackages } from '../../src/validate/behaviour/compare-packages.ts';
import { describeMachine } from '../harness/machine.ts';
import { appendRow, readRows } from '../harness/row-file.ts';
import { askFurther, type FurtherInputs, makeFurtherInputs } from './ask-survivor.ts';
import {
  chooseMutants,
  createJudging,
  type Judging,
  noticeMutant,
  plantInto,
  readCode,
} from './compare-mutant.ts';
import { isSameCode, splitPair } from './equal-code.ts';
import { type EquivalenceSubject, loadSubject } from './load-subject.ts';
import { measureShare } from './measure-shares.ts';
import type { Mutant } from './mutate.ts';
import { developmentPackages, equalVersions, heldBackPackages, nextReleases } from './packages.ts';
import { type Row, renderTables } from './render-tables.ts';
import { openOwnRegistry } from './specify-original.ts';

const root = new URL('../..', import.meta.url).pathname;
const { values } = parseArgs({
  options: {
    part: { type: 'string', default: 'held-back' },
    packages: { type: 'string' },
    mutants: { type: 'string', default: '40' },
    seeds: { type: 'string', default: '10' },
    rows: { type: 'string' },
    report: { type: 'boolean', default: false },
    steps: { type: 'string', default: 'mutants,survivors,itself,pairs' },
  },
});

const steps = values.steps.split(',');
const asksSurvivors = steps.includes('survivors');
/** As a user has it, without a configuration of their own. */
const timeMs = Config.parse({}).validation.behaviour_seconds * 1000;
const seed = 1;
const rowsPath =
  values.rows ?? `${root}bench/results/equivalence-${new Date().toISOString().slice(0, 10)}.jsonl`;
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
  load(id: string): Promise<EquivalenceSubject>;
}

/** Mutants of one package, and at once those that were not noticed, because they share what the original answered. */
async function judgeMutants({ sandbox, load }: Bench, id: string): Promise<void> {
  const subject = await load(id);
  const mutants = chooseMutants(subject, Number(values.mutants), seed);
  const judging = await createJudging({ subject, sandbox, seed, timeMs });
  let further: FurtherInputs | null = null;
  for (const mutant of mutants) {
    const place = describePlace(subject, mutant);
    if (!isDone({ kind: 'mutant', id, place })) await judgeMutant(judging, mutant, place);
    if (!asksSurvivors || !isDone({ kind: 'mutant', id, place, notice: 'none' })) continue;
    if (isDone({ kind: 'survivor', id, place })) continue;
    further ??= await makeFurtherInputs(judging);
    const afterwards = await askFurther(judging, further, mutant);
    keep({ kind: 'survivor', id, place, afterwards });
    console.log(`    ${afterwards}`);
  }
}

async function judgeMutant(judging: Judging, mutant: Mutant, place: string): Promise<void> {
  const { id } = judging.subject;
  const started = performance.now();
  const notice = await noticeMutant(judging, mutant);
  keep({ kind: 'mutant', id, place, notice, durationMs: Math.round(performance.now() - started) });
  if (notice !== 'verdict') console.log(`  ${id} ${notice}: ${place}`);
}

/** A few mutants of each package and releases that a person would take for the same package, each to the end. */
async function measureMutants({ sandbox, load }: Bench, id: string): Promise<void> {
  const subject = await load(id);
  for (const mutant of chooseMutants(subject, Number(values.mutants), seed)) {
    const place = describePlace(subject, mutant);
    if (isDone({ kind: 'share', id, place })) continue;
    const rebuilt = plantInto(subject.files, mutant.path, mutant);
    const share = await measureShare({ subject, rebuilt, sandbox, seed, timeMs });
    if (share !== null) keep({ kind: 'share', id, place, ...share });
  }
}

async function measureRelease({ sandbox, load }: Bench, pair: string): Promise<void> {
  const [older, newer] = splitPair(pair);
  if (isDone({ kind: 'release', id: pair })) return;
  const [before, subject] = [await load(older), await load(newer)];
  const share = await measureShare({ subject, rebuilt: before.files, sandbox, seed, timeMs });
  if (share !== null) keep({ kind: 'release', id: pair, ...share });
}

async function compareWithItself({ sandbox, load }: Bench, id: string): Promise<void> {
  const subject = await load(id);
  for (let other = 1; other <= Number(values.seeds); other += 1) {
    if (isDone({ kind: 'itself', id, seed: other })) continue;
    await compareEqual('itself', subject, { id, seed: other, rebuilt: subject.files, sandbox });
  }
}

async function compareVersions({ sandbox, load }: Bench, pair: string): Promise<void> {
  if (isDone({ kind: 'pair', id: pair })) return;
  const [older, newer] = splitPair(pair);
  const [before, after] = [await load(older), await load(newer)];
  if (!isSameCode(before, after)) throw new Error(`Cannot compare ${pair}: their code is not the same`);
  await compareEqual('pair', before, { id: pair, seed, rebuilt: after.files, sandbox });
}

async function compareEqual(
  kind: 'itself' | 'pair',
  { spec, files }: EquivalenceSubject,
  request: {
    readonly id: string;
    readonly seed: number;
    readonly rebuilt: EquivalenceSubject['files'];
    readonly sandbox: Sandbox;
  },
): Promise<void> {
  const started = performance.now();
  const { id, rebuilt, sandbox } = request;
  const result = await comparePackages({
    spec,
    original: files,
    rebuilt,
    sandbox,
    timeMs,
    seed: request.seed,
  });
  if (result.kind === 'not-loaded') throw new Error(`Cannot compare ${id}: ${result.reason}`);
  const { compared, agreed, documented, excluded } = result.report;
  const durationMs = Math.round(performance.now() - started);
  keep({
    kind,
    id,
    seed: request.seed,
    compared,
    agreed,
    documented: documented.compared,
    unstable: excluded.unstable,
    durationMs,
  });
  if (agreed < compared)
    console.log(
      `  false alarm: ${id}, seed ${request.seed}: ${JSON.stringify(result.report.disagreements[0])}`,
    );
}

function describePlace({ files }: EquivalenceSubject, { path, start, end, operator, text }: Mutant): string {
  const code = readCode(files, path);
  const line = code.slice(0, start).split('\n').length;
  const words = code.slice(start, end).replace(/\s+/g, ' ').slice(0, 60);
  return `${operator} ${path}:${line}:${start} ${words} -> ${text.slice(0, 40)}`;
}

async function run(): Promise<void> {
  const probe = await probeSandbox();
  if (probe.kind === 'unavailable') throw new Error(`Cannot compare without a sandbox: ${probe.reason}`);
  const { registry, close } = await openOwnRegistry('npm');
  const { sandbox } = probe;
  let last: { readonly id: string; readonly subject: EquivalenceSubject } | null = null;
  const load = async (id: string): Promise<EquivalenceSubject> => {
    if (last?.id !== id) last = { id, subject: await loadSubject(id, { registry, sandbox }) };
    return last.subject;
  };
  const bench: Bench = { sandbox, load };
  const part = values.part === 'development' ? developmentPackages : heldBackPackages;
  const ids = values.packages?.split(',') ?? part;
  const work: Readonly<Record<string, () => Promise<void>>> = {
    mutants: () => forEach(ids, (id) => judgeMutants(bench, id)),
    itself: () => forEach(ids, (id) => compareWithItself(bench, id)),
    pairs: () => forEach(equalVersions, (pair) => compareVersions(bench, pair)),
    shares: () => forEach(ids, (id) => measureMutants(bench, id)),
    releases: () => forEach(nextReleases, (pair) => measureRelease(bench, pair)),
  };
  try {
    for (const step of steps) await work[step]?.();
  } finally {
    await close();
  }
}

async function forEach(list: readonly string[], work: (item: string) => Promise<void>): Promise<void> {
  for (const item of list) {
    console.log(item);
    try {
      await work(item);
    } catch (error) {
      // One package that cannot be had must not take the others' figures with it; the table shows its absence.
      console.log(`  ${item} was not measured: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

if (!values.report) await run();
const machine = describeMachine(root);
console.log(renderTables(rows, { date: new Date().toISOString().slice(0, 10), machine }));
console.log(`rows in ${rowsPath}`);
