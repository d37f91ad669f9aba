import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { TestReport } from '../../scenarios/index.ts';
import { parseGuestLines } from '../shared/guest-lines.ts';
import type { SyntaxReport, TargetRun } from '../types.ts';
import { guestSyntax } from './guest-syntax.ts';
import { guestTests } from './guest-tests.ts';
import { importNameOf } from './layout.ts';
import { layPackage } from './run-scenarios.ts';

const TestLine = z.tuple([
  z.string(),
  z.enum(['passed', 'failed', 'skipped', 'end']),
  z.string(),
  z.string(),
]);

/** Runs the package's own tests with unittest in the sandbox and counts them one by one. Throws SandboxError. */
export async function runPythonTests(run: TargetRun & { readonly timeoutMs?: number }): Promise<TestReport> {
  const nonce = randomUUID();
  const resultFile = `results-${randomUUID()}`;
  const result = await run.sandbox.run({
    command: ['python3', '-I', '-S', '-B', 'reporter.py'],
    toolchain: 'python',
    files: { 'reporter.py': guestTests, ...layPackage(run.files) },
    standardInput: JSON.stringify({ nonce, resultFile }),
    collect: [resultFile],
    limits: { wallTimeMs: run.timeoutMs ?? 30_000, cpuSeconds: 60, processes: 128, outputBytes: 65_536 },
    ...(run.signal && { signal: run.signal }),
  });
  const text = new TextDecoder().decode(result.collected[resultFile]);
  const lines = parseGuestLines(text, nonce, TestLine);
  const tests = lines.flatMap(([, status, name, message]) =>
    status === 'end' ? [] : [{ name, status, message }],
  );
  const count = (status: 'passed' | 'failed' | 'skipped') =>
    tests.filter((test) => test.status === status).length;
  return {
    tests,
    ...{ passed: count('passed'), failed: count('failed'), skipped: count('skipped') },
    timedOut: result.timedOut,
    complete: lines.some(([, status]) => status === 'end'),
    exitCode: result.exitCode,
    durationMs: result.durationMs,
    enforced: result.enforced,
  };
}

const SyntaxLine = z.tuple([z.string(), z.array(z.string()), z.array(z.tuple([z.string(), z.string()]))]);

/** Parses and compiles every module, and looks up what it imports; nothing of it runs. Throws SandboxError. */
export async function checkPythonSyntax({ files, spec, sandbox, signal }: TargetRun): Promise<SyntaxReport> {
  const nonce = randomUUID();
  const paths = Object.keys(files).filter((path) => path.endsWith('.py'));
  const status = await sandbox.findToolchain('python');
  const result = await sandbox.run({
    command: ['python3', '-I', '-S', '-B', 'check.py'],
    toolchain: 'python',
    files: { 'check.py': guestSyntax, ...layPackage(files) },
    standardInput: JSON.stringify({ nonce, paths, importName: importNameOf(spec) }),
    limits: { wallTimeMs: 30_000, outputBytes: 1024 * 1024 },
    ...(signal && { signal }),
  });
  const [line] = parseGuestLines(result.standardOutput, nonce, SyntaxLine);
  const tool = status.kind === 'available' ? status.version : 'Python';
  if (line === undefined) {
    const message = `the check did not end: ${result.standardError.trim().slice(-300) || 'no output'}`;
    return { tool, checked: [], problems: paths.map((path) => ({ path, message })) };
  }
  const [, checked, problems] = line;
  return { tool, checked, problems: problems.map(([path, message]) => ({ path, message })) };
}
