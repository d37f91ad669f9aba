import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { findLocalRuntime, findModel, ModelError } from '../agents/index.ts';
import { type AgentConfig, Config, ConfigError, placesBelow } from '../config/index.ts';
import { parseManifest, readReference } from '../manifest/index.ts';
import { createServices, planJob, runJob, validateOutput } from '../pipeline/index.ts';
import type { Phalus, PhalusOptions } from './types.ts';

const nothing = () => {};
const never = () => new AbortController().signal;

/** Throws ConfigError `bad-value`. A local model is never fetched: `phalus model pull` does that. */
export async function createPhalus(options: PhalusOptions = {}): Promise<Phalus> {
  const { environment = process.env, homeDirectory = homedir() } = options;
  const { workDirectory = process.cwd(), say = nothing } = options;
  const config = readConfig(options.config ?? {}, workDirectory);
  const services = await createServices({
    config,
    environment,
    homeDirectory,
    workDirectory,
    say,
    fetchModel: (agent) => requireInstalled(agent, homeDirectory),
  });
  return {
    config,
    parseManifest: (text, { fileName, ...manifestOptions } = {}) =>
      parseManifest({ text, ...(fileName !== undefined && { fileName }) }, manifestOptions),
    plan: ({ packages: dependencies, unsupported }, signal = never()) =>
      planJob({ dependencies, unsupported, config, services, signal }),
    run: ({ manifest, packages = [], dryRun = false, resume = false, signal = never(), onEvent = nothing }) =>
      runJob({
        config,
        services,
        signal,
        onEvent,
        request: {
          packages: [...(manifest?.packages ?? []), ...packages.map(readReference)],
          unsupported: manifest?.unsupported ?? [],
          dryRun,
          resume,
        },
      }),
    validate: (packageDirectory, signal = never()) =>
      validateOutput({
        config,
        services,
        signal,
        onEvent: nothing,
        packageDirectory: resolve(workDirectory, packageDirectory),
      }),
    close: () => services.close(),
  };
}

function readConfig(input: NonNullable<PhalusOptions['config']>, workDirectory: string): Config {
  const parsed = Config.safeParse(input);
  if (!parsed.success) {
    const places = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
    throw new ConfigError('bad-value', `Cannot use the configuration: ${places.slice(0, 5).join('; ')}`, {
      cause: parsed.error,
      hint: 'docs/configuration.md lists every key',
    });
  }
  const { output } = parsed.data;
  return { ...parsed.data, output: { ...output, directory: resolve(workDirectory, output.directory) } };
}

async function requireInstalled({ model }: AgentConfig, homeDirectory: string): Promise<void> {
  const places = placesBelow(homeDirectory);
  const found = findModel(model, places.models);
  if (found.installed && findLocalRuntime(places.runtime) !== null) return;
  throw new ModelError('not-installed', `Cannot use the model "${found.name}": it is not on this machine`, {
    hint: 'Run "phalus model pull" once, or configure a hosted model',
  });
}
