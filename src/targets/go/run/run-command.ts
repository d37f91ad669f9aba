import { randomUUID } from 'node:crypto';
import type { Sandbox, SandboxResult } from '../../../sandbox/types.ts';
import type { TargetFiles } from '../../types.ts';
import { guestCommandDriver } from './guest-driver.ts';
import { goLimits } from './limits.ts';
import { CommandLine, readLines } from './schema.ts';

export interface CommandReport {
  /** Null when it did not end by itself. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  readonly output: string;
  readonly errors: string;
  readonly result: SandboxResult;
}

/** Runs `go ...` in a package, with the standard library compiled already. Throws SandboxError. */
export async function runGoCommand(
  words: readonly string[],
  {
    files,
    sandbox,
    limitMs,
    signal,
  }: {
    readonly files: TargetFiles;
    readonly sandbox: Sandbox;
    readonly limitMs: number;
    readonly signal: AbortSignal | undefined;
  },
): Promise<CommandReport> {
  const nonce = randomUUID();
  const result = await sandbox.run({
    command: ['node', 'driver.cjs'],
    toolchain: 'go',
    files: { 'driver.cjs': guestCommandDriver },
    standardInput: JSON.stringify({ nonce, words, limitMs, packageFiles: files }),
    limits: { ...goLimits, wallTimeMs: Math.min(goLimits.wallTimeMs, limitMs + 20_000) },
    ...(signal && { signal }),
  });
  const [line] = readLines(result.standardOutput, nonce, CommandLine);
  if (line === undefined) {
    return { exitCode: null, timedOut: result.timedOut, output: '', errors: result.standardError, result };
  }
  const [, code, timedOut, output, errors] = line;
  return { exitCode: timedOut ? null : code, timedOut, output, errors, result };
}
