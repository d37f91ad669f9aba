import { parse } from 'smol-toml';
import { problemOfPackageName } from '../../core/index.ts';

/** What phalus reads of the Cargo.toml in a crate file. */
export interface CrateMetadata {
  readonly description: string;
  readonly license: string;
  readonly keywords: readonly string[];
  readonly homepage: string | null;
  readonly repository: string | null;
  readonly documentation: string | null;
  readonly entryPoints: Readonly<Record<string, unknown>>;
  /** Requirements by name of what the library needs; optional ones are left out. */
  readonly dependencies: Readonly<Record<string, string>>;
}

const longestText = 10_000;
const mostFeatures = 1_000;
const mostDependencies = 5_000;

/** Reads what Cargo wrote at publication. A file that is no TOML gives nothing: the crate has its code all the same. */
export function parseCargoToml(text: string): CrateMetadata {
  const root = parseTable(text);
  const fields = read(root, 'package') ?? read(root, 'project');
  const find = (key: string): string => {
    const value = read(fields, key);
    return typeof value === 'string' ? value.trim().slice(0, longestText) : '';
  };
  const keywords = read(fields, 'keywords');
  return {
    description: find('description').replaceAll(/\s+/g, ' '),
    // The old way to write a choice.
    license: find('license').replaceAll('/', ' OR ').slice(0, 500),
    keywords: Array.isArray(keywords) ? keywords.filter((word) => typeof word === 'string').slice(0, 50) : [],
    homepage: find('homepage') || null,
    repository: find('repository') || null,
    documentation: find('documentation') || null,
    entryPoints: readEntryPoints(root, find),
    dependencies: readDependencies(read(root, 'dependencies')),
  };
}

function readDependencies(table: unknown): Record<string, string> {
  const entries = typeof table === 'object' && table !== null ? Object.entries(table) : [];
  return Object.fromEntries(
    entries.slice(0, mostDependencies).flatMap(([key, value]: [string, unknown]) => {
      const renamed = read(value, 'package');
      const name = typeof renamed === 'string' ? renamed : key;
      const range = typeof value === 'string' ? value : read(value, 'version');
      const isWanted = read(value, 'optional') !== true && problemOfPackageName('crates', name) === null;
      return isWanted && typeof range === 'string' ? [[name, range.slice(0, 1024)]] : [];
    }),
  );
}

function readEntryPoints(root: unknown, find: (key: string) => string): Record<string, unknown> {
  const features = read(root, 'features');
  const library = read(read(root, 'lib'), 'name');
  const names =
    typeof features === 'object' && features !== null ? Object.keys(features).slice(0, mostFeatures) : [];
  const usual = listDefaultFeatures(features);
  return {
    ...(find('edition') !== '' && { edition: find('edition') }),
    ...(find('rust-version') !== '' && { 'rust-version': find('rust-version') }),
    ...(typeof library === 'string' && { lib: library.slice(0, 200) }),
    ...(names.length > 0 && { features: names }),
    ...(usual.length > 0 && { 'default-features': usual }),
  };
}

/** Features that are on where a consumer says nothing, and those that they turn on. */
function listDefaultFeatures(table: unknown): string[] {
  const on = new Set<string>();
  const pending = ['default'];
  for (let name = pending.pop(); name !== undefined && on.size < mostFeatures; name = pending.pop()) {
    if (on.has(name)) continue;
    on.add(name);
    const inner = read(table, name);
    if (Array.isArray(inner)) pending.push(...inner.filter((each) => typeof each === 'string'));
  }
  return [...on].filter((name) => name !== 'default' && read(table, name) !== undefined);
}

function parseTable(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function read(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
