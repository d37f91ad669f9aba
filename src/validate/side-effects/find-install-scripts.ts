import { z } from 'zod';
import type { PackageFiles } from '../../scenarios/types.ts';

const Scripts = z.object({ scripts: z.record(z.string(), z.unknown()) });

/** What runs on the machine of who installs the package: npm's scripts, setup.py, and `.pth` files of Python. */
export function findInstallScripts(files: PackageFiles): string[] {
  const named = ['preinstall', 'install', 'postinstall', 'prepare'];
  const parsed = Scripts.safeParse(parseJson(files['package.json'] ?? ''));
  const scripts = parsed.success ? parsed.data.scripts : {};
  const found = named.filter((name) => Object.hasOwn(scripts, name));
  const paths = Object.keys(files);
  return [
    ...found.map((name) => `${name}: ${scripts[name]}`),
    ...('binding.gyp' in files ? ['node-gyp'] : []),
    ...paths.filter((path) => path === 'setup.py' || path.endsWith('.pth')),
    ...(/^\s*backend-path\s*=/m.test(files['pyproject.toml'] ?? '') ? ['a build back end of its own'] : []),
  ];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
