import { homedir } from 'node:os';
import { compileDocumentation } from '../../../src/analyze/compiler/index.ts';
import { Config } from '../../../src/config/index.ts';
import { collectDocumentation } from '../../../src/docs/index.ts';
import { openRegistry } from '../../../src/pipeline/open-registry.ts';
import { createOriginalPackageReader } from '../../../src/pipeline/original-package.ts';
import type { Registry } from '../../../src/registry/index.ts';
import type { GuestFiles } from '../../../src/scenarios/index.ts';
import { type Spec, specFilenames } from '../../../src/spec/index.ts';

/** A package as the comparison gets it: the original, and what its documentation says without a model. */
export interface PythonSubject {
  readonly id: string;
  readonly spec: Spec;
  readonly files: GuestFiles;
  /** Its own modules, by path. */
  readonly own: readonly string[];
}

/** The user's own index; `close` ends its connections. */
export async function openPypi(): Promise<{ readonly registry: Registry; close(): Promise<void> }> {
  const { registry, http } = await openRegistry('pypi', {
    config: Config.parse({}),
    environment: process.env,
    homeDirectory: homedir(),
    workDirectory: process.cwd(),
    say: () => {},
  });
  return { registry, close: () => http.close() };
}

export async function loadPythonSubject(id: string, registry: Registry): Promise<PythonSubject> {
  const [name = '', version = ''] = id.split('==');
  const record = await registry.resolve({
    ecosystem: 'pypi',
    name,
    range: version === '' ? '' : `==${version}`,
  });
  const docSet = await collectDocumentation({
    record,
    registry,
    web: { fetch: noWeb, lookup: noWeb },
    settings: { ...Config.parse({}).docs, web: false },
  });
  const { surface, types, scenarios, metadata } = await compileDocumentation(docSet);
  const texts = Object.fromEntries(specFilenames.map((filename) => [filename, '']));
  texts['06-type-definitions.d.ts'] = types;
  const files = await createOriginalPackageReader(registry, record)();
  const module = (surface.import_name ?? name).split('.')[0] ?? name;
  return {
    id: `${record.name}==${record.version}`,
    spec: {
      ...{ packageName: record.name, packageVersion: record.version, texts },
      surface,
      scenarios,
      metadata,
    } as unknown as Spec,
    files,
    own: Object.keys(files).filter(
      (path) => path === `${module}.py` || (path.startsWith(`${module}/`) && path.endsWith('.py')),
    ),
  };
}

/** The package as a result is laid out: modules below `src/`. */
export function layAsResult(files: GuestFiles): GuestFiles {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`src/${path}`, content]));
}

async function noWeb(): Promise<never> {
  throw new Error('Cannot reach the web: this measurement asks the registry alone');
}
