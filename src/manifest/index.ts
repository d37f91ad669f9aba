export { ManifestError, type ManifestErrorCode } from './errors.ts';
export { manifestReaders, parseManifest } from './parse-manifest.ts';
export { readReference } from './read-reference.ts';
export { type Selection, type SelectionLabels, selectFromManifest } from './select-packages.ts';
export type {
  Dependency,
  DependencyKind,
  FurtherFile,
  Manifest,
  ManifestOptions,
  ManifestReader,
  ManifestSource,
  UnsupportedDependency,
} from './types.ts';
