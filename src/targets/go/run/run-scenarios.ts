import { randomUUID } from 'node:crypto';
import { SandboxError } from '../../../sandbox/index.ts';
import type { Sandbox, SandboxResult } from '../../../sandbox/types.ts';
import type { ScenarioReport, ScenarioResult } from '../../../scenarios/index.ts';
import type { Scenario, Spec } from '../../../spec/index.ts';
import type { TargetRun } from '../../types.ts';
import { folderOf } from '../names.ts';
import { languageVersion, readModulePath, versionFor } from '../package/module-file.ts';
import { readExported } from './exported.ts';
import { guestScenarioDriver } from './guest-driver.ts';
import { guestDescribe, guestFirst, guestMain, guestModule } from './guest-program.ts';
import { type GoExpectation, type Judged, judgeScenario } from './judge.ts';
import { buildLimitMs, goLimits, maximumLosses, scenarioLimitMs } from './limits.ts';
import { type PreparedPiece, preparePiece, renderPiece } from './scenario-source.ts';
import { type DescribedValue, DriverLine, type GoAnswer, readLines } from './schema.ts';
import { isIncomparable } from './values.ts';

interface Piece {
  readonly index: number;
  readonly file: string;
  /** What is compiled first, and what instead where that does not compile. */
  readonly variants: readonly string[];
}

interface Answers {
  readonly loadError: string | null;
  readonly byIndex: ReadonlyMap<number, Omit<Judged, 'scenario' | 'expectation'>>;
  readonly enforced: SandboxResult['enforced'];
}

/**
 * Runs every scenario of 09: all are compiled into one program, and each runs in a process of its own, so that one that
 * hangs or ends its process is lost alone and none sees what another changed. Throws SandboxError.
 */
export async function runGoScenarios(run: TargetRun): Promise<ScenarioReport> {
  const started = performance.now();
  const { spec, files, sandbox, signal } = run;
  const { scenarios } = spec.scenarios;
  const modulePath = readModulePath(files);
  const folder = folderOf(spec);
  const importPath = folder === '' ? modulePath : `${modulePath}/${folder}`;
  const prepared = await prepareAll(spec, importPath);
  const apart = await evaluateApart(spec, prepared, { sandbox, signal, importPath });
  const offset = scenarios.length;
  const pieces = scenarios.flatMap((scenario, index) => {
    const { own, expected } = prepared[index] as PreparedScenario;
    const asks = own === null ? [] : [createPiece(own, index, scenario.expected.kind)];
    // What names the package cannot be evaluated without it.
    const waits = expected?.usesPackage ? [createPiece(expected, offset + index, 'value')] : [];
    return [...asks, ...waits];
  });
  const answers = await runPieces({
    packageFiles: files,
    modulePath,
    importPath,
    pieces,
    sentinels: readSentinels(spec, files),
    sandbox,
    ...(signal && { signal }),
  });
  const results = scenarios.map((scenario, index): ScenarioResult => {
    const { own, expected } = prepared[index] as PreparedScenario;
    if (own === null) return { id: scenario.id, outcome: { kind: 'broken', message: 'it does not parse' } };
    const isApart = expected === null || !expected.usesPackage;
    const expectation = isApart
      ? (apart.get(index) ?? { kind: 'other' as const })
      : readExpectation(answers.byIndex.get(offset + index)?.answer);
    return {
      id: scenario.id,
      outcome: judgeScenario({ scenario, expectation, ...(answers.byIndex.get(index) ?? notRun) }),
    };
  });
  return {
    loadError: answers.loadError,
    results: answers.loadError === null ? results : [],
    exported: await readExported(spec, files),
    durationMs: performance.now() - started,
    enforced: answers.enforced,
  };
}

const notRun = {
  answer: { kind: 'gone', message: `was not run: ${maximumLosses} scenarios before it hung` } as const,
  printed: '',
};

/** The name by which the program calls the package where scenarios name its exports alone. */
const ownName = 'phalusPackage';

