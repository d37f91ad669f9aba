import { z } from 'zod';
import type { PackageFiles } from '../../scenarios/types.ts';

const Manifest = z.looseObject({
  module: z.unknown().optional(),
  browser: z.unknown().optional(),
  exports: z.unknown().optional(),
  bin: z.unknown().optional(),
  imports: z.unknown().optional(),
});

/** Conditions under which Node itself takes an entry, and those that lead to no code. */
const known = new Set(['import', 'require', 'node', 'node-addons', 'default', 'types', 'module-sync']);

function readManifest(files: PackageFiles): z.infer<typeof Manifest> | null {
  try {
    return Manifest.parse(JSON.parse(files['package.json'] ?? ''));
  } catch {
    return null;
  }
}

/** Files that others than Node load instead of the one that was run: by a field, or under a condition. */
export function findOtherEntries(files: PackageFiles): string[] {
  const manifest = readManifest(files);
  if (manifest === null) return [];
  const fields = [manifest.module, manifest.browser].flatMap((value) => listTargets(value));
  return [...new Set([...fields, ...listUnderConditions(manifest.exports)].map(normalise))].sort();
}

/** Programs that npm puts into the path of who installs the package, by name. */
export function findPrograms(files: PackageFiles): string[] {
  const bin = readManifest(files)?.bin;
  if (typeof bin === 'string') return [normalise(bin)];
  return typeof bin === 'object' && bin !== null ? Object.keys(bin) : [];
}

/** Where a name such as `#core` leads, as package.json has it. */
export function listImportTargets(files: PackageFiles, name: string): string[] {
  const imports = readManifest(files)?.imports;
  if (typeof imports !== 'object' || imports === null) return [];
  return Object.entries(imports).flatMap(([pattern, value]) => {
    const [head = '', tail] = pattern.split('*');
    const isMeant = tail === undefined ? pattern === name : name.startsWith(head) && name.endsWith(tail);
    if (!isMeant) return [];
    const rest = name.slice(head.length, name.length - (tail?.length ?? 0));
    return listTargets(value).map((target) => target.replaceAll('*', () => rest));
  });
}

function listTargets(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listTargets) : [];
}

function listUnderConditions(exports: unknown): string[] {
  if (typeof exports !== 'object' || exports === null) return [];
  return Object.entries(exports).flatMap(([key, value]) =>
    key.startsWith('.') || known.has(key) ? listUnderConditions(value) : listTargets(value),
  );
}

function normalise(path: string): string {
  return path.replace(/^\.\//, '');
}
