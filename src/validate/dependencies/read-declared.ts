import { parse } from 'smol-toml';
import { z } from 'zod';
import type { PackageFiles } from '../../scenarios/types.ts';
import type { ApiSurface } from '../../spec/index.ts';

export interface DeclaredDependency {
  readonly name: string;
  readonly range: string;
}

export interface Declared {
  readonly manifest: string;
  /** What comes along when the package is installed. */
  readonly needed: readonly DeclaredDependency[];
  /** What only its own development needs. */
  readonly development: readonly DeclaredDependency[];
}

const Ranges = z.record(z.string(), z.string()).optional();
const NodeManifest = z.object({
  dependencies: Ranges,
  peerDependencies: Ranges,
  optionalDependencies: Ranges,
  devDependencies: Ranges,
});
const PythonManifest = z.object({
  project: z.object({
    dependencies: z.array(z.string()).default([]),
    'optional-dependencies': z.record(z.string(), z.array(z.string())).default({}),
  }),
});
const CargoRanges = z.record(
  z.string(),
  z.union([z.string(), z.looseObject({ version: z.string().default('') })]),
);
const RustManifest = z.object({
  dependencies: CargoRanges.default({}),
  'build-dependencies': CargoRanges.default({}),
  'dev-dependencies': CargoRanges.default({}),
});

/** What the manifest says that the package needs; null when it cannot be read. */
export function readDeclared(language: ApiSurface['language'], files: PackageFiles): Declared | null {
  try {
    return readManifest(language, files);
  } catch {
    return null;
  }
}

function readManifest(language: ApiSurface['language'], files: PackageFiles): Declared {
  switch (language) {
    case 'python': {
      const { project } = PythonManifest.parse(parse(files['pyproject.toml'] ?? ''));
      const needed = [...project.dependencies, ...Object.values(project['optional-dependencies']).flat()];
      return { manifest: 'pyproject.toml', needed: needed.map(readRequirement), development: [] };
    }
    case 'rust': {
      const cargo = RustManifest.parse(parse(files['Cargo.toml'] ?? ''));
      const needed = { ...cargo['build-dependencies'], ...cargo.dependencies };
      return {
        manifest: 'Cargo.toml',
        needed: listCargo(needed),
        development: listCargo(cargo['dev-dependencies']),
      };
    }
    case 'go':
      return { manifest: 'go.mod', needed: listGo(files['go.mod'] ?? ''), development: [] };
    default: {
      const manifest = NodeManifest.parse(JSON.parse(files['package.json'] ?? ''));
      const needed = {
        ...manifest.peerDependencies,
        ...manifest.optionalDependencies,
        ...manifest.dependencies,
      };
      return {
        manifest: 'package.json',
        needed: listRanges(needed),
        development: listRanges(manifest.devDependencies),
      };
    }
  }
}

function listRanges(ranges: Readonly<Record<string, string>> = {}): DeclaredDependency[] {
  return Object.entries(ranges).map(([name, range]) => ({ name, range }));
}

function readRequirement(text: string): DeclaredDependency {
  const [, name = text, range = ''] = /^\s*([\w.-]+)(?:\[[^\]]*\])?\s*([^;]*)/.exec(text) ?? [];
  return { name, range: range.trim() };
}

function listCargo(ranges: z.infer<typeof CargoRanges>): DeclaredDependency[] {
  return Object.entries(ranges).map(([name, value]) => ({
    name: typeof value === 'string' || typeof value.package !== 'string' ? name : value.package,
    range: typeof value === 'string' ? value : value.version,
  }));
}

function listGo(text: string): DeclaredDependency[] {
  const lines = text.replace(/\/\/.*$/gm, '').split('\n');
  return lines.flatMap((line) => {
    const [, name, range] = /^\s*(?:require\s+)?([\w.~-]+\.[\w./~-]+)\s+(v\d\S*)\s*$/.exec(line) ?? [];
    return name === undefined || range === undefined ? [] : [{ name, range }];
  });
}
