import type { ClearedSpec } from '../firewall/types.ts';
import type { Delivery } from './types.ts';

/** Where the parts of a delivered package lie. */
export interface PackageLayout {
  readonly source: string;
  /** The file that Node loads; the source itself where no compiler stands between. */
  readonly entry: string;
  readonly types: string;
  /** What the source uses of Node, where it has to be declared; JavaScript has no such file. */
  readonly ambient: string | null;
  readonly test: string;
}

/** The compiler that a delivered TypeScript package is built with: the major version that phalus checked it with. */
const compilerRange = '^6.0.0';

export function layoutOf(language: Delivery['language']): PackageLayout {
  const test = 'test/index.test.js';
  if (language === 'typescript') {
    const ambient = 'src/node.d.ts';
    return { source: 'src/index.ts', entry: 'dist/index.js', types: 'dist/index.d.ts', ambient, test };
  }
  return { source: 'src/index.js', entry: 'src/index.js', types: 'types/index.d.ts', ambient: null, test };
}

/** package.json of the delivered package. */
export function renderPackageManifest(spec: ClearedSpec, delivery: Delivery): string {
  const layout = layoutOf(delivery.language);
  const isEsm = spec.surface.module === 'esm';
  const folders = [
    ...new Set([layout.source, layout.entry, layout.types].map((path) => path.split('/')[0] ?? '')),
  ];
  const manifest = {
    name: delivery.packageName,
    version: delivery.packageVersion,
    description: `Independent implementation of the documented interface of ${delivery.packageName} ${delivery.packageVersion}`,
    license: delivery.licenseExpression,
    type: isEsm ? 'module' : 'commonjs',
    main: `./${layout.entry}`,
    types: `./${layout.types}`,
    exports: {
      '.': { types: `./${layout.types}`, default: `./${layout.entry}` },
      './package.json': './package.json',
    },
    files: folders,
    // Of a package that comes from another language, the version is that language's.
    ...(spec.metadata.engine === null || spec.metadata.ecosystem !== 'npm'
      ? {}
      : { engines: { node: spec.metadata.engine } }),
    ...(delivery.language === 'typescript'
      ? { scripts: { build: 'tsc', test: 'node --test' }, devDependencies: { typescript: compilerRange } }
      : { scripts: { test: 'node --test' } }),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
