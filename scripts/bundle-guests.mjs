import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const guestFolder = 'src/wall/guest';

/**
 * Bundles the programs that run behind the wall, one file each, of the project at `root`: into its `folder`, or into
 * memory when it is null. What is ours has no side effects on import, so that a room's index brings along only what is
 * used of it: no provider, no reader of archives, no key. Gives esbuild's result with its metafile.
 */
export function bundleGuests(root, folder) {
  const names = existsSync(join(root, guestFolder)) ? readdirSync(join(root, guestFolder)) : [];
  return build({
    absWorkingDir: root,
    entryPoints: names.filter((name) => name.endsWith('-agent.ts')).map((name) => `${guestFolder}/${name}`),
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
    outdir: folder ?? 'guests',
    write: folder !== null,
    bundle: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Their files are read at run time: the guest sees the packages' own folders.
    external: ['typescript', 'web-tree-sitter'],
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [ownCodeIsPure],
  });
}

const ownCodeIsPure = {
  name: 'own-code-is-pure',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^\.{1,2}\// }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'asked' || from.resolveDir.includes('node_modules')) return undefined;
      const found = await resolve(path, { ...from, pluginData: 'asked' });
      return found.errors.length > 0 ? found : { path: found.path, sideEffects: false };
    });
  },
};
