import { normalizePackageName } from '../../core/index.ts';
import type { IndexFile } from './simple-index.ts';
import { parseSpecifierSet, type SpecifierSet } from './specifier.ts';
import { comparePythonVersions, isPreRelease, type PythonVersion, parsePythonVersion } from './version.ts';

/** A file of a project with what its name says. */
export interface DistributionFile extends IndexFile {
  readonly kind: 'wheel' | 'sdist';
  /** As the file's name spells it. */
  readonly versionText: string;
  readonly version: PythonVersion;
  /** A wheel that holds no compiled code. */
  readonly isPure: boolean;
}

export interface Release {
  readonly versionText: string;
  readonly version: PythonVersion;
  readonly files: readonly DistributionFile[];
}

/** What is asked for among releases. */
export interface ReleaseQuestion {
  readonly specifiers: SpecifierSet;
  /** Prefers releases whose Requires-Python fits it, as pip does. */
  readonly pythonVersion?: string | undefined;
}

/** The releases of a project by their files, newest first; files of other projects and of forgotten formats are left out. */
export function groupReleases(files: readonly IndexFile[], project: string): Release[] {
  const releases = new Map<string, DistributionFile[]>();
  for (const file of files) {
    const parsed = readFilename(file, project);
    if (parsed === null) continue;
    const key = renderKey(parsed.version);
    releases.set(key, [...(releases.get(key) ?? []), parsed]);
  }
  return [...releases.values()]
    .flatMap((group) => {
      const [first] = group;
      return first === undefined
        ? []
        : [{ versionText: first.versionText, version: first.version, files: group }];
    })
    .toSorted((left, right) => comparePythonVersions(right.version, left.version));
}

/**
 * The newest release that fits. Withdrawn ones (PEP 592) only when one single version is asked for, pre-releases when a
 * specifier names one or nothing else fits. Null when nothing fits.
 */
export function pickRelease(releases: readonly Release[], question: ReleaseQuestion): Release | null {
  const { specifiers, pythonVersion } = question;
  const fitting = releases.filter(
    ({ version, versionText, files }) =>
      specifiers.matches(version, versionText) &&
      (specifiers.isPinned || files.some(({ yanked }) => yanked === null)),
  );
  const finals = fitting.filter(({ version }) => !isPreRelease(version));
  const candidates = specifiers.wantsPreReleases || finals.length === 0 ? fitting : finals;
  const runnable = candidates.find(({ files }) => files.some((file) => fitsPython(file, pythonVersion)));
  return runnable ?? candidates[0] ?? null;
}

function fitsPython({ requiresPython }: IndexFile, pythonVersion: string | undefined): boolean {
  const python = pythonVersion === undefined ? null : parsePythonVersion(pythonVersion);
  if (python === null || requiresPython === '') return true;
  // What cannot be read keeps nobody out, as for pip.
  return parseSpecifierSet(requiresPython)?.matches(python, pythonVersion ?? '') ?? true;
}

function readFilename(file: IndexFile, project: string): DistributionFile | null {
  const { filename } = file;
  const wheel = /^([^-]+)-([^-]+)(?:-\d[^-]*)?-([^-]+)-([^-]+)-([^-]+)\.whl$/.exec(filename);
  if (wheel !== null) {
    const [, name = '', versionText = '', , abi, platform] = wheel;
    const version = isSame(name, project) ? parsePythonVersion(versionText.replaceAll('_', '-')) : null;
    return (
      version && {
        ...file,
        kind: 'wheel',
        versionText,
        version,
        isPure: abi === 'none' && platform === 'any',
      }
    );
  }
  const stem = /^(.+)\.(?:tar\.gz|zip)$/.exec(filename)?.[1];
  if (stem === undefined) return null;
  // Old names hold dashes themselves: the part before must be the project, and the part after a version.
  for (let dash = stem.indexOf('-'); dash !== -1; dash = stem.indexOf('-', dash + 1)) {
    const versionText = stem.slice(dash + 1);
    const version = isSame(stem.slice(0, dash), project) ? parsePythonVersion(versionText) : null;
    if (version !== null) return { ...file, kind: 'sdist', versionText, version, isPure: false };
  }
  return null;
}

function isSame(name: string, project: string): boolean {
  return normalizePackageName('pypi', name) === project;
}

// 1.0 and 1.0.0 are one release.
function renderKey(version: PythonVersion): string {
  const release = version.release.join('.').replace(/(?:\.0)+$/, '');
  const parts = [version.epoch, release, version.pre, version.post, version.dev, version.local?.join('.')];
  return parts.map((part) => String(part)).join('/');
}
