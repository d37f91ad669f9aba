import semver from 'semver';
import { problemOfNpmName } from '../../core/index.ts';

/** What a dependency's specifier asks for. */
export type NpmSpecifier =
  | { readonly kind: 'registry'; readonly registryName: string; readonly range: string }
  | { readonly kind: 'unsupported'; readonly reason: string };

const longestSpecifier = 1024;

// A registry must never be asked for these under the same name: whoever owns the name there is a stranger.
const reasonsByScheme: Readonly<Record<string, string>> = {
  file: 'a folder or archive of this project (file:), not a published package',
  link: 'a folder linked into this project (link:), not a published package',
  portal: 'a folder linked into this project (portal:), not a published package',
  workspace: 'a package of this workspace (workspace:), not a published package',
  catalog: 'a version kept in the workspace catalogue (catalog:), which is not in this file',
  patch: 'a package with local changes (patch:), which phalus cannot see',
  jsr: 'a package of another registry (jsr:), which is not supported yet',
  http: 'an archive at a web address, not a version in a registry',
  https: 'an archive at a web address, not a version in a registry',
  git: 'a git repository, not a version in a registry',
  ssh: 'a git repository, not a version in a registry',
  github: 'a git repository at a host (github:), not a version in a registry',
  gitlab: 'a git repository at a host (gitlab:), not a version in a registry',
  bitbucket: 'a git repository at a host (bitbucket:), not a version in a registry',
  gist: 'a git repository at a host (gist:), not a version in a registry',
};

/** Reads a dependency's name and specifier by npm's rules; never throws. */
export function parseNpmSpecifier(name: string, constraint: string): NpmSpecifier {
  const nameProblem = problemOfNpmName(name);
  if (nameProblem !== null) return unsupported(`not a package that npm could install: ${nameProblem}`);
  const specifier = constraint.trim();
  if (specifier.length > longestSpecifier)
    return unsupported(`the version is longer than ${longestSpecifier} characters`);
  const alias = /^npm:(.*)$/is.exec(specifier);
  if (alias !== null) return parseAlias(alias[1] ?? '');
  return parseTarget(name, specifier);
}

function parseAlias(target: string): NpmSpecifier {
  const match = /^(@?[^@]+)(?:@(.*))?$/s.exec(target.trim());
  const registryName = match?.[1] ?? '';
  const problem = problemOfNpmName(registryName);
  if (problem !== null) return unsupported(`an alias of no package (npm:): ${problem}`);
  return parseTarget(registryName, (match?.[2] ?? '').trim());
}

function parseTarget(registryName: string, specifier: string): NpmSpecifier {
  const reason = reasonOfPlace(specifier);
  if (reason !== null) return unsupported(reason);
  if (specifier === '' || isRange(specifier)) {
    return { kind: 'registry', registryName, range: specifier };
  }
  if (/^[A-Za-z0-9\-_.!~*'()]+$/.test(specifier)) return { kind: 'registry', registryName, range: specifier };
  return unsupported('neither a version, a range nor a tag that npm knows');
}

// Nearly every specifier is made of these; semver takes ten times as long to say so.
const simpleComparator = /^(?:[\^~=]|[<>]=?)?(?:0|[1-9]\d{0,14})(?:\.(?:0|[1-9]\d{0,14})){0,2}$/;

function isRange(specifier: string): boolean {
  if (specifier.split(/ \|\| | /).every((part) => simpleComparator.test(part))) return true;
  return semver.validRange(specifier, { loose: true }) !== null;
}

function reasonOfPlace(specifier: string): string | null {
  if (/^(?:\.{1,2}(?:[/\\]|$)|~?\/|\\|[A-Za-z]:[/\\])/.test(specifier)) {
    return 'a path on this machine, not a published package';
  }
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]{0,40}):/.exec(specifier)?.[1]?.toLowerCase();
  if (scheme !== undefined) return reasonOfScheme(scheme);
  if (/^[^@\s/:]+@[^:\s]+:/.test(specifier)) return reasonsByScheme.git ?? null;
  // By npm's reading one slash outside a scope is user/repository at GitHub.
  if (/^[^\s@:/#]+\/[^\s:/#]+(?:#|$)/.test(specifier))
    return reasonsByScheme.github?.replace(' (github:)', '') ?? null;
  if (/[/\\]|\.(?:tgz|tar\.gz|tar)$/i.test(specifier))
    return 'a path on this machine, not a published package';
  return null;
}

function reasonOfScheme(scheme: string): string {
  if (scheme.startsWith('git+')) return reasonsByScheme.git ?? scheme;
  return Object.hasOwn(reasonsByScheme, scheme)
    ? (reasonsByScheme[scheme] ?? scheme)
    : `the scheme "${scheme}:" names no version in a registry`;
}

function unsupported(reason: string): NpmSpecifier {
  return { kind: 'unsupported', reason };
}
