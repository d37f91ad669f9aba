import type { Config } from '../../config/index.ts';
import {
  probeSandbox,
  type SandboxBackend,
  type SandboxProbe,
  sandboxBackends,
} from '../../sandbox/index.ts';
import type { CliContext } from '../context.ts';
import { type Finding, ok } from './types.ts';

const purposes = {
  bubblewrap: 'isolation "process"',
  docker: 'isolation "container"',
  podman: 'isolation "container"',
} as const satisfies Record<SandboxBackend, string>;

/** The sandbox that generated code gets with this configuration: tried by running Node in it and looking around. */
export function findConfiguredSandbox({ environment }: CliContext, config: Config): Promise<SandboxProbe> {
  return probeSandbox({ backend: config.isolation.backend, environment });
}

export function describeSandbox(probe: SandboxProbe): Finding {
  if (probe.kind === 'available')
    return ok('sandbox', `${probe.sandbox.backend} ${probe.sandbox.version}, tried`);
  return { name: 'sandbox', status: 'missing', detail: probe.reason, remedy: probe.remedy };
}

/** One line a back end, tried too: what it is for, or what it lacks. */
export function checkBackends({ environment }: CliContext): Promise<readonly Finding[]> {
  return Promise.all(
    sandboxBackends.map(async (backend) =>
      describeBackend(backend, await probeSandbox({ backend, environment })),
    ),
  );
}

function describeBackend(backend: SandboxBackend, probe: SandboxProbe): Finding {
  if (probe.kind === 'available')
    return ok(backend, `${probe.sandbox.version}, tried, for ${purposes[backend]}`);
  const remedy = `only for ${purposes[backend]}: ${probe.remedy}`;
  return { name: backend, status: 'optional', detail: probe.reason, remedy };
}
