import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Builds the page of the project at `root` into `folder`. Vite is loaded here because it is there only once the
 * dependencies are; a project without a page (as in tests of the launcher) has nothing to build.
 */
export async function buildWeb(root, folder) {
  if (!existsSync(join(root, 'web', 'index.html'))) return;
  const { build } = await import('vite');
  const before = process.env.NODE_ENV;
  try {
    await build({
      root: join(root, 'web'),
      configFile: join(root, 'web', 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: folder },
    });
  } finally {
    // Vite says "production" to this process and to all that it starts: npm would then leave compilers out.
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
