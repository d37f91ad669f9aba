import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The programs that run inside the wall, one file each. */
export const guestPrograms = ['build-agent', 'analyze-agent'];

/**
 * Bundles the guests' programs: into `folder`, or into memory when it is null. What is ours has no side effects on
 * import, so that a room's index brings along only what is used of it: no provider, no reader of archives, no key.
 * Gives esbuild's result with its metafile.
 */
export function bundleGuests(root, folder) {
  return build({
    absWorkingDir: fileURLToPath(new URL(root)),
    entryPoints: guestPrograms.map((name) => `src/wall/guest/${name}.ts`),
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
    outdir: folder === null ? 'guests' : join(folder),
    write: folder !== null,
    bundle: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Its library files are read at run time: the guest sees the package's own folder.
    external: ['typescript'],
    legalComments: 'none',
    logLevel: 'silent',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
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
