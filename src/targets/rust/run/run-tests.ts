import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { TestOutcome, TestReport } from '../../../scenarios/index.ts';
import type { TargetRun } from '../../types.ts';
import { guestTests } from './guest-tests.ts';
import { compileLimits } from './limits.ts';
import { parseJsonLines } from './schema.ts';

const TestLine = z.tuple([
  z.string(),
  z.enum(['passed', 'failed', 'skipped', 'end']),
  z.string(),
  z.string(),
]);
/** For one test. */
const limitMs = 10_000;

/** The package's own tests, built by `cargo test` and counted one by one. */
export async function runTests(run: TargetRun & { readonly timeoutMs?: number }): Promise<TestReport> {
  const nonce = randomUUID();
  const totalMs = Math.min(run.timeoutMs ?? 90_000, 150_000);
  const result = await run.sandbox.run({
    command: ['node', 'tests.mjs'],
    toolchain: 'rust',
    files: {
      'tests.mjs': guestTests,
      ...Object.fromEntries(Object.entries(run.files).map(([name, content]) => [`package/${name}`, content])),
    },
    standardInput: JSON.stringify({ nonce, limitMs, totalMs }),
    limits: { ...compileLimits, wallTimeMs: totalMs + 20_000 },
    ...(run.signal && { signal: run.signal }),
  });
  const lines = parseJsonLines(result.standardOutput, TestLine).filter(([own]) => own === nonce);
  const tests = lines.flatMap(([, status, name, message]): TestOutcome[] =>
    status === 'end' ? [] : [{ name, status, message: message.slice(0, 300) }],
  );
  const count = (status: TestOutcome['status']) => tests.filter((test) => test.status === status).length;
  return {
    tests,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    timedOut: result.timedOut,
    complete: lines.some(([, status]) => status === 'end'),
    exitCode: result.exitCode,
    durationMs: result.durationMs,
    enforced: result.enforced,
  };
}
