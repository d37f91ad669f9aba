import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Sandbox } from '../../sandbox/types.ts';
import type { TestScenarios } from '../../spec/index.ts';
import { parseGuestLines } from '../shared/guest-lines.ts';
import { findIncomparable } from './compare.ts';
import { guestExpected } from './guest-expected.ts';

/** What a scenario waits for, ready to compare; `broken` when the scenario itself is at fault. */
export type Expectation =
  | { readonly kind: 'value'; readonly value: unknown; readonly text: string }
  | { readonly kind: 'other' }
  | { readonly kind: 'broken'; readonly message: string };

const Line = z.tuple([
  z.string(),
  z.int(),
  z.union([
    z.tuple([z.literal('broken'), z.string()]),
    z.tuple([z.literal('ready')]),
    z.tuple([z.literal('value'), z.array(z.unknown()), z.string()]),
  ]),
]);
type Line = z.infer<typeof Line>;

// A builder tries many implementations against the same scenarios; what they expect does not change.
const known = new WeakMap<TestScenarios, Promise<readonly Expectation[]>>();

/** Evaluates what every scenario expects, in a sandbox of its own without the package; once per scenario set. */
export function evaluateExpected(
  scenarios: TestScenarios,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<readonly Expectation[]> {
  const cached = known.get(scenarios);
  if (cached !== undefined) return cached;
  const fresh = evaluate(scenarios, sandbox, signal);
  known.set(scenarios, fresh);
  fresh.catch(() => known.delete(scenarios));
  return fresh;
}

async function evaluate(
  { scenarios }: TestScenarios,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<readonly Expectation[]> {
  const nonce = randomUUID();
  const result = await sandbox.run({
    command: ['python3', '-I', '-S', '-B', 'expected.py'],
    toolchain: 'python',
    files: { 'expected.py': guestExpected },
    standardInput: JSON.stringify({
      nonce,
      scenarios: scenarios.map(({ setup, expression, expected }) => ({
        ...{ setup, expression },
        expected: expected.kind === 'value' ? expected.value : null,
      })),
    }),
    limits: { wallTimeMs: 20_000, outputBytes: 32 * 1024 * 1024 },
    ...(signal && { signal }),
  });
  const lines = parseGuestLines(result.standardOutput, nonce, Line);
  const byIndex = new Map(lines.map(([, index, answer]) => [index, answer]));
  return scenarios.map((_, index) => readExpectation(byIndex.get(index)));
}

function readExpectation(answer: Line[2] | undefined): Expectation {
  if (answer === undefined) return { kind: 'broken', message: 'what it expects could not be evaluated' };
  if (answer[0] === 'broken') return { kind: 'broken', message: answer[1] };
  if (answer[0] === 'ready') return { kind: 'other' };
  const incomparable = findIncomparable(answer[1]);
  if (incomparable !== null)
    return { kind: 'broken', message: `what it expects holds ${incomparable}, which equals nothing` };
  return { kind: 'value', value: answer[1], text: answer[2] };
}
