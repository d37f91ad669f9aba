import { readFile } from 'node:fs/promises';
import type { Config } from '../../config/index.ts';
import { askNpm, PhalusError, renderError } from '../../core/index.ts';
import { readNpmClientConfig } from '../../registry/index.ts';
import type { CliContext } from '../context.ts';
import { type Finding, ok } from './types.ts';

/** A package that every registry of npm packages has, asked for to see that the registry answers. */
const commonPackage = 'semver';
const timeoutMs = 20_000;

/** Which npm registry the user's configuration names, and whether it answers. */
export async function checkNpmRegistry(context: CliContext, config: Config): Promise<Finding> {
  try {
    const client = await readNpmClientConfig({
      environment: context.environment,
      homeDirectory: context.homeDirectory,
      workDirectory: context.workDirectory,
      readFile: (path) => readFile(path, 'utf8').catch(() => null),
      nodePath: process.execPath,
      runNpm: askNpm,
      override: config.registries.npm,
    });
    const { url, origin } = await client.findRegistry(commonPackage);
    const { createServices } = await context.loadPipeline();
    const { environment, homeDirectory, workDirectory } = context;
    const services = await createServices({
      config,
      environment,
      homeDirectory,
      workDirectory,
      say: () => {},
      fetchModel: async () => {},
    });
    try {
      const registry = await services.findRegistry('npm');
      const request = { ecosystem: 'npm', name: commonPackage, range: '' } as const;
      await registry.resolve(request, AbortSignal.timeout(timeoutMs));
      return ok('npm registry', `${url.host} answers (from ${origin})`);
    } finally {
      await services.close();
    }
  } catch (error) {
    const hint = error instanceof PhalusError ? error.hint : undefined;
    return {
      name: 'npm registry',
      status: 'missing',
      detail: renderError(error),
      remedy: hint ?? 'check the network, and registry and proxy of your npm configuration',
    };
  }
}
