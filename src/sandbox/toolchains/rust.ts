import { realpathSync } from 'node:fs';
import { askToolchain } from './ask-toolchain.ts';
import { findProgram } from './find-program.ts';
import type { ToolchainOptions, ToolchainProbe } from './types.ts';

const remedy = 'install Rust (rustc, cargo and rustfmt) so that rustc is in PATH';

/** The user's Rust: its system root and the system's linker. Registries and their caches stay outside. */
export async function findRust(options: ToolchainOptions): Promise<ToolchainProbe> {
  const program = findProgram('rustc', options);
  if (program === null) return { kind: 'unavailable', reason: 'Rust is not installed', remedy };
  const [compiler, linker] = [findProgram('cc', options), findProgram('ld', options)];
  if (compiler === null || linker === null) {
    return {
      kind: 'unavailable',
      reason: 'there is no linker (cc and ld) for Rust',
      remedy: 'install a C compiler: apt-get install gcc libc6-dev (or your system’s packages of that name)',
    };
  }
  const root = (await askToolchain(program, ['--print', 'sysroot'], options)).trim();
  const version = (await askToolchain(program, ['--version'], options)).trim();
  const home = '/toolchains/rust';
  return {
    kind: 'available',
    toolchain: {
      name: 'rust',
      version,
      mounts: {
        [home]: root,
        '/usr/bin/cc': realpathSync(compiler),
        '/usr/bin/ld': realpathSync(linker),
      },
      hidden: [],
      environment: {
        PATH: `${home}/bin:/usr/bin`,
        LD_LIBRARY_PATH: `${home}/lib`,
        CARGO_HOME: '/tmp/cargo',
        CARGO_NET_OFFLINE: 'true',
        CARGO_TARGET_DIR: '/tmp/target',
      },
    },
  };
}