interface PreparedScenario {
  readonly own: PreparedPiece | null;
  /** Null for what is no value. */
  readonly expected: PreparedPiece | null;
  readonly isBroken: boolean;
}

const preparedBefore = new WeakMap<readonly Scenario[], Map<string, Promise<readonly PreparedScenario[]>>>();

/** Once for a set of scenarios: a builder tries many implementations against the same. */
function prepareAll(spec: Spec, importPath: string): Promise<readonly PreparedScenario[]> {
  const { scenarios, bindings } = spec.scenarios;
  const byPath = preparedBefore.get(scenarios) ?? new Map<string, Promise<readonly PreparedScenario[]>>();
  preparedBefore.set(scenarios, byPath);
  const known = byPath.get(importPath);
  if (known !== undefined) return known;
  const context = { bindings, importPath, ownName };
  const fresh = Promise.all(
    scenarios.map(async ({ setup, expression, expected }): Promise<PreparedScenario> => {
      const own = await preparePiece({ setup, expression }, context);
      if (expected.kind !== 'value') return { own, expected: null, isBroken: false };
      const value = await preparePiece({ setup: '', expression: expected.value }, context);
      return { own, expected: value, isBroken: value === null };
    }),
  );
  byPath.set(importPath, fresh);
  return fresh;
}

function createPiece(piece: PreparedPiece, index: number, kind: Scenario['expected']['kind']): Piece {
  const value = renderPiece(piece, index, 'value');
  const statement = renderPiece(piece, index, 'statement');
  const variants = kind === 'output' ? [statement] : kind === 'throws' ? [value, statement] : [value];
  return { index, file: `s${String(index).padStart(4, '0')}.go`, variants };
}

const apartBefore = new WeakMap<readonly Scenario[], Promise<ReadonlyMap<number, GoExpectation>>>();

/** Expected values that need nothing of the package, evaluated in a sandbox without it; once for a set of scenarios. */
async function evaluateApart(
  spec: Spec,
  prepared: readonly PreparedScenario[],
  run: { readonly sandbox: Sandbox; readonly signal: AbortSignal | undefined; readonly importPath: string },
): Promise<ReadonlyMap<number, GoExpectation>> {
  const { scenarios } = spec.scenarios;
  const known = apartBefore.get(scenarios);
  if (known !== undefined) return known;
  const fresh = evaluate(prepared, run);
  apartBefore.set(scenarios, fresh);
  fresh.catch(() => apartBefore.delete(scenarios));
  return fresh;
}

async function evaluate(
  prepared: readonly PreparedScenario[],
  { sandbox, signal }: { readonly sandbox: Sandbox; readonly signal: AbortSignal | undefined },
): Promise<ReadonlyMap<number, GoExpectation>> {
  const found = new Map<number, GoExpectation>();
  const pieces: Piece[] = [];
  for (const [index, { expected, isBroken }] of prepared.entries()) {
    if (isBroken) found.set(index, { kind: 'broken', message: 'what it expects does not parse' });
    else if (expected !== null && !expected.usesPackage) pieces.push(createPiece(expected, index, 'value'));
  }
  if (pieces.length === 0) return found;
  const answers = await runPieces({
    packageFiles: {},
    modulePath: null,
    importPath: null,
    pieces,
    sentinels: [],
    sandbox,
    ...(signal && { signal }),
  });
  if (answers.loadError !== null) throw createError(answers.loadError);
  for (const { index } of pieces) found.set(index, readExpectation(answers.byIndex.get(index)?.answer));
  return found;
}

/** Without the package nothing but the tool chain can be at fault. */
function createError(reason: string): SandboxError {
  return new SandboxError(
    'start-failed',
    `Cannot evaluate what scenarios of Go expect: ${reason.slice(0, 300)}`,
    {
      hint: 'Run phalus doctor to see whether go works in the sandbox',
    },
  );
}

