import type { ApiExport, ApiSurface } from '../spec/index.ts';

/** An interface of functions by these names; `default:padIt` is a default export known as `padIt`. */
export function createSurface(
  names: readonly string[],
  changes: Partial<Pick<ApiSurface, 'module'>> & { readonly kind?: ApiExport['kind'] } = {},
): ApiSurface {
  return {
    schema: 'phalus/api-surface/1',
    language: 'javascript',
    module: changes.module ?? 'commonjs',
    exports: names.map((given): ApiExport => {
      const [name = '', local = name] = given.split(':');
      return {
        name,
        local_name: local,
        kind: changes.kind ?? 'function',
        signature: '',
        overloads: [],
        parameters: [],
        returns: null,
        members: [],
        summary: '',
        evidence: 'signature',
        source: null,
      };
    }),
  };
}
