import { closeSync, existsSync, openSync, readSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { askToolchain } from './ask-toolchain.ts';
import { findProgram } from './find-program.ts';
import type { ToolchainOptions, ToolchainProbe } from './types.ts';

const remedy = 'install Python 3.9 or newer so that python3 is in PATH';

const Answer = z.object({
  executable: z.string(),
  standardLibrary: z.string(),
  libraryFolder: z.string().nullable(),
  library: z.string().nullable(),
  version: z.tuple([z.int(), z.int(), z.int()]),
});

// The program behind a launcher such as a virtual environment's or pyenv's is what the guest gets.
const question = `
import json, os, sys, sysconfig
say = sysconfig.get_config_var
print(json.dumps({
    "executable": os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable),
    "standardLibrary": sysconfig.get_path("stdlib", vars={"installed_base": sys.base_prefix, "base": sys.base_prefix}),
    "libraryFolder": say("LIBDIR") if say("Py_ENABLE_SHARED") else None,
    "library": say("INSTSONAME") if say("Py_ENABLE_SHARED") else None,
    "version": sys.version_info[:3],
}))
`;

/** The user's Python: interpreter and standard library, and nothing that was installed into it. */
export async function findPython(options: ToolchainOptions): Promise<ToolchainProbe> {
  const program = findProgram('python3', options);
  if (program === null) return { kind: 'unavailable', reason: 'Python is not installed', remedy };
  const answer = Answer.parse(JSON.parse(await askToolchain(program, ['-I', '-S', '-c', question], options)));
  const [major, minor, patch] = answer.version;
  if (major !== 3 || minor < 9) {
    return { kind: 'unavailable', reason: `Python ${major}.${minor} is too old`, remedy };
  }
  const home = '/toolchains/python';
  const library = `${home}/lib/python${major}.${minor}`;
  const shared =
    answer.library === null || answer.libraryFolder === null
      ? null
      : path.join(answer.libraryFolder, answer.library);
  return {
    kind: 'available',
    toolchain: {
      name: 'python',
      version: `Python ${major}.${minor}.${patch}`,
      mounts: {
        [`${home}/bin/python3`]: answer.executable,
        ...findFormatter(options, home),
        [library]: answer.standardLibrary,
        ...(shared !== null && existsSync(shared)
          ? { [`${home}/lib/${path.basename(shared)}`]: shared }
          : {}),
      },
      hidden: ['site-packages', 'dist-packages', 'ensurepip']
        .filter((name) => existsSync(path.join(answer.standardLibrary, name)))
        .map((name) => `${library}/${name}`),
      environment: {
        PATH: `${home}/bin:/usr/bin`,
        PYTHONHOME: home,
        LD_LIBRARY_PATH: `${home}/lib`,
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONHASHSEED: '0',
        PYTHONUTF8: '1',
        PYTHONNOUSERSITE: '1',
      },
    },
  };
}

/** ruff where the user has it: one program that needs nothing else. A launcher in a script's place would not start. */
function findFormatter(options: ToolchainOptions, home: string): Record<string, string> {
  const program = findProgram('ruff', options);
  const file = program === null ? null : realpathSync(program);
  return file !== null && isElf(file) ? { [`${home}/bin/ruff`]: file } : {};
}

function isElf(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(4);
    readSync(descriptor, head, 0, 4, 0);
    return head.toString('latin1') === '\x7fELF';
  } finally {
    closeSync(descriptor);
  }
}
