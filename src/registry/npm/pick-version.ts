import semver from 'semver';
import { isDictionary, type Packument } from './schema.ts';

const loose = { loose: true } as const;
const suggestionCount = 5;
// semver's work grows with the text; what the engines of a real package say is far shorter.
const longestEngine = 1000;

interface Candidate {
  readonly version: string;
  readonly isDeprecated: boolean;
  readonly fitsEngine: boolean;
}

/**
 * The version that npm would install for a range, a tag or a version; null when there is none. `latest` wins when it
 * fits, then versions that the running Node supports and that are not deprecated, then the highest.
 */
export function pickVersion(
  packument: Packument,
  request: { range: string; nodeVersion?: string },
): string | null {
  const wanted = request.range.trim();
  const exact = semver.parse(wanted, loose)?.version ?? null;
  if (exact !== null) return packument.versions.has(exact) ? exact : findLooseVersion(packument, exact);
  if (wanted !== '' && semver.validRange(wanted, loose) === null) return readTag(packument, wanted);
  const candidates = [...packument.versions].map(([version, manifest]) =>
    readCandidate(version, manifest, request.nodeVersion),
  );
  const latest = readTag(packument, 'latest');
  const isAny = wanted === '' || wanted === '*';
  const preferred = candidates.find(({ version }) => version === latest);
  if (
    preferred !== undefined &&
    (isAny || semver.satisfies(preferred.version, wanted, loose)) &&
    isGood(preferred)
  ) {
    return latest;
  }
  const fitting = candidates.filter(({ version }) => semver.satisfies(version, wanted, loose));
  // A package that was never released except as previews has a latest all the same.
  return fitting.sort(compareCandidates)[0]?.version ?? (isAny ? latest : null);
}

/** A few versions to name when none fits: the ones nearest to the wish, then the newest. */
export function suggestVersions(packument: Packument, range: string): string[] {
  const valid = [...packument.versions.keys()].filter((version) => semver.valid(version, loose) !== null);
  const released = valid.filter((version) => semver.prerelease(version, loose) === null);
  const sorted = (released.length > 0 ? released : valid).sort((one, other) =>
    semver.compareLoose(other, one),
  );
  const aim = semver.validRange(range, loose) === null ? null : semver.minVersion(range, loose);
  if (aim === null) return sorted.slice(0, suggestionCount);
  const below = sorted.findIndex((version) => semver.lt(version, aim, loose));
  const place = below === -1 ? sorted.length : below;
  const nearest = [...sorted.slice(place, place + 2), ...sorted.slice(Math.max(0, place - 2), place)];
  return [...new Set([...nearest, ...sorted])].slice(0, suggestionCount);
}

export function listTags(packument: Packument): string[] {
  return [...packument['dist-tags'].keys()].slice(0, suggestionCount * 2);
}

function readTag(packument: Packument, tag: string): string | null {
  const version = packument['dist-tags'].get(tag);
  // A tag may point at any key of the document, "__proto__" or "../x" too.
  const isVersion = typeof version === 'string' && semver.valid(version, loose) !== null;
  return isVersion && packument.versions.has(version) ? version : null;
}

// Old packages carry versions such as "1.0.0-" or "v1.0.0" that are equal only by the loose rules.
function findLooseVersion(packument: Packument, exact: string): string | null {
  return (
    [...packument.versions.keys()].find((version) => semver.parse(version, loose)?.version === exact) ?? null
  );
}

function readCandidate(version: string, manifest: unknown, nodeVersion: string | undefined): Candidate {
  const fields = isDictionary(manifest) ? manifest : {};
  const engine = isDictionary(fields.engines) ? fields.engines.node : undefined;
  return {
    version,
    isDeprecated: isDeprecation(fields.deprecated),
    fitsEngine:
      nodeVersion === undefined ||
      typeof engine !== 'string' ||
      engine === '' ||
      engine.length > longestEngine ||
      semver.satisfies(nodeVersion, engine, { includePrerelease: true }),
  };
}

/** A note makes a version deprecated; an empty one takes it back. */
export function isDeprecation(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value !== '');
}

function isGood(candidate: Candidate): boolean {
  return candidate.fitsEngine && !candidate.isDeprecated;
}

function compareCandidates(one: Candidate, other: Candidate): number {
  return (
    Number(isGood(other)) - Number(isGood(one)) ||
    Number(other.fitsEngine) - Number(one.fitsEngine) ||
    Number(one.isDeprecated) - Number(other.isDeprecated) ||
    semver.compareLoose(other.version, one.version)
  );
}
