import { homedir } from 'node:os';
import { compileDocumentation } from '../../src/analyze/compiler/index.ts';
import { Config } from '../../src/config/index.ts';
import { collectDocumentation } from '../../src/docs/index.ts';
import { openRegistry } from '../../src/pipeline/open-registry.ts';
import { createOriginalPackageReader } from '../../src/pipeline/original-package.ts';
import type { Registry } from '../../src/registry/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { GuestFiles } from '../../src/scenarios/index.ts';
import { type Spec, specFilenames } from '../../src/spec/index.ts';

/** A package as the comparison gets it: the original, and what its documentation says without a model. */
export interface EquivalenceSubject {
  readonly id: string;
  readonly spec: Spec;
  readonly files: GuestFiles;
  /** Its own files that are loaded when it is imported. */
  readonly loaded: readonly string[];
}

/** The user's own registry; `close` ends its connections. */
export async function openNpm(): Promise<{ readonly registry: Registry; close(): Promise<void> }> {
  const { registry, http } = await openRegistry('npm', {
    config: Config.parse({}),
    environment: process.env,
    homeDirectory: homedir(),
    workDirectory: process.cwd(),
    say: () => {},
  });
  return { registry, close: () => http.close() };
}

export async function loadSubject(
  id: string,
  { registry, sandbox }: { readonly registry: Registry; readonly sandbox: Sandbox },
): Promise<EquivalenceSubject> {
  const at = id.lastIndexOf('@');
  const record = await registry.resolve({ ecosystem: 'npm', name: id.slice(0, at), range: id.slice(at + 1) });
  const docSet = await collectDocumentation({
    record,
    registry,
    web: { fetch: noWeb, lookup: noWeb },
    settings: { ...Config.parse({}).docs, web: false },
  });
  const { surface, types, scenarios } = await compileDocumentation(docSet);
  const texts = Object.fromEntries(specFilenames.map((name) => [name, '']));
  texts['06-type-definitions.d.ts'] = types;
  const files = await createOriginalPackageReader(registry, record)();
  return {
    id,
    spec: {
      packageName: record.name,
      packageVersion: record.version,
      texts,
      surface,
      scenarios,
    } as unknown as Spec,
    files,
    loaded: await listLoadedFiles(files, sandbox),
  };
}

async function noWeb(): Promise<never> {
  throw new Error('Cannot reach the web: this measurement asks the registry alone');
}

const script = `
import { Session } from 'node:inspector/promises';
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true });
await import('package-under-test');
const { result } = await session.post('Profiler.takePreciseCoverage');
const before = '/guest/node_modules/package-under-test/';
console.log(JSON.stringify(result.map(({ url }) => url.replace('file://', '')).filter((url) => url.startsWith(before)).map((url) => url.slice(before.length))));
process.exit(0);
`;

async function listLoadedFiles(files: GuestFiles, sandbox: Sandbox): Promise<string[]> {
  const laid = Object.entries(files).map(([path, content]) => [
    `node_modules/package-under-test/${path}`,
    content,
  ]);
  const result = await sandbox.run({
    command: ['node', 'list.mjs'],
    files: { 'list.mjs': script, ...Object.fromEntries(laid) },
    limits: { wallTimeMs: 10_000 },
  });
  const paths = JSON.parse(result.standardOutput.trim().split('\n').at(-1) ?? '') as string[];
  return paths.filter((path) => !path.startsWith('node_modules/') && /\.[cm]?js$/.test(path));
}
