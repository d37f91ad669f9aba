import type { Config } from '../../config/index.ts';
import { type Ecosystem, PhalusError, renderError } from '../../core/index.ts';
import type { CliContext } from '../context.ts';
import { type Finding, ok } from './types.ts';

/** Packages that every registry of their ecosystem has, asked for to see that the registry answers. */
const commonPackages = [
  { ecosystem: 'pypi', name: 'six', remedy: 'check the network, and "pip config list"' },
  { ecosystem: 'crates', name: 'cfg-if', remedy: "check the network, and Cargo's configuration" },
  { ecosystem: 'go', name: 'github.com/pkg/errors', remedy: 'check the network, and "go env GOPROXY"' },
] as const satisfies readonly { ecosystem: Ecosystem; name: string; remedy: string }[];
const timeoutMs = 20_000;

/** Whether the registries beside npm's answer, as the user's clients are configured; nothing of the main job for npm needs them. */
export async function checkOtherRegistries(context: CliContext, config: Config): Promise<readonly Finding[]> {
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
      commonPackages.map(async ({ ecosystem, name, remedy }) => {
        const label = `${ecosystem} registry`;
        try {
          const registry = await services.findRegistry(ecosystem);
          const record = await registry.resolve(
            { ecosystem, name, range: '' },
            AbortSignal.timeout(timeoutMs),
          );
          return ok(label, `${readHost(record.archive.url)} answers (${name} ${record.version})`);
        } catch (error) {
          const hint = error instanceof PhalusError ? error.hint : undefined;
          return {
            name: label,
            status: 'optional',
            detail: renderError(error),
            remedy: hint ?? remedy,
          } as const;
        }
      }),
    );
  } finally {
    await services.close();
  }
}

function readHost(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
