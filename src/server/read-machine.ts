import { type Config, licenseIds } from '../config/index.ts';
import { PhalusError, renderError } from '../core/index.ts';
import { licenseTitle, spdxIds } from '../license/index.ts';
import { manifestReaders } from '../manifest/index.ts';
import type { AgentName, Services } from '../pipeline/index.ts';
import {
  createSandboxObserver,
  describeDefaults,
  describeIsolation,
  describeLanguages,
  describeProbe,
} from './describe-isolation.ts';
import type { JobManager } from './jobs/manager.ts';
import type { Machine } from './machine-schema.ts';

/** Answers what this server can do on this machine. Sandboxes are tried once, those that are not there each time. */
export function createMachineReader(options: {
  readonly jobs: Pick<JobManager, 'config' | 'openServices'>;
  readonly version: string;
}): () => Promise<Machine> {
  const { jobs, version } = options;
  const observe = createSandboxObserver();
  return async () => {
    const { config } = jobs;
    const services = await jobs.openServices();
    const sandbox = await services.findSandbox();
    return {
      version,
      isolation: await describeIsolation(services, observe),
      code_sandbox: await describeProbe(sandbox, observe),
      target_languages: await describeLanguages(sandbox),
      licenses: licenseIds.map((id) => ({ id, spdx: spdxIds[id], title: licenseTitle(id) })),
      models: {
        analyze: describeModel(config, services, 'agent_a'),
        build: describeModel(config, services, 'agent_b'),
      },
      defaults: describeDefaults(config),
      manifest_formats: Object.keys(manifestReaders),
    };
  };
}

/** The model is opened and not asked: one that is not on this machine yet has a name already. */
function describeModel(
  { llm }: Config,
  services: Pick<Services, 'openModel'>,
  agent: AgentName,
): Machine['models']['analyze'] {
  const local = llm[agent].provider === 'local';
  try {
    const { name } = services.openModel(agent);
    const price = Object.hasOwn(llm.prices, name) ? llm.prices[name] : undefined;
    if (local) return { name, local, price: { input: 0, cached_input: 0, output: 0 } };
    if (price === undefined) return { name, local, price: null };
    const { input, output, cached_input = input } = price;
    return { name, local, price: { input, cached_input, output } };
  } catch (error) {
    if (!(error instanceof PhalusError)) throw error;
    return { name: null, local, price: null, reason: renderError(error) };
  }
}
