import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { SandboxError } from '../errors.ts';
import { guestPrograms } from '../guest-programs.ts';

const execute = promisify(execFile);

/** A file of the host and where the guest has it. */
export interface ImageFile {
  readonly guest: string;
  readonly host: string;
  readonly sizeBytes: number;
}

/** Programs of the host that a container's guest needs, by absolute path. */
export interface ContainerTools {
  readonly node: string;
  readonly prlimit: string;
  readonly timeout: string;
  readonly env: string;
  /** Names the shared libraries of a program. */
  readonly ldd: string;
}

/** The programs with every shared library that they load, and nothing else: the whole file system of a guest. */
export async function listImageFiles(tools: ContainerTools): Promise<readonly ImageFile[]> {
  const programs = ['node', 'prlimit', 'timeout', 'env'] as const;
  const hosts = new Map<string, string>(programs.map((name) => [guestPrograms[name], tools[name]]));
  for (const name of programs) {
    for (const library of await listLibraries(tools.ldd, tools[name])) hosts.set(library, library);
  }
  const files = [...hosts].map(async ([guest, host]) => {
    const real = await realpath(host);
    return { guest, host: real, sizeBytes: (await stat(real)).size };
  });
  return (await Promise.all(files)).sort((one, other) => (one.guest < other.guest ? -1 : 1));
}

async function listLibraries(ldd: string, program: string): Promise<string[]> {
  const { stdout } = await execute(ldd, [program], { env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' } }).catch(
    (cause: unknown) => {
      throw new SandboxError(
        'start-failed',
        `Cannot list the shared libraries of "${program}": ldd refused`,
        {
          cause,
          hint: 'Use a Node that is a dynamic program of this system, such as the one of its packages',
        },
      );
    },
  );
  return parseLibraries(stdout);
}

/** Absolute paths in what ldd prints: `name => /path (address)` and `/path (address)`. */
export function parseLibraries(text: string): string[] {
  return text.split('\n').flatMap((line) => /^\s*(?:\S+ => )?(\/\S+) \(0x[0-9a-f]+\)$/.exec(line)?.[1] ?? []);
}
