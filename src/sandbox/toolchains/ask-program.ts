import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ToolchainOptions } from './types.ts';

const execute = promisify(execFile);

/** What a program of the user's own tool chain says of itself. Throws what starting it throws. */
export async function askProgram(
  program: string,
  words: readonly string[],
  { environment = {}, signal }: ToolchainOptions,
): Promise<string> {
  const { stdout } = await execute(program, [...words], {
    env: {
      PATH: environment.PATH ?? '/usr/bin:/bin',
      ...only(environment, ['HOME', 'RUSTUP_HOME', 'CARGO_HOME']),
    },
    timeout: 20_000,
    maxBuffer: 1024 * 1024,
    cwd: '/',
    ...(signal && { signal }),
  });
  return stdout;
}

function only(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
