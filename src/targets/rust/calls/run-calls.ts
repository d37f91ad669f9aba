import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readCallReport, type TargetCallReport, type TargetCallRun } from '../../shared/call-report.ts';
import { parseGuestLines } from '../../shared/guest-lines.ts';
import { guestCrate } from '../run/harness.ts';
import { compileLimits } from '../run/limits.ts';
import { readManifest } from '../run/read-manifest.ts';
import { renderUses } from '../run/scenario-source.ts';
import { describeTypes } from './describe-types.ts';
import { guestCallHarness } from './guest-harness.ts';
import { guestLibrary } from './guest-library.ts';
import { guestCallProgram } from './guest-program.ts';

const buildLimitMs = 110_000;
const loadLimitMs = 5_000;
const mostRounds = 8;
const mostLosses = 8;

const LibraryLine = z.tuple([
  z.string(),
  z.union([
    z.object({ kind: z.literal('built'), name: z.string() }),
    z.object({ kind: z.literal('load-error'), problems: z.array(z.string()) }),
  ]),
]);

/** A crate compiled once, to be used by the programs of all rounds; or why it does not compile. */
export type RustLibrary =
  | { readonly kind: 'built'; readonly content: Uint8Array }
  | { readonly kind: 'failed'; readonly reason: string };

/** Compiles a crate in the sandbox: the result without `unsafe`, an original as Cargo does. Throws SandboxError. */
export async function buildRustLibrary(run: Omit<TargetCallRun, 'calls' | 'limitMs'>): Promise<RustLibrary> {
  const nonce = randomUUID();
  const laid = Object.entries(run.files).map(([path, content]) => {
    const dependency = /^\.dependencies\/(.+)$/s.exec(path)?.[1];
    return [dependency === undefined ? `package/${path}` : `dependencies/${dependency}`, content] as const;
  });
  const manifest = run.files['Cargo.toml'];
  const text = typeof manifest === 'string' ? manifest : new TextDecoder().decode(manifest);
  const result = await run.sandbox.run({
    command: ['node', 'library.cjs'],
    toolchain: 'rust',
    files: { 'library.cjs': guestLibrary, ...Object.fromEntries(laid) },
    standardInput: JSON.stringify({
      ...{ nonce, buildMs: buildLimitMs, crate: guestCrate, isOriginal: run.isOriginal },
      ...readManifest(text, run.files),
      ...readIdentity(text),
    }),
    collect: ['out/library'],
    limits: compileLimits,
    ...(run.signal && { signal: run.signal }),
  });
  const [line] = parseGuestLines(result.standardOutput, nonce, LibraryLine);
  const content = result.collected['out/library'];
  if (line?.[1].kind === 'built' && content !== undefined) return { kind: 'built', content };
  if (line?.[1].kind === 'load-error')
    return { kind: 'failed', reason: line[1].problems.join('\n').trim().slice(0, 1_500) };
  const said = result.standardError.trim().slice(0, 300);
  return {
    kind: 'failed',
    reason: result.timedOut ? 'it did not compile in time' : `the compiler was lost: ${said}`,
  };
}

/** Name and version in the manifest's first table. */
function readIdentity(manifest: string): { readonly package: string; readonly version: string } {
  const table = /^\[package\]([^[]*)/m.exec(manifest)?.[1] ?? '';
  const read = (key: string): string =>
    new RegExp(`^\\s*${key}\\s*=\\s*"([\\w.+-]{1,100})"`, 'm').exec(table)?.[1] ?? '';
  return { package: read('name'), version: read('version') };
}

export interface RustCallRun extends TargetCallRun {
  readonly library: Uint8Array;
  /** Documented types by their number that the original cannot be told by; left out on both sides. */
  readonly untold: ReadonlySet<number>;
}

/** Compiles all calls into one program and makes each call in a process of its own. Throws SandboxError. */
export async function runRustCalls(run: RustCallRun): Promise<TargetCallReport> {
  const { spec, calls, sandbox, signal } = run;
  const modules: Record<string, string> = {};
  describeTypes(spec).forEach((text, index) => {
    if (!run.untold.has(index)) modules[`t${index}`] = text;
  });
  const given = { bindings: spec.scenarios.bindings, surface: spec.surface, crate: guestCrate };
  calls.forEach(({ setup, expression }, index) => {
    const uses = renderUses(`${setup}\n${expression}`, given).filter((line) => line !== `use ${guestCrate};`);
    modules[`c${index}`] =
      `${uses.join('\n')}\npub fn run(phalus: &mut crate::harness::PhalusTable) {\n${setup}\nphalus_tell!(phalus, ${expression}\n);\n${renderAfter(setup, expression)}}\n`;
  });
  const nonce = randomUUID();
  const result = await sandbox.run({
    command: ['node', 'program.cjs'],
    toolchain: 'rust',
    files: {
      'program.cjs': guestCallProgram,
      'harness.rs': guestCallHarness,
      library: run.library,
      ...Object.fromEntries(Object.entries(modules).map(([name, text]) => [`modules/${name}.rs`, text])),
    },
    standardInput: JSON.stringify({
      ...{ nonce, buildMs: buildLimitMs, loadMs: loadLimitMs, limitMs: run.limitMs, mostLosses, mostRounds },
      ...{ crate: guestCrate, modules: Object.keys(modules) },
    }),
    limits: { ...compileLimits, outputBytes: 32 * 1024 * 1024, wallTimeMs: 170_000 },
    ...(signal && { signal }),
  });
  return readCallReport(result.standardOutput, nonce, result);
}

/** What variables hold that the call was lent to change, and what calls before it gave. */
function renderAfter(setup: string, expression: string): string {
  const lent = Array.from(
    `${setup}\n${expression}`.matchAll(/&mut ([a-z_]\w*)\b(?!\s*[.(])/g),
    ([, name]) => name ?? '',
  );
  const given = Array.from(setup.matchAll(/^let (r\d+) = /gm), ([, name]) => name ?? '');
  return [...new Set([...lent.filter((name) => new RegExp(`\\blet mut ${name}\\b`).test(setup)), ...given])]
    .map((name) => {
      const value = given.includes(name) ? `{ let mut ${name} = ${name};` : '{';
      return `${value} let child = phalus_part!(phalus, &mut ${name}); phalus.after("${name}", child); }\n`;
    })
    .join('');
}
