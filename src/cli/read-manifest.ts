import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import {
  type DependencyKind,
  type FurtherFile,
  type Manifest,
  type ManifestSource,
  parseManifest,
  selectFromManifest,
} from '../manifest/index.ts';
import { type CommandOption, type Invocation, isGiven, listOption } from './command.ts';
import { CliError } from './errors.ts';
import { stripControls } from './reporter.ts';

/** What `plan` and `run` take to choose dependencies. */
export const manifestOptions: readonly CommandOption[] = [
  { syntax: '--only <names>', description: 'only these (comma-separated, * for any text)', repeatable: true },
  { syntax: '--exclude <names>', description: 'all but these', repeatable: true },
  { syntax: '--dev', description: 'also development dependencies' },
  { syntax: '--peer', description: 'also peer dependencies' },
  { syntax: '--no-optional', description: 'without optional dependencies' },
  {
    syntax: '--transitive',
    description: 'from a lock file: all that it holds, not only what the project names',
  },
  {
    syntax: '--with <files>',
    description: 'files that the manifest names, as -r base.txt or the Cargo.toml of a workspace',
    repeatable: true,
  },
];

// In a folder a project's own file wins over its lock file, which also lists what dependencies depend on.
const manifestNames = [
  'package.json',
  'package-lock.json',
  'pyproject.toml',
  'requirements.txt',
  'Pipfile',
  'Cargo.toml',
  'go.mod',
  'go.work',
  'pnpm-lock.yaml',
  'yarn.lock',
  'uv.lock',
  'poetry.lock',
  'Pipfile.lock',
  'Cargo.lock',
  'go.sum',
];

// What is read beside a manifest without being asked for: names of ours, none that the manifest chooses.
const companions: Readonly<Record<string, readonly string[]>> = {
  'yarn.lock': ['package.json'],
  'Pipfile.lock': ['Pipfile'],
  'poetry.lock': ['pyproject.toml'],
  'go.mod': ['go.sum'],
  'Cargo.toml': ['../Cargo.toml', '../../Cargo.toml'],
};

export const manifestArgument = {
  syntax: '[manifest]',
  description:
    'package.json, requirements.txt, Cargo.toml, go.mod, a lock file, a folder that holds one, or - for standard input',
} as const;

/** Reads the manifest that the command names and keeps what --only, --exclude and the kinds choose. */
export async function readManifest(invocation: Invocation): Promise<Manifest> {
  const source = await readSource(invocation);
  const manifest = parseManifest(source, {
    kinds: chosenKinds(invocation),
    transitive: isGiven(invocation, 'transitive'),
  });
  for (const note of manifest.notes ?? []) invocation.reporter.say(`note: ${stripControls(note)}`);
  const selection = { only: listOption(invocation, 'only'), exclude: listOption(invocation, 'exclude') };
  return selectFromManifest(manifest, selection, { only: '--only', exclude: '--exclude' });
}

async function readSource(invocation: Invocation): Promise<ManifestSource> {
  const { context, arguments: given } = invocation;
  const [argument = '.'] = given;
  if (argument === '-') {
    const text = await context.readStandardInput();
    return { text, furtherFiles: await readFurtherFiles(invocation, context.workDirectory) };
  }
  const path = await findManifest(resolve(context.workDirectory, argument), argument);
  try {
    const text = await readFile(path, 'utf8');
    const named = await readFurtherFiles(invocation, dirname(path));
    return { text, fileName: basename(path), furtherFiles: [...named, ...(await readCompanions(path))] };
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw missingManifest(argument, cause);
  }
}

/** The files of --with, under their paths as seen from the manifest's folder. */
async function readFurtherFiles(invocation: Invocation, folder: string): Promise<FurtherFile[]> {
  return Promise.all(
    listOption(invocation, 'with').map(async (given) => {
      const path = resolve(invocation.context.workDirectory, given);
      try {
        return { path: relative(folder, path), text: await readFile(path, 'utf8') };
      } catch (cause) {
        throw new CliError('usage', `Cannot read the file "${given}" of --with: there is no such file`, {
          cause,
          hint: 'Give its path as seen from the current folder',
        });
      }
    }),
  );
}

async function readCompanions(path: string): Promise<FurtherFile[]> {
  const name = basename(path);
  const wanted = Object.hasOwn(companions, name) ? (companions[name] ?? []) : [];
  const found = await Promise.all(
    wanted.map(async (companion) => {
      const text = await readFile(join(dirname(path), companion), 'utf8').catch(() => null);
      return text === null ? [] : [{ path: companion, text }];
    }),
  );
  return found.flat();
}

async function findManifest(path: string, given: string): Promise<string> {
  const status = await stat(path).catch((cause: unknown) => {
    throw missingManifest(given, cause);
  });
  if (!status.isDirectory()) return path;
  for (const name of manifestNames) {
    if (await stat(join(path, name)).catch(() => null)) return join(path, name);
  }
  throw missingManifest(given, undefined);
}

function chosenKinds(invocation: Invocation): DependencyKind[] {
  const optional = invocation.options['no-optional'] !== false;
  return [
    'runtime',
    ...(optional ? (['optional'] as const) : []),
    ...(isGiven(invocation, 'dev') ? (['development'] as const) : []),
    ...(isGiven(invocation, 'peer') ? (['peer'] as const) : []),
  ];
}

function missingManifest(given: string, cause: unknown): CliError {
  return new CliError(
    'usage',
    `Cannot read the manifest "${given}": there is no ${manifestNames.slice(0, -1).join(', ')} or ${manifestNames.at(-1)}`,
    {
      cause,
      hint: 'Give the path of a manifest, a folder that holds one, or - for standard input',
    },
  );
}
