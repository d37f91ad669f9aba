import { randomUUID } from 'node:crypto';
import type { Sandbox, SandboxResult } from '../../../sandbox/types.ts';
import type { ScenarioOutcome, ScenarioReport } from '../../../scenarios/index.ts';
import type { ApiExport, Scenario, Spec } from '../../../spec/index.ts';
import { guestCompile } from './guest-compile.ts';
import { guestRun } from './guest-run.ts';
import { guestCrate, harness } from './harness.ts';
import { judgeAnswer, type RustAnswer } from './judge.ts';
import { compileLimits, runLimits } from './limits.ts';
import { readManifest } from './read-manifest.ts';
import { renderScenarioSource } from './scenario-source.ts';
import { CompileLine, parseJsonLines, RunLine } from './schema.ts';

/** Time for one scenario. */
const limitMs = 2_000;
const mostLosses = 6;

export interface RustRun {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly spec: Pick<Spec, 'surface' | 'scenarios'>;
  readonly sandbox: Sandbox;
  readonly signal?: AbortSignal;
  /** Further words for the compiler of the package, such as `--cfg`. */
  readonly flags?: readonly string[];
  /** Only the original may: what Agent B writes could reach into the program that judges it. */
  readonly allowsUnsafe?: boolean;
}

/** Compiles package and scenarios in one sandbox, and runs them in another that has no compiler. */
export async function runRustScenarios(run: RustRun): Promise<ScenarioReport> {
  const started = performance.now();
  const compiled = await compile(run);
  const finish = (
    report: Omit<ScenarioReport, 'durationMs' | 'enforced'>,
    enforced: ScenarioReport['enforced'],
  ): ScenarioReport => ({
    ...report,
    durationMs: performance.now() - started,
    enforced,
  });
  if (compiled.loadError !== null)
    return finish({ loadError: compiled.loadError, results: [], exported: [] }, compiled.result.enforced);
  const { answers, result } = await execute(run, compiled);
  const results = run.spec.scenarios.scenarios.map((scenario, index) => ({
    id: scenario.id,
    outcome: judge(scenario, compiled.problems.get(`s${index}`), answers.get(index)),
  }));
  return finish(
    { loadError: null, results, exported: listExported(run.spec.surface.exports, compiled.problems) },
    (result ?? compiled.result).enforced,
  );
}

type Problem = Extract<CompileLine, { kind: 'not-compiled' }>;

interface Compiled {
  readonly result: SandboxResult;
  readonly loadError: string | null;
  /** By module: `s0` for the first scenario, `p0` for the first export. */
  readonly problems: ReadonlyMap<string, Problem>;
  readonly modules: readonly string[];
  readonly program: Uint8Array | undefined;
}

async function compile(run: RustRun): Promise<Compiled> {
  const { surface, scenarios } = run.spec;
  const modules: Record<string, string> = {};
  surface.exports.forEach((entry, index) => {
    const probe = renderProbe(entry);
    if (probe !== null) modules[`p${index}`] = probe;
  });
  scenarios.scenarios.forEach((scenario, index) => {
    modules[`s${index}`] = renderScenarioSource(scenario, { bindings: scenarios.bindings, surface });
  });
  const manifest = run.files['Cargo.toml'];
  const result = await run.sandbox.run({
    command: ['node', 'compile.mjs'],
    toolchain: 'rust',
    files: {
      'compile.mjs': guestCompile,
      'harness.rs': harness,
      ...Object.fromEntries(Object.entries(modules).map(([name, text]) => [`modules/${name}.rs`, text])),
      ...Object.fromEntries(Object.entries(run.files).map(([name, content]) => [`package/${name}`, content])),
    },
    standardInput: JSON.stringify({
      ...readManifest(typeof manifest === 'string' ? manifest : '', run.files),
      flags: run.flags ?? [],
      modules: Object.keys(modules),
      crate: guestCrate,
      forbidUnsafe: run.allowsUnsafe !== true,
    }),
    collect: ['out/scenarios'],
    limits: compileLimits,
    ...(run.signal && { signal: run.signal }),
  });
  const lines = parseJsonLines(result.standardOutput, CompileLine);
  const failed = lines.find((line) => line.kind === 'load-error');
  const done = lines.find((line) => line.kind === 'compiled');
  return {
    result,
    loadError:
      failed !== undefined
        ? describeProblems(failed.problems)
        : done === undefined
          ? describeLost(result)
          : null,
    problems: new Map(lines.flatMap((line) => (line.kind === 'not-compiled' ? [[line.name, line]] : []))),
    modules: done?.modules ?? [],
    program: result.collected['out/scenarios'],
  };
}

