import type { Config } from '../config/index.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { PipelineError } from './errors.ts';
import type { Services } from './services.ts';

/**
 * Where the agents run: null for mode `context`, which has no sandbox of theirs. A mode that cannot be enforced is
 * refused; it never becomes a weaker one. To be asked before anything is fetched, written or paid for. Throws
 * PipelineError `isolation-unavailable`.
 */
export async function requireIsolation(
  { isolation: { mode } }: Config,
  services: Pick<Services, 'findWall'>,
): Promise<Sandbox | null> {
  if (mode === 'context') return null;
  const probe = await services.findWall(mode);
  if (probe.kind === 'available') return probe.sandbox;
  throw new PipelineError(
    'isolation-unavailable',
    `Cannot run in isolation mode "${mode}": ${probe.reason}`,
    { hint: `${probe.remedy}; or choose another mode with isolation.mode (--isolation)` },
  );
}