function readExpectation(answer: Judged['answer'] | undefined): GoExpectation {
  if (answer?.kind !== 'returned') {
    const why = answer !== undefined && 'message' in answer ? answer.message : 'it gave no value';
    return { kind: 'broken', message: `what it expects cannot be evaluated: ${why}` };
  }
  return answer.values.some(isIncomparable)
    ? { kind: 'broken', message: 'what it expects holds a value that equals nothing' }
    : { kind: 'values', values: answer.values as readonly DescribedValue[] };
}

interface PieceRun {
  readonly packageFiles: TargetRun['files'];
  /** Null where there is no package. */
  readonly modulePath: string | null;
  readonly importPath: string | null;
  readonly pieces: readonly Piece[];
  /** Documented error values that the code has. */
  readonly sentinels: readonly string[];
  readonly sandbox: Sandbox;
  readonly signal?: AbortSignal;
}

async function runPieces(run: PieceRun): Promise<Answers> {
  const { pieces, sandbox, signal } = run;
  const nonce = randomUUID();
  const result = await sandbox.run({
    command: ['node', 'driver.cjs'],
    toolchain: 'go',
    files: { 'driver.cjs': guestScenarioDriver },
    standardInput: JSON.stringify({
      ...{ nonce, limitMs: scenarioLimitMs, buildMs: buildLimitMs, maximumLosses },
      packageFiles: run.packageFiles,
      programFiles: renderProgram(run),
      scenarios: pieces,
    }),
    limits: goLimits,
    ...(signal && { signal }),
  });
  return readAnswers(readLines(result.standardOutput, nonce, DriverLine), result);
}

function renderProgram({ modulePath, importPath, sentinels }: PieceRun): Record<string, string> {
  const needs =
    modulePath === null
      ? []
      : [`require ${modulePath} ${versionFor(modulePath)}`, '', `replace ${modulePath} => ../package`, ''];
  const table = sentinels.map((name) => `\tsentinels[${JSON.stringify(name)}] = phalusPackage.${name}`);
  return {
    'go.mod': [`module ${guestModule}`, '', `go ${languageVersion}`, '', ...needs].join('\n'),
    'first/first.go': guestFirst,
    'main.go': guestMain,
    'describe.go': guestDescribe,
    // The package starts even where no scenario names it.
    'sentinels.go':
      importPath === null
        ? 'package main\n'
        : table.length === 0
          ? `package main\n\nimport _ ${JSON.stringify(importPath)}\n`
          : `package main\n\nimport phalusPackage ${JSON.stringify(importPath)}\n\nfunc init() {\n${table.join('\n')}\n}\n`,
  };
}

function readAnswers(lines: readonly DriverLine[], result: SandboxResult): Answers {
  const byIndex = new Map<number, Omit<Judged, 'scenario' | 'expectation'>>();
  let loadError: string | null = null;
  let isLoaded = false;
  for (const line of lines) {
    if (line[0] === 'load-error') loadError ??= line[1];
    else if (line[0] === 'loaded') isLoaded = true;
    else if (line[0] === 'unbuilt')
      byIndex.set(line[1], { answer: { kind: 'unbuilt', message: line[2] }, printed: '' });
    else if (line[0] === 'answer') byIndex.set(line[1], { answer: line[2] as GoAnswer, printed: line[3] });
  }
  if (!isLoaded && loadError === null) {
    const said = result.standardError.trim().slice(0, 400);
    loadError = result.timedOut
      ? 'the package did not compile in time'
      : `the run ended early${said === '' ? '' : `: ${said}`}`;
  }
  return { loadError, byIndex, enforced: result.enforced };
}

/** Error values by their names, as far as the code declares them: by these a scenario may expect one. */
function readSentinels({ surface }: Spec, files: TargetRun['files']): string[] {
  const code = Object.values(files).join('\n');
  return surface.exports
    .filter(({ kind, signature }) => kind === 'constant' && /^var \w+ error\b/.test(signature))
    .map(({ name }) => name)
    .filter((name) => /^[A-Z]\w*$/.test(name) && new RegExp(`^(?:var )?\\s*${name}\\b`, 'm').test(code));
}
