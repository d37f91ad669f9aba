import { ManifestError } from './errors.ts';
import { parseManifest } from './parse-manifest.ts';
import type { Manifest, ManifestOptions } from './types.ts';

const everything: ManifestOptions = {
  kinds: ['runtime', 'optional', 'development', 'peer'],
  transitive: true,
};

/** What bad input comes to: a ManifestError or a manifest. Anything else that is thrown fails the test. */
export function parseOrError(text: string, fileName?: string): Manifest | ManifestError {
  try {
    return parseManifest(fileName === undefined ? { text } : { text, fileName }, everything);
  } catch (error) {
    if (error instanceof ManifestError) return error;
    throw error;
  }
}
