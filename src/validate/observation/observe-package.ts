import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Sandbox, SandboxResult } from '../../sandbox/types.ts';
import { type PackageFiles, parseLines } from '../../scenarios/index.ts';
import type { Spec } from '../../spec/index.ts';
import { guestObserver } from './guest-observer.ts';
import { bindingsOf, listCalls } from './observed-calls.ts';
import { type Effect, effectKinds, type Observation, type SeenMember, type SeenValue } from './types.ts';

// As where scenarios are run: by its own name it could be taken for a module of Node.
const guestName = 'package-under-test';
const limitMs = 1_000;
/** How long what a module set going while it was loaded is still watched. */
const settleMs = 80;

const Member = z.tuple([z.string(), z.string(), z.number()]);
const ObserverLine = z.union([
  z.tuple([
    z.string(),
    z.literal('effect'),
    z.enum(['import', 'call', 'probe']),
    z.int(),
    z.enum(effectKinds),
    z.string(),
    z.string(),
  ]),
  z.tuple([
    z.string(),
    z.literal('members'),
    z.string(),
    z.tuple([z.array(Member), z.array(Member)]),
    z.string(),
  ]),
  z.tuple([z.string(), z.literal('not-loaded'), z.string()]),
  z.tuple([z.string(), z.enum(['loaded', 'called', 'end'])]),
]);
type ObserverLine = z.infer<typeof ObserverLine>;

/** Loads and calls the package in the sandbox under observation. Throws what the sandbox throws. */
export async function observePackage(request: {
  readonly files: PackageFiles;
  readonly spec: Spec;
  readonly sandbox: Sandbox;
  readonly signal?: AbortSignal;
}): Promise<Observation> {
  const { files, spec, sandbox, signal } = request;
  const nonce = randomUUID();
  const resultFile = `effects-${randomUUID()}`;
  const laid = Object.entries(files).map(([name, content]) => [`node_modules/${guestName}/${name}`, content]);
  const result = await sandbox.run({
    command: ['node', 'observer.mjs'],
    files: { 'observer.mjs': guestObserver, ...Object.fromEntries(laid) },
    standardInput: JSON.stringify({
      ...{ nonce, resultFile, packageName: guestName, limitMs, settleMs },
      bindings: bindingsOf(spec),
      calls: listCalls(spec),
    }),
    collect: [resultFile],
    limits: { wallTimeMs: 30_000, outputBytes: 16_384 },
    ...(signal && { signal }),
  });
  const text = new TextDecoder().decode(result.collected[resultFile]);
  return readLines(parseLines(text, nonce, ObserverLine), result);
}

function readLines(lines: readonly ObserverLine[], result: SandboxResult): Observation {
  const effects: Effect[] = [];
  const members = new Map<string, SeenValue>();
  let loadError: string | null = null;
  let reached: Observation['reached'] = 'nothing';
  for (const line of lines) {
    if (line[1] === 'effect') {
      const [, , phase, place, kind, name, text] = line;
      effects.push({ phase, place, kind, name, text });
    } else if (line[1] === 'members') {
      const [statics, inherited] = line[3];
      members.set(line[2], {
        statics: statics.map(readMember),
        inherited: inherited.map(readMember),
        source: line[4] === '' ? null : line[4],
      });
    } else if (line[1] === 'not-loaded') loadError = line[2];
    else reached = line[1];
  }
  if (loadError === null && reached === 'nothing') loadError = describeEnd(result);
  return { effects, members, loadError, reached };
}

function readMember([name, type, length]: z.infer<typeof Member>): SeenMember {
  return { name, type, length: length < 0 ? null : length };
}

function describeEnd({ signalName, exitCode }: SandboxResult): string {
  if (signalName === 'SIGKILL') return 'it did not come to an end';
  return `it ended the process (${signalName ?? `exit code ${exitCode}`})`;
}
