import { ManifestError } from './errors.ts';
import { parseJsonText, stripMark } from './json-text.ts';
import { packageJsonReader, packageLockReader } from './npm/index.ts';
import { recogniseOtherFormat } from './other-formats.ts';
import type { Manifest, ManifestOptions, ManifestReader, ManifestSource } from './types.ts';

const longestTextCharacters = 64 * 1024 * 1024;

/** Every format that phalus reads, by the name of its file, in the order in which they are tried. */
export const manifestReaders = {
  'package-lock.json': packageLockReader,
  'package.json': packageJsonReader,
} satisfies Record<string, ManifestReader>;

/**
 * Reads a manifest, recognised by its structure. Throws ManifestError: `unrecognised` for text that is no manifest,
 * `unsupported-format` for one that phalus cannot read yet, `malformed`, `empty` when it lists nothing of the wanted
 * kinds, `too-large`.
 */
export function parseManifest(source: ManifestSource, options: ManifestOptions = {}): Manifest {
  verifyText(source);
  const reader = Object.values(manifestReaders).find((candidate) => candidate.recognise(source));
  if (reader === undefined) throw explainUnreadable(source);
  const manifest = reader.parse(source, options);
  if (manifest.packages.length > 0 || manifest.unsupported.length > 0) return manifest;
  throw new ManifestError(
    'empty',
    `Nothing to do in this ${manifest.manifestType}: it lists no dependency of the kinds ${(options.kinds ?? ['runtime', 'optional']).join(', ')}`,
    { hint: 'Choose other kinds of dependency (development, peer), or give another manifest' },
  );
}

function verifyText(source: ManifestSource): void {
  if (source.text.length > longestTextCharacters) {
    throw new ManifestError(
      'too-large',
      `Cannot read the manifest: it has ${source.text.length} characters and should have at most ${longestTextCharacters}`,
      { hint: 'Give the manifest itself, not an archive or a log' },
    );
  }
  if (stripMark(source.text).trim() !== '') return;
  throw new ManifestError('empty', 'Cannot read the manifest: the text is empty', {
    hint: 'Give the text of a package.json or package-lock.json',
  });
}

function explainUnreadable(source: ManifestSource): ManifestError {
  const other = recogniseOtherFormat(source);
  if (other !== null) {
    return new ManifestError(
      'unsupported-format',
      `Cannot read the manifest: this looks like a ${other}; not supported yet`,
      {
        hint: `phalus reads ${Object.keys(manifestReaders).join(' and ')} today`,
      },
    );
  }
  const reading = parseJsonText(source);
  const isMeantAsJson =
    stripMark(source.text).trimStart().startsWith('{') || /\.json$/.test(source.fileName ?? '');
  if (reading.kind === 'broken' && isMeantAsJson) {
    return new ManifestError(
      'malformed',
      `Cannot read the manifest: it is not JSON, in line ${reading.line}, column ${reading.column}: ${reading.problem}`,
      { hint: 'Mend that place; npm reads the file by the same rules' },
    );
  }
  return new ManifestError(
    'unrecognised',
    'Cannot read the manifest: expected a package.json (an object with "dependencies" or the like) or a package-lock.json ("lockfileVersion" 2 or 3), and this is neither',
    { hint: 'Give the text of one of these files' },
  );
}
