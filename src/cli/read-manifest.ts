import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type DependencyKind, type Manifest, parseManifest, selectFromManifest } from '../manifest/index.ts';
import { type CommandOption, type Invocation, isGiven, listOption } from './command.ts';
import { CliError } from './errors.ts';

/** What `plan` and `run` take to choose dependencies. */
export const manifestOptions: readonly CommandOption[] = [
  { syntax: '--only <names>', description: 'only these (comma-separated, * for any text)', repeatable: true },
  { syntax: '--exclude <names>', description: 'all but these', repeatable: true },
  { syntax: '--dev', description: 'also development dependencies' },
  { syntax: '--peer', description: 'also peer dependencies' },
  { syntax: '--no-optional', description: 'without optional dependencies' },
];

export const manifestArgument = {
  syntax: '[manifest]',
  description: 'package.json, package-lock.json, a folder that holds one, or - for standard input',
} as const;

/** Reads the manifest that the command names and keeps what --only, --exclude and the kinds choose. */
export async function readManifest(invocation: Invocation): Promise<Manifest> {
  const source = await readSource(invocation);
  const manifest = parseManifest(source, { kinds: chosenKinds(invocation) });
  const selection = { only: listOption(invocation, 'only'), exclude: listOption(invocation, 'exclude') };
  return selectFromManifest(manifest, selection, { only: '--only', exclude: '--exclude' });
}

async function readSource({
  context,
  arguments: [given = '.'],
}: Invocation): Promise<{ text: string; fileName?: string }> {
  if (given === '-') return { text: await context.readStandardInput() };
  const path = await findManifest(resolve(context.workDirectory, given), given);
  try {
    return { text: await readFile(path, 'utf8'), fileName: basename(path) };
  } catch (cause) {
    throw missingManifest(given, cause);
  }
}

/** In a folder package.json wins: a lock file also lists what dependencies depend on. */
async function findManifest(path: string, given: string): Promise<string> {
  const status = await stat(path).catch((cause: unknown) => {
    throw missingManifest(given, cause);
  });
  if (!status.isDirectory()) return path;
  for (const name of ['package.json', 'package-lock.json']) {
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
    `Cannot read the manifest "${given}": there is no package.json or package-lock.json`,
    {
      cause,
      hint: 'Give the path of a manifest, a folder that holds one, or - for standard input',
    },
  );
}
