import { probeEngine } from './container/probe-container.ts';
import { probeBubblewrap } from './probe-bubblewrap.ts';
import type { ProbeOptions, SandboxBackend, SandboxProbe } from './types.ts';

export interface ProbeSandboxOptions extends ProbeOptions {
  /** `auto` takes the first that works, bubblewrap before containers; one by name is that one or nothing. */
  readonly backend?: 'auto' | SandboxBackend;
}

export interface ProbeContainerOptions extends ProbeOptions {
  /** `auto` takes Docker where it works, then Podman. */
  readonly backend?: 'auto' | 'docker' | 'podman';
}

/** A sandbox that was tried out on this machine, or why there is none. Throws only when the signal aborts. */
export async function probeSandbox(options: ProbeSandboxOptions = {}): Promise<SandboxProbe> {
  const { backend = 'auto' } = options;
  if (backend === 'docker' || backend === 'podman') return probeEngine(backend, options);
  const bubblewrap = await probeBubblewrap(options);
  if (backend === 'bubblewrap' || bubblewrap.kind === 'available') return bubblewrap;
  const container = await probeContainer({ ...options, backend: 'auto' });
  return container.kind === 'available' ? container : join(bubblewrap, container);
}

/** A sandbox made of containers, by Docker or Podman. Throws only when the signal aborts. */
export async function probeContainer(options: ProbeContainerOptions = {}): Promise<SandboxProbe> {
  const { backend = 'auto' } = options;
  if (backend !== 'auto') return probeEngine(backend, options);
  const docker = await probeEngine('docker', options);
  if (docker.kind === 'available') return docker;
  const podman = await probeEngine('podman', options);
  return podman.kind === 'available' ? podman : join(docker, podman);
}

type Unavailable = Extract<SandboxProbe, { kind: 'unavailable' }>;

function join(first: Unavailable, second: Unavailable): SandboxProbe {
  return { ...first, reason: `${first.reason}; ${second.reason}` };
}
