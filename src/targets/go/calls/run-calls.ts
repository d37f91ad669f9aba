import { randomUUID } from 'node:crypto';
import { readCallReport, type TargetCallReport, type TargetCallRun } from '../../shared/call-report.ts';
import { folderOf } from '../names.ts';
import { versionFor } from '../package/module-file.ts';
import { guestFirst, guestModule } from '../run/guest-program.ts';
import { goLimits } from '../run/limits.ts';
import { type PreparedPiece, preparePiece } from '../run/scenario-source.ts';
import { guestCallDriver } from './guest-call-driver.ts';
import { guestCallMain } from './guest-main.ts';
import { guestCallTable } from './guest-table.ts';
import { guestCallTypes } from './guest-types.ts';
import { type LaidModules, layModules } from './lay-modules.ts';

const buildLimitMs = 120_000;
const loadLimitMs = 5_000;
/** Compilations of one round: each leaves out what did not compile. */
const mostRounds = 5;
/** Calls that may hang before the rest is given up. */
const mostLosses = 8;
const ownName = 'phalusPackage';

/** Compiles a package and all calls into one program and makes each call in a process of its own. Throws SandboxError. */
export async function runGoCalls(run: TargetCallRun): Promise<TargetCallReport> {
  const { spec, sandbox, signal } = run;
  const status = await sandbox.findToolchain('go');
  const version = /go(1\.\d+)/.exec(status.kind === 'available' ? status.version : '')?.[1] ?? '1.22';
  const laid = layModules(run.files);
  const folder = folderOf(spec);
  const importPath = folder === '' ? laid.modulePath : `${laid.modulePath}/${folder}`;
  const context = { bindings: spec.scenarios.bindings, importPath, ownName };
  const unparsed = new Map<number, string>();
  const calls: { index: number; file: string; variants: readonly string[] }[] = [];
  for (const [index, call] of run.calls.entries()) {
    const piece = await preparePiece(call, context);
    if (piece === null) unparsed.set(index, 'it does not parse');
    else
      calls.push({
        index,
        file: `c${String(index).padStart(4, '0')}.go`,
        variants: renderCall(piece, index),
      });
  }
  const nonce = randomUUID();
  const result = await sandbox.run({
    command: ['node', 'driver.cjs'],
    toolchain: 'go',
    files: {
      'driver.cjs': guestCallDriver,
      ...Object.fromEntries(Object.entries(laid.files).map(([path, text]) => [`modules/${path}`, text])),
    },
    standardInput: JSON.stringify({
      ...{ nonce, buildMs: buildLimitMs, loadMs: loadLimitMs, limitMs: run.limitMs, mostLosses, mostRounds },
      programFiles: renderProgram(laid, { version, importPath, sentinels: readSentinels(run) }),
      calls,
    }),
    limits: { ...goLimits, outputBytes: 32 * 1024 * 1024 },
    ...(signal && { signal }),
  });
  const report = readCallReport(result.standardOutput, nonce, result);
  return { ...report, unbuilt: new Map([...unparsed, ...report.unbuilt]) };
}

/** A file for each call: with its results, or without where the call has none. */
function renderCall({ setup, expression, imports, isCall }: PreparedPiece, index: number): string[] {
  const names = setup
    .split('\n')
    .flatMap((line) => /^_ = (\w+)$/.exec(line)?.[1] ?? [])
    .join(', ');
  const file = (end: readonly string[]): string =>
    [
      'package main',
      '',
      ...(imports.length === 0 ? [] : [`import (\n${imports.map((path) => `\t${path}`).join('\n')}\n)`, '']),
      'func init() {',
      `calls[${index}] = func() ([]any, []any) {`,
      setup,
      ...end,
      '}',
      '}',
      '',
    ].join('\n');
  return [
    file([`phalusTold := results(${expression})`, `return phalusTold, []any{${names}}`]),
    ...(isCall ? [file([expression, `return nil, []any{${names}}`])] : []),
  ];
}

interface Program {
  readonly version: string;
  readonly importPath: string;
  readonly sentinels: readonly string[];
}

function renderProgram(
  { modulePath, dependencies }: LaidModules,
  { version, importPath, sentinels }: Program,
): Record<string, string> {
  const modules = [{ path: modulePath, folder: 'package' }, ...dependencies];
  const table = sentinels.map((name) => `\tsentinels[${JSON.stringify(name)}] = phalusPackage.${name}`);
  return {
    'run/go.mod': [
      `module ${guestModule}`,
      '',
      `go ${version}`,
      '',
      ...modules.map(({ path }) => `require ${path} ${versionFor(path)}`),
      '',
      ...modules.map(({ path, folder }) => `replace ${path} => ../${folder}`),
      '',
    ].join('\n'),
    'run/first/first.go': guestFirst,
    'run/main.go': guestCallMain,
    'run/table.go': guestCallTable,
    'run/types.go': guestCallTypes,
    // The package starts even where no call names it.
    'run/sentinels.go':
      table.length === 0
        ? `package main\n\nimport _ ${JSON.stringify(importPath)}\n`
        : `package main\n\nimport phalusPackage ${JSON.stringify(importPath)}\n\nfunc init() {\n${table.join('\n')}\n}\n`,
  };
}

/** Documented error values, by which users tell errors apart. Only those that the code declares, or it would not compile. */
function readSentinels({ spec, files, isOriginal }: TargetCallRun): string[] {
  const named = spec.surface.exports
    .filter(({ kind, signature }) => kind === 'constant' && /^var \w+ error\b/.test(signature))
    .map(({ name }) => name)
    .filter((name) => /^[A-Z]\w*$/.test(name));
  // Names of the original are those of its documentation; its code is not looked at.
  if (isOriginal) return named;
  const code = Object.entries(files).flatMap(([path, text]) =>
    path.endsWith('.go') && typeof text === 'string' ? [text] : [],
  );
  return named.filter((name) => new RegExp(`^(?:var )?\\s*${name}\\b`, 'm').test(code.join('\n')));
}
