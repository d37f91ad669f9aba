import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { Config } from '../config/index.ts';
import type { SandboxProbe } from '../sandbox/types.ts';
import { createServices } from './services.ts';

const describeProbe = (probe: SandboxProbe) =>
  probe.kind === 'available' ? probe.sandbox.backend : probe.reason;

it.each(['bubblewrap', 'docker', 'podman'] as const)(
  'createServices() obeys isolation.backend %j, and takes no other where it does not work',
  async (backend) => {
    const config = Config.parse({ isolation: { backend } });
    const services = await createServices({
      ...{ config, environment: {}, homeDirectory: tmpdir(), workDirectory: tmpdir() },
      say: () => {},
      fetchModel: async () => {},
    });

    const sandbox = describeProbe(await services.findSandbox());
    const container = backend === 'bubblewrap' ? null : describeProbe(await services.findWall('container'));
    await services.close();

    expect(sandbox).toContain(backend);
    if (container !== null) expect(container).toContain(backend);
  },
  60_000,
);
