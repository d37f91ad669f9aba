import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../sandbox/types.ts';
import type { TestScenarios } from '../spec/index.ts';
import { findIncomparable } from './compare.ts';
import { guestExpected } from './guest-expected.ts';
import { type Description, ExpectedLine, parseLines } from './schema.ts';

/** What a scenario waits for, ready to compare; `broken` when the scenario itself is at fault. */
export type Expectation =
  | { readonly kind: 'value'; readonly description: Description; readonly text: string }
  | { readonly kind: 'other' }
  | { readonly kind: 'broken'; readonly message: string };

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
  scenarios: TestScenarios,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<readonly Expectation[]> {
  const nonce = randomUUID();
  const input = {
    nonce,
    locals: scenarios.bindings.map((binding) => binding.local),
    scenarios: scenarios.scenarios.map(({ setup, expression, expected }) => ({
      setup,
      expression,
      expected: expected.kind === 'value' ? expected.value : null,
    })),
  };
  const result = await sandbox.run({
    command: ['node', 'expected.mjs'],
    files: { 'expected.mjs': guestExpected },
    standardInput: JSON.stringify(input),
    limits: { wallTimeMs: 10_000, outputBytes: 32 * 1024 * 1024 },
    ...(signal && { signal }),
  });
  const lines = parseLines(result.standardOutput, nonce, ExpectedLine);
  const byIndex = new Map(lines.map(([, index, answer]) => [index, answer]));
  return scenarios.scenarios.map((_, index) => readExpectation(byIndex.get(index)));
}

function readExpectation(answer: ExpectedLine[2] | undefined): Expectation {
  if (answer === undefined) return { kind: 'broken', message: 'what it expects could not be evaluated' };
  if (answer[0] === 'broken') return { kind: 'broken', message: answer[1] };
  if (answer[0] === 'ready') return { kind: 'other' };
  const incomparable = findIncomparable(answer[1]);
  if (incomparable === null) return { kind: 'value', description: answer[1], text: answer[2] };
  return { kind: 'broken', message: `what it expects holds a ${incomparable}, which equals nothing` };
}
