import { Config } from '../config/schema.ts';
import { PhalusError } from '../core/index.ts';
import type { ArchiveRequest, PackageRecord, Registry, ResolveRequest } from '../registry/types.ts';
import type { DocsSettings, RawDocument, WebAccess } from './types.ts';

/** A limit below the default, so that documents of tests stay small. */
export const defaultSettings: DocsSettings = Config.parse({ docs: { max_code_block_lines: 60 } }).docs;

export function createRecord(changes: Partial<PackageRecord> = {}): PackageRecord {
  return {
    ecosystem: 'npm',
    name: 'sample',
    version: '1.3.0',
    description: '',
    keywords: [],
    license: 'MIT',
    homepage: null,
    repository: null,
    archive: { url: 'https://registry.example/sample.tgz', integrity: null, sizeBytes: null },
    unpackedSizeBytes: null,
    deprecated: null,
    dependencies: {},
    entryPoints: {},
    publishedAt: null,
    ...changes,
  };
}

/** A registry of packages in memory: `name@version` -> files. Keeps the ranges it was asked for and the paths it gave. */
export function createFakeRegistry(packages: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const asked: string[] = [];
  const given: string[] = [];
  const registry: Registry = {
    ecosystem: 'npm',
    async resolve(request: ResolveRequest) {
      asked.push(`${request.name}@${request.range}`);
      const versions = Object.keys(packages).filter((id) => id.startsWith(`${request.name}@`));
      if (versions.length === 0) throw new PhalusError('not-found', `No "${request.name}"`);
      const found = versions.map((id) => id.slice(request.name.length + 1)).at(0) ?? '';
      const wanted = request.range.replace(/^[~^]/, '').split('.').slice(0, 2).join('.');
      if (request.range.startsWith('~') && !found.startsWith(`${wanted}.`)) {
        throw new PhalusError('no-version', `No "${request.range}"`);
      }
      return createRecord({ name: request.name, version: found });
    },
    async readArchive(record: PackageRecord, request: ArchiveRequest) {
      const content = packages[`${record.name}@${record.version}`];
      if (content === undefined) throw new PhalusError('unreachable', 'Cannot reach registry.example');
      const entries = Object.entries(content).map(([path, text]) => {
        const sizeBytes = Buffer.byteLength(text);
        return { path, sizeBytes, kept: request.accept(path, sizeBytes) };
      });
      const kept = entries.filter((entry) => entry.kept);
      given.push(...kept.map((entry) => entry.path));
      return {
        files: kept.map(({ path }) => ({ path, content: Buffer.from(content[path] ?? '') })),
        entries,
        refused: [],
        verifiedIntegrity: null,
        sizeBytes: 0,
      };
    },
  };
  return { registry, asked, given };
}

export type FakeAnswer = (url: string, signal: AbortSignal | undefined) => Promise<unknown>;

/** A web whose names all lead to one address, unless `addresses` says otherwise; keeps the URLs it was asked for. */
export function createFakeWeb(answer: FakeAnswer, addresses: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  const web: WebAccess = {
    fetch: (async (url: string, options: { signal?: AbortSignal }) => {
      asked.push(url);
      return answer(url, options.signal);
    }) as unknown as WebAccess['fetch'],
    lookup: async (hostname) => [{ address: addresses[hostname] ?? '93.184.215.14', family: 4 }],
  };
  return { web, asked };
}

/** No name resolves, as on a machine without a network. */
export function createOfflineWeb() {
  const asked: string[] = [];
  const web: WebAccess = {
    fetch: (async () => {
      throw new TypeError('fetch failed');
    }) as unknown as WebAccess['fetch'],
    lookup: async (hostname) => {
      asked.push(hostname);
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
    },
  };
  return { web, asked };
}

export function createReadme(content: string | Uint8Array, origin = 'README.md'): RawDocument {
  return { kind: 'readme', origin, content };
}

/** `count` lines of a program that is made up. */
export function createProgram(count: number): string {
  return Array.from(
    { length: count },
    (_, index) => `const total${index} = add(total${index}, ${index});`,
  ).join('\n');
}

/** Prose of about `words` words. */
export function createProse(words = 60): string {
  const vocabulary =
    'the function takes a number of items and gives back their sum as text for people who read'.split(' ');
  return `${Array.from({ length: words }, (_, index) => vocabulary[index % vocabulary.length]).join(' ')}.`;
}
