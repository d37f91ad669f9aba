import { execFile } from 'node:child_process';

export interface ProgramRun {
  readonly folder?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Standard output of a program that ended well; rejects with its last words otherwise. */
export function runProgram(
  program: string,
  words: readonly string[],
  options: ProgramRun = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const settings = {
      cwd: options.folder,
      timeout: options.timeoutMs,
      signal: options.signal,
      maxBuffer: 4 * 1024 * 1024,
    };
    execFile(program, [...words], settings, (error, output, errorOutput) => {
      if (error === null) resolve(output);
      else reject(new Error(errorOutput.trim().slice(-600) || error.message, { cause: error }));
    });
  });
}

/** As `runProgram`, with null for every failure: for questions that may go unanswered. */
export function askProgram(program: string, words: readonly string[]): Promise<string | null> {
  return runProgram(program, words, { timeoutMs: 10_000 }).catch(() => null);
}

export function npmProgram(): string {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}
