import { readFile } from 'node:fs/promises';
import type { Config } from '../../config/index.ts';
import { askNpm, type Ecosystem, PhalusError, renderError } from '../../core/index.ts';
import { readNpmClientConfig } from '../../registry/index.ts';
import type { CliContext } from '../context.ts';
import { type Finding, ok } from './types.ts';

/** A package that every registry of its ecosystem has, asked for to see that the registry answers. */
interface CommonPackage {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** What it is when the registry does not answer. */
  readonly status: 'missing' | 'optional';
  readonly remedy: string;
}

const commonPackages: readonly CommonPackage[] = [
  {
    ecosystem: 'npm',
    name: 'semver',
    status: 'missing',
    remedy: 'check the network, and registry and proxy of your npm configuration',
  },
  {
    ecosystem: 'pypi',
    name: 'six',
    status: 'optional',
    remedy: 'check the network, and "pip config list"',
  },
  {
    ecosystem: 'crates',
    name: 'cfg-if',
    status: 'optional',
    remedy: "check the network, and Cargo's configuration",
  },
  {
    ecosystem: 'go',
    name: 'github.com/pkg/errors',
    status: 'optional',
    remedy: 'check the network, and "go env GOPROXY"',
  },
];
const timeoutMs = 20_000;

/** Whether the registries answer, as the user's clients are configured; for packages of npm alone the others are not needed. */
export async function checkRegistries(context: CliContext, config: Config): Promise<readonly Finding[]> {
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
    return await Promise.all(
      commonPackages.map(async ({ ecosystem, name, status, remedy }): Promise<Finding> => {
        const label = `${ecosystem} registry`;
        try {
          const place = ecosystem === 'npm' ? await findNpmRegistry(context, config, name) : null;
          const registry = await services.findRegistry(ecosystem);
          const signal = AbortSignal.timeout(timeoutMs);
          const { archive, version } = await registry.resolve({ ecosystem, name, range: '' }, signal);
          if (place !== null) return ok(label, `${place.host} answers (from ${place.origin})`);
          return ok(label, `${readHost(archive.url)} answers (${name} ${version})`);
        } catch (error) {
          const hint = error instanceof PhalusError ? error.hint : undefined;
          return { name: label, status, detail: renderError(error), remedy: hint ?? remedy };
        }
      }),
    );
  } finally {
    await services.close();
  }
}

/** Behind a mirror npm's archives still bear the address of the registry that it mirrors. */
async function findNpmRegistry(context: CliContext, config: Config, packageName: string) {
  const client = await readNpmClientConfig({
    environment: context.environment,
    homeDirectory: context.homeDirectory,
    workDirectory: context.workDirectory,
    readFile: (path) => readFile(path, 'utf8').catch(() => null),
    nodePath: process.execPath,
    runNpm: askNpm,
    override: config.registries.npm,
  });
  const { url, origin } = await client.findRegistry(packageName);
  return { host: url.host, origin };
}

function readHost(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
