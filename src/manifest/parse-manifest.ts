import { cargoLockReader, cargoTomlReader } from './crates/index.ts';
import { ManifestError } from './errors.ts';
import { readFirstLines } from './first-lines.ts';
import { goModReader, goSumReader, goWorkReader } from './go/index.ts';
import { parseJsonText, stripMark } from './json-text.ts';
import { packageJsonReader, packageLockReader, pnpmLockReader, yarnLockReader } from './npm/index.ts';
import { baseName, recogniseOtherFormat } from './other-formats.ts';
import { packageListReader } from './package-list.ts';
import {
  pipfileLockReader,
  pipfileReader,
  poetryLockReader,
  pyprojectReader,
  requirementsReader,
  uvLockReader,
} from './pypi/index.ts';
import type { Manifest, ManifestOptions, ManifestReader, ManifestSource } from './types.ts';

const longestTextCharacters = 64 * 1024 * 1024;

/** Every format that phalus reads, by the name of its file, in the order in which they are tried. */
export const manifestReaders = {
  'package-lock.json': packageLockReader,
  'Pipfile.lock': pipfileLockReader,
  'package.json': packageJsonReader,
  'uv.lock': uvLockReader,
  'poetry.lock': poetryLockReader,
  'Cargo.lock': cargoLockReader,
  'pyproject.toml': pyprojectReader,
  'Cargo.toml': cargoTomlReader,
  Pipfile: pipfileReader,
  'pnpm-lock.yaml': pnpmLockReader,
  'yarn.lock': yarnLockReader,
  'go.work': goWorkReader,
  'go.mod': goModReader,
  'go.sum': goSumReader,
  'package list': packageListReader,
  'requirements.txt': requirementsReader,
} satisfies Record<string, ManifestReader>;

/**
 * Reads a manifest, recognised by its structure. Throws ManifestError: `unrecognised` for text that is no manifest,
 * `unsupported-format` for one that phalus cannot read, `malformed`, `empty` when it lists nothing of the wanted
 * kinds, `too-large`.
 */
export function parseManifest(source: ManifestSource, options: ManifestOptions = {}): Manifest {
  verifyText(source);
  const reader = findReader(source);
  const manifest = reader.parse(source, options);
  if (manifest.packages.length > 0 || manifest.unsupported.length > 0) return manifest;
  throw new ManifestError(
    'empty',
    `Nothing to do in this ${manifest.manifestType}: it lists no dependency of the kinds ${(options.kinds ?? ['runtime', 'optional']).join(', ')}`,
    { hint: 'Choose other kinds of dependency (development, peer), or give another manifest' },
  );
}

/** By structure; where that says nothing, by the file's name or by typical lines, so that the error names the place. */
function findReader(source: ManifestSource): ManifestReader {
  const readers: readonly ManifestReader[] = Object.values(manifestReaders);
  const fitting = readers.find((candidate) => candidate.recognise(source));
  if (fitting !== undefined) return fitting;
  const lines = readFirstLines(source.text);
  const other = recogniseOtherFormat(source, lines);
  if (other !== null) throw otherFormat(other);
  const fileName = baseName(source);
  const alike =
    readers.find((candidate) => candidate.resembles?.(lines)) ??
    readers.find((candidate) => candidate.fileName.test(fileName) && canBeMeant(candidate, source));
  if (alike === undefined) throw explainUnreadable(source);
  return alike;
}

/** A text of JSON's shape is never meant as anything else, and one without it never as JSON. */
function canBeMeant(reader: ManifestReader, source: ManifestSource): boolean {
  const isJson = parseJsonText(source).kind !== 'broken';
  return (
    isJson === (reader === packageLockReader || reader === packageJsonReader || reader === pipfileLockReader)
  );
}

function verifyText(source: ManifestSource): void {
  const texts = [source, ...(source.furtherFiles ?? [])];
  const length = texts.reduce((sum, { text }) => sum + text.length, 0);
  if (length > longestTextCharacters) {
    throw new ManifestError(
      'too-large',
      `Cannot read the manifest: it has ${length} characters and should have at most ${longestTextCharacters}`,
      { hint: 'Give the manifest itself, not an archive or a log' },
    );
  }
  if (stripMark(source.text).trim() !== '') return;
  throw new ManifestError('empty', 'Cannot read the manifest: the text is empty', {
    hint: 'Give the text of a package.json, requirements.txt, Cargo.toml, go.mod or the like',
  });
}

function otherFormat(name: string): ManifestError {
  return new ManifestError(
    'unsupported-format',
    `Cannot read the manifest: this looks like a ${name}; not supported yet`,
    { hint: `phalus reads ${listFormats()}` },
  );
}

function explainUnreadable(source: ManifestSource): ManifestError {
  const reading = parseJsonText(source);
  const isMeantAsJson =
    stripMark(source.text).trimStart().startsWith('{') ||
    /\.json$|^Pipfile\.lock$/.test(source.fileName ?? '');
  if (reading.kind === 'broken' && isMeantAsJson) {
    return new ManifestError(
      'malformed',
      `Cannot read the manifest: it is not JSON, in line ${reading.line}, column ${reading.column}: ${reading.problem}`,
      { hint: 'Mend that place; npm reads the file by the same rules' },
    );
  }
  return new ManifestError(
    'unrecognised',
    `Cannot read the manifest: expected one of ${listFormats()}, and this has the structure of none`,
    {
      hint: 'Give the text of one of these files; a single bare name is taken as requirements.txt only by its file name',
    },
  );
}

function listFormats(): string {
  return Object.keys(manifestReaders).toSorted().join(', ');
}
