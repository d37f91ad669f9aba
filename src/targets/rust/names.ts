import type { ApiExport, ApiSurface, Spec } from '../../spec/index.ts';
import type { TargetDelivery } from '../types.ts';

const keywords = new Set(
  'as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait true type unsafe use where while abstract become box do final macro override priv typeof unsized virtual yield try gen std core alloc test proc_macro'.split(
    ' ',
  ),
);

/** The name of the package in Cargo.toml. */
export function cargoName({ packageName }: Pick<TargetDelivery, 'packageName'>): string {
  const bare = packageName
    .split('/')
    .at(-1)
    ?.replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z]+|-+$/g, '')
    .slice(0, 64);
  return bare === undefined || bare === '' || keywords.has(bare) ? `the-${bare ?? ''}crate` : bare;
}

/** The crate as code names it: as the specification says, else after the package. */
export function crateName(
  spec: Pick<Spec, 'surface'>,
  delivery: Pick<TargetDelivery, 'packageName'>,
): string {
  const given = spec.surface.import_name ?? '';
  const name =
    /^[A-Za-z_]\w{0,63}$/.test(given) && !keywords.has(given)
      ? given
      : cargoName(delivery).replaceAll('-', '_');
  return keywords.has(name) ? `${name}_crate` : name;
}

/** Cargo wants three numbers; other ecosystems write fewer, or more. */
export function cargoVersion(version: string): string {
  if (
    /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.test(version)
  )
    return version;
  const numbers = version.replace(/^v/, '').match(/\d{1,9}/g) ?? [];
  return [0, 1, 2].map((index) => String(Number(numbers[index] ?? '0'))).join('.');
}

/** Exports by the path that a consumer writes, those that are no names of Rust left out. */
export function pathsOf({
  exports,
}: ApiSurface): { readonly entry: ApiExport; readonly path: readonly string[] }[] {
  return exports.flatMap((entry) => {
    const name = entry.name === 'default' ? entry.local_name : entry.name;
    return /^[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*$/.test(name) ? [{ entry, path: name.split('::') }] : [];
  });
}

/** Case and underscores aside, which small models get wrong. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll('_', '') || name;
}
