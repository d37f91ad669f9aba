import { runProgram } from '../../core/index.ts';
import type { ToolchainOptions } from './types.ts';

/** Of the user's environment, what tells a tool chain where it is at home. */
const passed = ['HOME', 'RUSTUP_HOME', 'CARGO_HOME'];

/** What a program of the user's own tool chain says of itself. Rejects as `runProgram` does. */
export function askToolchain(
  program: string,
  words: readonly string[],
  { environment = {}, signal }: ToolchainOptions,
): Promise<string> {
  const told = passed.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value]];
  });
  return runProgram(program, words, {
    environment: { PATH: environment.PATH ?? '/usr/bin:/bin', ...Object.fromEntries(told) },
    timeoutMs: 20_000,
    folder: '/',
    signal,
  });
}
