import { z } from 'zod';
import type { PackageFiles } from '../../scenarios/types.ts';

const Scripts = z.object({ scripts: z.record(z.string(), z.unknown()) });

/** What runs on the machine of who installs the package: npm's scripts, setup.py, `.pth` files of Python, and build scripts of Cargo. */
export function findInstallScripts(files: PackageFiles): string[] {
  const named = ['preinstall', 'install', 'postinstall', 'prepare'];
  const parsed = Scripts.safeParse(parseJson(files['package.json'] ?? ''));
  const scripts = parsed.success ? parsed.data.scripts : {};
  const found = named.filter((name) => Object.hasOwn(scripts, name));
  const paths = Object.keys(files);
  return [
    ...found.map((name) => `${name}: ${scripts[name]}`),
    ...findBuildScripts(files),
    ...('binding.gyp' in files ? ['node-gyp'] : []),
    ...paths.filter((path) => path === 'setup.py' || path.endsWith('.pth')),
    ...(/^\s*backend-path\s*=/m.test(files['pyproject.toml'] ?? '') ? ['a build back end of its own'] : []),
  ];
}

/** Cargo runs these on the machine of who builds the crate. */
function findBuildScripts(files: PackageFiles): string[] {
  const manifest = files['Cargo.toml'];
  if (manifest === undefined) return [];
  const named = /^\s*build\s*=\s*(.{1,80})$/m.exec(manifest)?.[1];
  return [
    ...('build.rs' in files
      ? ['build.rs']
      : named !== undefined && !/^(?:false)\b/.test(named)
        ? [named]
        : []),
    ...(/^\s*proc-macro\s*=\s*true/m.test(manifest) ? ['a macro that runs when code is compiled'] : []),
  ];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
