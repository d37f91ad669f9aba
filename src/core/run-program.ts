import { execFile } from 'node:child_process';

export interface ProgramRun {
  readonly folder?: string;
  /** The whole environment of the program; that of phalus when it is not said. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Standard output of a program of the user's machine that ended well; rejects with its last words otherwise. */
export function runProgram(
  program: string,
  words: readonly string[],
  options: ProgramRun = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const settings = {
      cwd: options.folder,
      env: options.environment,
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

/** The user's own npm, as `runProgram`. */
export function runNpm(words: readonly string[], options: ProgramRun = {}): Promise<string> {
  return runProgram(process.platform === 'win32' ? 'npm.cmd' : 'npm', words, options);
}

/** What npm answers to a question, within 20 seconds; rejects when there is no npm or it fails. */
export function askNpm(words: readonly string[]): Promise<string> {
  return runNpm(words, { timeoutMs: 20_000 });
}
