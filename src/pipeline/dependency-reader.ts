import type { Ecosystem } from '../core/index.ts';
import type { Spec } from '../spec/index.ts';
import type { ReadDependency } from '../validate/index.ts';
import type { Services } from './services.ts';

const ecosystems: Readonly<Record<Spec['surface']['language'], Ecosystem>> = {
  javascript: 'npm',
  typescript: 'npm',
  python: 'pypi',
  rust: 'crates',
  go: 'go',
};

/** Looks up what a result depends on, in the registry of the language that it is written in. */
export function createDependencyReader(services: Services, { surface }: Spec): ReadDependency {
  const ecosystem = ecosystems[surface.language];
  return async ({ name, range }, signal) => {
    const registry = await services.findRegistry(ecosystem);
    const { version, license } = await registry.resolve({ ecosystem, name, range }, signal);
    return { version, license };
  };
}
