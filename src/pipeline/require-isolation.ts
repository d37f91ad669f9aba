import type { Config } from '../config/index.ts';
import { PipelineError } from './errors.ts';

/**
 * A mode that cannot be enforced is refused; it never becomes a weaker one. To be asked before anything is fetched,
 * written or paid for. Throws PipelineError `isolation-unavailable`.
 */
export function requireIsolation({ isolation: { mode } }: Config): void {
  if (mode === 'context') return;
  throw new PipelineError(
    'isolation-unavailable',
    `Cannot run in isolation mode "${mode}": this version enforces only "context"`,
    { hint: 'Set isolation.mode (--isolation) to context' },
  );
}
