import type { Registry } from '../../src/registry/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { GuestFiles } from '../../src/scenarios/index.ts';
import { type SpecifiedOriginal, specifyOriginal } from './specify-original.ts';

export interface EquivalenceSubject extends SpecifiedOriginal {
  readonly id: string;
  /** Its own files that are loaded when it is imported. */
  readonly loaded: readonly string[];
}

export async function loadSubject(
  id: string,
  { registry, sandbox }: { readonly registry: Registry; readonly sandbox: Sandbox },
): Promise<EquivalenceSubject> {
  const at = id.lastIndexOf('@');
  const original = await specifyOriginal(registry, { name: id.slice(0, at), range: id.slice(at + 1) });
  return { id, ...original, loaded: await listLoadedFiles(original.files, sandbox) };
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
