import type { ApiExport, Spec } from '../../spec/index.ts';
import { isGoKeyword, isPredeclaredInGo } from '../../syntax-trees/index.ts';
import type { TargetDelivery } from '../types.ts';

/** The name in the package clause: as 06 has it, else as scenarios call it, else made from the import path. */
export function packageNameOf(spec: Spec): string {
  const clause = /^package ([a-z_][\w]{0,63})\s*$/m.exec(spec.texts['06-type-definitions.d.ts'])?.[1];
  const local = spec.scenarios.bindings.find((binding) => binding.export === '*')?.local;
  const path = spec.surface.import_name ?? spec.surface.exports[0]?.name ?? '';
  const candidates = [clause, local, lastNameOf(path), 'library'];
  return candidates.find((name) => name !== undefined && isPackageName(name)) ?? 'library';
}

function isPackageName(name: string): boolean {
  return /^[a-z][\w]{0,63}$/.test(name) && name !== 'main' && !isGoKeyword(name) && !isPredeclaredInGo(name);
}

function lastNameOf(path: string): string {
  const last = path.split('/').findLast((part) => !/^v\d+$/.test(part)) ?? '';
  return last
    .replace(/^go-|[-.]go$/g, '')
    .replace(/\.v\d+$/, '')
    .replace(/[^\w]/g, '')
    .toLowerCase();
}

/** The path of the module: the package's name where that is one already, else made from its letters. */
export function modulePathOf({ packageName }: Pick<TargetDelivery, 'packageName'>): string {
  const cleaned = packageName
    .replace(/^@/, '')
    .split('/')
    .map((part) => part.replace(/[^\w.~-]/g, '-').replace(/^[.-]+|[.-]+$/g, ''))
    .filter((part) => part !== '')
    .join('/');
  // Without a dot in its first part it could be taken for a package of the standard library.
  const isOwn = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\//i.test(cleaned);
  return isOwn ? cleaned : `example.com/${cleaned === '' ? 'library' : cleaned}`;
}

/** The folder of the package within its module; the empty text for the module's root. */
export function folderOf(spec: Spec): string {
  const { package_name: module, ecosystem } = spec.metadata;
  const path = spec.surface.import_name ?? '';
  if (ecosystem !== 'go' || !path.startsWith(`${module}/`)) return '';
  const folder = path.slice(module.length + 1);
  return /^[\w.-]+(?:\/[\w.-]+){0,5}$/.test(folder) && !folder.includes('..') ? folder : '';
}

/** What a consumer of the delivered package imports. */
export function importPathOf(spec: Spec, delivery: Pick<TargetDelivery, 'packageName'>): string {
  const folder = folderOf(spec);
  return folder === '' ? modulePathOf(delivery) : `${modulePathOf(delivery)}/${folder}`;
}

export function sourcePathOf(spec: Spec): string {
  const folder = folderOf(spec);
  const file = `${packageNameOf(spec).replace(/_test$/, 'test')}.go`;
  return folder === '' ? file : `${folder}/${file}`;
}

/** What the code has to declare at its top. Names with a dot stand in packages of their own and are not asked for. */
export function wantedExports(spec: Spec): readonly ApiExport[] {
  const seen = new Set<string>();
  return spec.surface.exports.filter(({ name }) => {
    const isNew = /^\p{Lu}[\p{L}\p{N}_]*$/u.test(name) && !seen.has(name);
    seen.add(name);
    return isNew;
  });
}
