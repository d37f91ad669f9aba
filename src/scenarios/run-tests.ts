import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Sandbox } from '../sandbox/types.ts';
import { parseLines } from './schema.ts';
import type { PackageFiles } from './types.ts';

export interface TestRun {
  readonly files: PackageFiles;
  readonly sandbox: Sandbox;
  /** For the whole run; 30 seconds by default. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface TestOutcome {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it failed, at most 300 characters; empty for the others. */
  readonly message: string;
  /** The file that declares it, below the package, where the runner says so. */
  readonly file?: string;
}

export interface TestReport {
  /** One by one; a file that failed to load counts as a failed test with the file's name. */
  readonly tests: readonly TestOutcome[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly timedOut: boolean;
  /** False when the run ended before the test runner said so. */
  readonly complete: boolean;
  readonly exitCode: number | null;
  readonly durationMs: number;
  readonly enforced: Readonly<Record<string, string>>;
}

const TestLine = z.tuple([
  z.string(),
  z.enum(['passed', 'failed', 'skipped', 'end']),
  z.string(),
  z.string(),
  z.string(),
]);

// Test files run in processes of their own, below the one that reports. The nonce comes over standard input, which
// those do not share, so that what a test prints is not taken for a report.
const reporter = `import { readFileSync } from 'node:fs';
const nonce = readFileSync(0, 'utf8');
const isFile = (data) => data.name === data.file || /^\\/guest\\/package\\//.test(data.name);
const say = (status, name, message, file) => JSON.stringify([nonce, status, name.slice(0, 300), message.slice(0, 300), String(file ?? '').slice(0, 300)]) + '\\n';
export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const isGroup = data.details?.type === 'suite' || isFile(data);
    if (type === 'test:fail') {
      const error = data.details?.error;
      if (isGroup && error?.failureType === 'subtestsFailed') continue;
      yield say('failed', data.name, String(error?.cause?.message ?? error?.message ?? 'failed'), data.file);
    } else if (!isGroup) {
      const left = data.skip !== undefined || data.todo !== undefined;
      yield say(left ? 'skipped' : 'passed', data.name, '', data.file);
    }
  }
  yield say('end', '', '');
}
`;

/** Runs the package's own tests with `node --test` in the sandbox and counts them one by one. */
export async function runTests(run: TestRun): Promise<TestReport> {
  const nonce = randomUUID();
  const files = Object.entries(run.files).map(([name, content]) => [`package/${name}`, content]);
  const result = await run.sandbox.run({
    command: ['node', '--test', '--test-reporter=./reporter.mjs'],
    files: { ...Object.fromEntries(files), 'reporter.mjs': reporter },
    standardInput: nonce,
    limits: { wallTimeMs: run.timeoutMs ?? 30_000, processes: 128, outputBytes: 8 * 1024 * 1024 },
    ...(run.signal && { signal: run.signal }),
  });
  const lines = parseLines(result.standardOutput, nonce, TestLine);
  const tests = lines.flatMap(([, status, name, message, file]) =>
    status === 'end'
      ? []
      : [
          {
            name: shorten(name),
            status,
            message: shorten(message),
            ...(file !== '' && { file: shorten(file) }),
          },
        ],
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

function shorten(text: string): string {
  return text.replaceAll('/guest/package/', '');
}
