import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sha256Hex } from '../../src/core/index.ts';

export type Files = Readonly<Record<string, string>>;

/** One comparison whose answer is known. */
export interface Row {
  readonly kind: 'copy' | 'independent' | 'derived';
  readonly level: string;
  readonly original: string;
  readonly candidate: string;
  readonly group: string;
  readonly files: { readonly original: Files; readonly candidate: Files };
}

interface Pair {
  readonly a: string;
  readonly b: string;
  readonly group: string;
  readonly kind: 'independent' | 'derived';
}

interface Library {
  fetchAll(names: readonly string[], cache: string): string[];
  loadSource(name: string, cache: string): Files;
  makeCopy(level: string, files: Files, options: { seed: string; host: Files | null }): Files;
  LEVELS: Readonly<Record<string, string>>;
}

/** The rows of a checkout of similarity-bench: as its `bench.mjs` makes them, one after the other. */
export async function* listRows(folder: string): AsyncGenerator<Row> {
  const library = await load(folder);
  const cache = join(tmpdir(), 'similarity-bench-cache');
  const pairs = JSON.parse(readFileSync(join(folder, 'pairs-dev.json'), 'utf8')) as Pair[];
  const failed = new Set(library.fetchAll([...new Set(pairs.flatMap(({ a, b }) => [a, b]))], cache));
  const usable = pairs.filter(({ a, b }) => ![a, b].some((name) => failed.has(name.split('#')[0] as string)));
  if (failed.size > 0) console.error(`not fetched, left out: ${[...failed].join(' ')}`);
  const sources = new Map<string, Files>();
  const source = (name: string): Files => {
    const files = sources.get(name) ?? library.loadSource(name, cache);
    sources.set(name, files);
    return files;
  };
  const hosts = new Map<string, { host: string; group: string }>();
  for (const { a, b, group, kind } of usable) {
    for (const [original, candidate] of [
      [a, b],
      [b, a],
    ] as const) {
      if (kind === 'independent' && !hosts.has(original)) hosts.set(original, { host: candidate, group });
      const level = kind === 'independent' ? 'N' : 'D';
      const files = { original: source(original), candidate: source(candidate) };
      yield { kind, level, original, candidate, group, files };
    }
  }
  for (const [original, { host, group }] of hosts) {
    for (const level of Object.keys(library.LEVELS)) {
      const isPart = level === 'T6';
      const options = { seed: original, host: isPart ? source(host) : null };
      const copy = keepCopy(join(cache, 'copies', `${sha256Hex(`${level} ${original} ${host}`)}.json`), () =>
        library.makeCopy(level, source(original), options),
      );
      const candidate = isPart ? host : original;
      yield {
        ...{ kind: 'copy', level, original, candidate, group },
        files: { original: source(original), candidate: copy },
      };
    }
  }
}

/** Making the copies takes minutes: they are kept beside the packages. */
function keepCopy(path: string, make: () => Files): Files {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Files;
  const copy = make();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(copy));
  return copy;
}

/** The names of the packages that pairs are made of. */
export function listPairPackages(folder: string): Set<string> {
  const pairs = JSON.parse(readFileSync(join(folder, 'pairs-dev.json'), 'utf8')) as Pair[];
  return new Set(pairs.flatMap(({ a, b }) => [a, b]).map(packageOf));
}

/** `name@1.2.3#entry` -> `name` */
export function packageOf(name: string): string {
  return (name.split('#')[0] as string).replace(/(.)@.*/, '$1');
}

async function load(folder: string): Promise<Library> {
  const at = (name: string): string => pathToFileURL(join(resolve(folder), 'lib', name)).href;
  return { ...(await import(at('fetch.mjs'))), ...(await import(at('transform.mjs'))) } as Library;
}
