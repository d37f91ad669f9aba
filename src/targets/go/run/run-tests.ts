import { z } from 'zod';
import type { TestOutcome, TestReport } from '../../../scenarios/index.ts';
import type { TargetRun } from '../../types.ts';
import { runGoCommand } from './run-command.ts';

/** What `go test -json` says, one object a line; only what is read of it. */
const TestEvent = z.object({
  Action: z.string(),
  Test: z.string().optional(),
  Output: z.string().optional(),
  Package: z.string().optional(),
});
type TestEvent = z.infer<typeof TestEvent>;

const statuses: Readonly<Record<string, TestOutcome['status']>> = {
  pass: 'passed',
  fail: 'failed',
  skip: 'skipped',
};

/** The package's own tests with `go test`, counted one by one. Throws SandboxError. */
export async function runGoTests({
  files,
  sandbox,
  signal,
  timeoutMs = 60_000,
}: TargetRun & { readonly timeoutMs?: number }): Promise<TestReport> {
  const seconds = Math.max(1, Math.round(timeoutMs / 1000));
  const report = await runGoCommand(['test', '-json', `-timeout=${seconds}s`, './...'], {
    ...{ files, sandbox, signal },
    // The compiler's time is not the tests'.
    limitMs: timeoutMs + 60_000,
  });
  const events = readEvents(report.output);
  const tests = readTests(events);
  const count = (status: TestOutcome['status']): number =>
    tests.filter((test) => test.status === status).length;
  const text = events.map(({ Output: output }) => output ?? '').join('');
  const isBuilt = !/\[(?:build|setup) failed\]/.test(text + report.errors);
  const all = isBuilt ? tests : [...tests, describeBuild(text + report.errors)];
  return {
    tests: all,
    passed: count('passed'),
    failed: count('failed') + (isBuilt ? 0 : 1),
    skipped: count('skipped'),
    timedOut: report.timedOut || /^panic: test timed out after/m.test(text),
    complete: events.some(
      ({ Action: action, Test: test }) => test === undefined && /^(?:pass|fail)$/.test(action),
    ),
    exitCode: report.exitCode,
    durationMs: report.result.durationMs,
    enforced: report.result.enforced,
  };
}

function describeBuild(text: string): TestOutcome {
  const lines = text.split('\n').filter((line) => /\.go:\d+/.test(line));
  return {
    name: 'build',
    status: 'failed',
    message: lines.slice(0, 5).join('\n').slice(0, 300) || 'the tests do not compile',
  };
}

function readEvents(output: string): TestEvent[] {
  return output.split('\n').flatMap((line) => {
    const parsed = line.startsWith('{') ? TestEvent.safeParse(parseJson(line)) : null;
    return parsed?.success ? [parsed.data] : [];
  });
}

/** Tests that hold others are counted through them. */
function readTests(events: readonly TestEvent[]): TestOutcome[] {
  const said = new Map<string, string[]>();
  const found = new Map<string, TestOutcome['status']>();
  for (const { Action: action, Test: name, Output: output } of events) {
    if (name === undefined) continue;
    const status = statuses[action];
    if (status !== undefined) found.set(name, status);
    else if (output !== undefined && !/^\s*(?:===|---) /.test(output))
      said.set(name, [...(said.get(name) ?? []), output]);
    else if (action === 'run' && !found.has(name)) found.set(name, 'failed');
  }
  const names = [...found.keys()];
  return names
    .filter((name) => !names.some((other) => other.startsWith(`${name}/`)))
    .map((name) => {
      const status = found.get(name) ?? 'failed';
      const message = status === 'failed' ? (said.get(name) ?? []).join('').trim().slice(0, 300) : '';
      return { name, status, message: status === 'failed' && message === '' ? 'it did not end' : message };
    });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
