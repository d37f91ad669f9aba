import type { Registry } from '../../../src/registry/index.ts';
import type { GuestFiles } from '../../../src/scenarios/index.ts';
import { type SpecifiedOriginal, specifyOriginal } from '../specify-original.ts';

export interface PythonSubject extends SpecifiedOriginal {
  readonly id: string;
  /** Its own modules, by path. */
  readonly own: readonly string[];
}

export async function loadPythonSubject(id: string, registry: Registry): Promise<PythonSubject> {
  const [name = '', version = ''] = id.split('==');
  const original = await specifyOriginal(registry, { name, range: version === '' ? '' : `==${version}` });
  const { record, spec, files } = original;
  const module = (spec.surface.import_name ?? name).split('.')[0] ?? name;
  return {
    id: `${record.name}==${record.version}`,
    ...original,
    own: Object.keys(files).filter(
      (path) => path === `${module}.py` || (path.startsWith(`${module}/`) && path.endsWith('.py')),
    ),
  };
}

/** The package as a result is laid out: modules below `src/`. */
export function layAsResult(files: GuestFiles): GuestFiles {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`src/${path}`, content]));
}