/** A name that can be brought in from outside is there. */
function renderProbe({ name }: ApiExport): string | null {
  return /^[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*$/.test(name)
    ? `pub use ${guestCrate}::${name} as phalus_probe;\n`
    : null;
}

function listExported(
  exports: readonly ApiExport[],
  problems: Compiled['problems'],
): ScenarioReport['exported'] {
  return exports.flatMap((entry, index) => {
    if (renderProbe(entry) === null || problems.has(`p${index}`)) return [];
    const isCallable = entry.kind === 'function' || entry.kind === 'class';
    return [{ name: entry.name, type: isCallable ? 'function' : 'object', length: null }];
  });
}

function describeProblems(problems: readonly string[]): string {
  return problems
    .map((text) =>
      text
        .replaceAll('package/src/', 'src/')
        .replace(/\n\s*\n/g, '\n')
        .trim()
        .slice(0, 700),
    )
    .join('\n')
    .slice(0, 1_800);
}

function describeLost(result: SandboxResult): string {
  return result.timedOut
    ? 'the package did not compile in time'
    : `the compiler was lost: ${result.standardError.trim().slice(0, 300)}`;
}

async function execute(
  run: RustRun,
  compiled: Compiled,
): Promise<{ answers: ReadonlyMap<number, RustAnswer>; result: SandboxResult | null }> {
  const order = compiled.modules.filter((name) => name.startsWith('s')).map((name) => Number(name.slice(1)));
  if (compiled.program === undefined || order.length === 0) return { answers: new Map(), result: null };
  const nonce = randomUUID();
  const result = await run.sandbox.run({
    command: ['node', 'run.mjs'],
    files: { 'run.mjs': guestRun, scenarios: compiled.program },
    standardInput: JSON.stringify({ nonce, order, limitMs, mostLosses }),
    limits: { ...runLimits, wallTimeMs: 15_000 + mostLosses * limitMs + order.length * 100 },
    ...(run.signal && { signal: run.signal }),
  });
  const lines = parseJsonLines(result.standardOutput, RunLine).filter(([own]) => own === nonce);
  return { answers: new Map(lines.map(([, index, parts, printed]) => [index, { parts, printed }])), result };
}

function judge(
  scenario: Scenario,
  problem: Problem | undefined,
  answer: RustAnswer | undefined,
): ScenarioOutcome {
  if (problem !== undefined) return describeNotCompiled(scenario, problem);
  return judgeAnswer(
    scenario,
    answer ?? { parts: ['gone', `was not run: ${mostLosses} scenarios before it hung`], printed: '' },
  );
}

/** A scenario that is no Rust is at fault itself; one that asks for what is not there is not. */
function describeNotCompiled(scenario: Scenario, { message, rendered, code }: Problem): ScenarioOutcome {
  const where = (rendered ?? '')
    .split('\n')
    .filter((line) => /^\s*(?:\d+\s*)?\|.*\S/.test(line) && !/^\s*\|\s*$/.test(line))
    .slice(0, 4)
    .map((line) => line.replace(/^\s*\d*\s*\| ?/, '').trimEnd())
    .join(' / ')
    .replace(/_{3,}|-{3,}/g, '')
    .replaceAll(`${guestCrate}::`, '');
  if (code === null && message !== '')
    return { kind: 'broken', message: `it does not parse: ${message}`.slice(0, 300) };
  const what = `does not compile: ${message.replaceAll(`${guestCrate}::`, '').replaceAll(guestCrate, 'the crate')}`;
  const expected = scenario.expected.kind === 'value' ? scenario.expected.value : 'it to compile';
  return {
    kind: 'failed',
    actual: what.slice(0, 500),
    expected: expected.slice(0, 500),
    message: `${what} (${where})`.slice(0, 400),
  };
}
