import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Sandbox, SandboxResult } from '../../../sandbox/types.ts';
import { type PackageFiles, parseLines } from '../../../scenarios/index.ts';
import type { Spec } from '../../../spec/index.ts';
import { bindingsOf, listCalls } from '../observed-calls.ts';
import { type Effect, effectKinds, type Observation } from '../types.ts';
import { guestObserver } from './guest-observer.ts';

const limitMs = 1_000;
const wallMs = 60_000;

const Line = z.union([
  z.tuple([
    z.string(),
    z.literal('effect'),
    z.enum(['import', 'call']),
    z.int(),
    z.enum(effectKinds),
    z.string(),
    z.string(),
  ]),
  z.tuple([z.string(), z.literal('not-loaded'), z.string()]),
  z.tuple([z.string(), z.literal('done'), z.int()]),
  z.tuple([z.string(), z.literal('status'), z.int()]),
  z.tuple([z.string(), z.enum(['loaded', 'called'])]),
]);
type Line = z.infer<typeof Line>;

/** Loads and calls a Python package in the sandbox under the interpreter's own audit. Throws what the sandbox throws. */
export async function observePythonPackage(request: {
  readonly files: PackageFiles;
  readonly spec: Spec;
  readonly sandbox: Sandbox;
  readonly signal?: AbortSignal;
}): Promise<Observation> {
  const { files, spec, sandbox, signal } = request;
  const nonce = randomUUID();
  const calls = listCalls(spec);
  const laid = Object.entries(files).map(([path, content]) => [`package/${path}`, content]);
  const result = await sandbox.run({
    command: ['python3', '-I', '-S', '-B', 'observer.py'],
    toolchain: 'python',
    files: { 'observer.py': guestObserver, ...Object.fromEntries(laid) },
    standardInput: JSON.stringify({
      ...{ nonce, limitMs, wallMs, root: '/guest/package/src', calls },
      importName: spec.surface.import_name ?? spec.packageName.replace(/\W+/g, '_'),
      bindings: bindingsOf(spec).map(({ local, export: name }) => [local, name]),
    }),
    limits: { wallTimeMs: wallMs + 10_000, outputBytes: 4 * 1024 * 1024 },
    ...(signal && { signal }),
  });
  return readLines(parseLines(result.standardOutput, nonce, Line), calls.length, result);
}

function readLines(lines: readonly Line[], calls: number, result: SandboxResult): Observation {
  const effects: Effect[] = [];
  const done = new Set<number>();
  let loadError: string | null = null;
  let status = 0;
  let [loaded, called] = [false, false];
  for (const line of lines) {
    if (line[1] === 'effect') {
      const [, , phase, place, kind, name, text] = line;
      effects.push({ phase, place, kind, name, text });
    } else if (line[1] === 'not-loaded') loadError = line[2];
    else if (line[1] === 'done') done.add(line[2]);
    else if (line[1] === 'status') status = line[2];
    else if (line[1] === 'loaded') loaded = true;
    else called = true;
  }
  if (!loaded && loadError === null) loadError = describeEnd(status, result);
  const isWhole = called && done.size === calls;
  const reached = loaded ? (isWhole ? 'end' : called ? 'called' : 'loaded') : 'nothing';
  return { effects, members: new Map(), loadError, reached };
}

/** The state of a process as the kernel gives it: a signal in the low bits, else its exit code above them. */
function describeEnd(status: number, { timedOut }: SandboxResult): string {
  const signal = status & 0x7f;
  if (timedOut || signal === 14 || signal === 9) return 'it did not come to an end';
  return `it ended the process (${signal === 0 ? `exit code ${(status >> 8) & 0xff}` : `signal ${signal}`})`;
}
