import { parseArgs } from 'node:util';
import { Config } from '../../../src/config/index.ts';
import { createRandom } from '../../../src/probes/index.ts';
import { probeSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import type { GuestFiles } from '../../../src/scenarios/index.ts';
import {
  compareByLanguage,
  type LanguageResult,
} from '../../../src/validate/behaviour/languages/compare-by-language.ts';
import { goBehaviour } from '../../../src/validate/behaviour/languages/go/index.ts';
import { openRustSession, rustBehaviour } from '../../../src/validate/behaviour/languages/rust/index.ts';
import type { BehaviourLanguage } from '../../../src/validate/behaviour/languages/types.ts';
import { appendRow, readRows } from '../../harness/row-file.ts';
import { type CompiledEcosystem, type CompiledSubject, loadSubject, openRegistries } from './load-subject.ts';
import { type CompiledMutant, listCompiledMutants } from './mutate.ts';
import { crates, goModules } from './packages.ts';
import { type CompiledRow, renderCompiledTables } from './render-tables.ts';

// Plants changes in published crates and Go modules, and compares originals with themselves:
//   npx tsx bench/equivalence/compiled/main.ts [--ecosystem go|crates] [--mutants 8] [--seeds 2] [--rows FILE] [--report]
// Broken off, it goes on where it was.

const { values } = parseArgs({
  options: {
    ecosystem: { type: 'string' },
    packages: { type: 'string' },
    mutants: { type: 'string', default: '8' },
    seeds: { type: 'string', default: '2' },
    rows: { type: 'string' },
    report: { type: 'boolean', default: false },
  },
});
const date = new Date().toISOString().slice(0, 10);
const rowsPath =
  values.rows ?? new URL(`../../results/equivalence-compiled-${date}.jsonl`, import.meta.url).pathname;
const rows = readRows<CompiledRow>(rowsPath);
const timeMs = Config.parse({}).validation.behaviour_seconds * 1000;

/** Both sides are published crates here, with features and all. */
const languages: Readonly<Record<CompiledEcosystem, BehaviourLanguage>> = {
  go: goBehaviour,
  crates: { ...rustBehaviour, open: (request) => openRustSession(request, { isPublished: true }) },
};

function keep(row: CompiledRow): void {
  rows.push(row);
  appendRow(rowsPath, row);
}

function isDone(kind: CompiledRow['kind'], id: string, place: string): boolean {
  return rows.some((row) => row.kind === kind && row.id === id && row.place === place);
}

function compare(
  subject: CompiledSubject,
  ecosystem: CompiledEcosystem,
  request: {
    readonly rebuilt: GuestFiles;
    readonly sandbox: Sandbox;
    readonly seed: number;
    readonly untilDocumented: boolean;
  },
): Promise<LanguageResult> {
  return compareByLanguage(languages[ecosystem], {
    spec: subject.spec,
    original: subject.files,
    timeMs,
    ...request,
  });
}

async function judgeItself(
  subject: CompiledSubject,
  ecosystem: CompiledEcosystem,
  sandbox: Sandbox,
): Promise<boolean> {
  for (let seed = 1; seed <= Number(values.seeds); seed += 1) {
    const place = `seed ${seed}`;
    if (isDone('itself', subject.id, place)) continue;
    const started = performance.now();
    const result = await compare(subject, ecosystem, {
      rebuilt: subject.files,
      sandbox,
      seed,
      untilDocumented: false,
    });
    if (result.kind === 'not-loaded') {
      keep({
        kind: 'not-loaded',
        ecosystem,
        id: subject.id,
        place: result.reason.replace(/\s+/g, ' ').slice(0, 200),
      });
      return false;
    }
    const { compared, agreed, documented, excluded, disagreements } = result.report;
    const first = disagreements[0];
    const durationMs = Math.round(performance.now() - started);
    const alarm =
      first === undefined
        ? ''
        : `${first.setup} ${first.expression}: ${first.original} / ${first.rebuilt}`.slice(0, 300);
    keep({
      kind: 'itself',
      ecosystem,
      id: subject.id,
      place,
      compared,
      agreed,
      documented: documented.compared,
      unanswered: excluded.unanswered,
      unstable: excluded.unstable,
      durationMs,
      alarm,
    });
  }
  return true;
}

async function judgeMutants(
  subject: CompiledSubject,
  ecosystem: CompiledEcosystem,
  sandbox: Sandbox,
): Promise<void> {
  const wanted = Number(values.mutants);
  let done = rows.filter((row) => row.kind === 'mutant' && row.id === subject.id).length;
  for (const mutant of await chooseMutants(subject, ecosystem)) {
    if (done >= wanted) return;
    const place = describePlace(subject, mutant);
    if (isDone('mutant', subject.id, place) || isDone('unbuilt', subject.id, place)) continue;
    const code = readCode(subject.files, mutant.path);
    const changed = code.slice(0, mutant.start) + mutant.text + code.slice(mutant.end);
    const started = performance.now();
    const rebuilt = { ...subject.files, [mutant.path]: changed };
    const result = await compare(subject, ecosystem, { rebuilt, sandbox, seed: 1, untilDocumented: true });
    const base = { ecosystem, id: subject.id, place, durationMs: Math.round(performance.now() - started) };
    if (result.kind === 'not-loaded') {
      // What does not compile nobody would deliver.
      keep({ kind: 'unbuilt', ...base });
      continue;
    }
    done += 1;
    const { documented, undocumented, compared } = result.report;
    const notice =
      documented.agreed < documented.compared
        ? 'verdict'
        : undocumented.agreed < undocumented.compared
          ? 'listed'
          : 'none';
    keep({ kind: 'mutant', ...base, notice, compared });
    console.log(`  ${notice}: ${place}`);
  }
}

async function chooseMutants(
  { files }: CompiledSubject,
  ecosystem: CompiledEcosystem,
): Promise<readonly CompiledMutant[]> {
  const language = ecosystem === 'go' ? 'go' : 'rust';
  const paths = Object.keys(files).filter((path) =>
    ecosystem === 'go'
      ? /^[^/]+(?<!_test)\.go$/.test(path)
      : /^src\/(?!bin\/|main\.rs|tests?[./]).*\.rs$/.test(path),
  );
  const random = createRandom(1);
  const all: { mutant: CompiledMutant; place: number }[] = [];
  for (const path of paths.toSorted()) {
    for (const mutant of await listCompiledMutants(language, path, readCode(files, path)))
      all.push({ mutant, place: random.next() });
  }
  return all.toSorted((one, other) => one.place - other.place).map(({ mutant }) => mutant);
}

function describePlace(
  { files }: CompiledSubject,
  { path, start, end, operator, text }: CompiledMutant,
): string {
  const code = readCode(files, path);
  const line = code.slice(0, start).split('\n').length;
  return `${operator} ${path}:${line}:${start} ${code.slice(start, end).replace(/\s+/g, ' ').slice(0, 60)} -> ${text.slice(0, 40)}`;
}

function readCode(files: GuestFiles, path: string): string {
  const content = files[path] ?? '';
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

async function run(): Promise<void> {
  const probe = await probeSandbox({ environment: process.env });
  if (probe.kind === 'unavailable') throw new Error(`Cannot compare without a sandbox: ${probe.reason}`);
  const registries = openRegistries();
  try {
    for (const ecosystem of ['go', 'crates'] as const) {
      if (values.ecosystem !== undefined && values.ecosystem !== ecosystem) continue;
      for (const id of values.packages?.split(',') ?? (ecosystem === 'go' ? goModules : crates)) {
        console.log(id);
        const subject = await loadSubject(id, ecosystem, registries);
        if (await judgeItself(subject, ecosystem, probe.sandbox))
          await judgeMutants(subject, ecosystem, probe.sandbox);
      }
    }
  } finally {
    await registries.close();
  }
}

if (!values.report) await run();
console.log(renderCompiledTables(rows));
console.log(`rows in ${rowsPath}`);
