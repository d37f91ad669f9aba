import { PhalusError } from '../core/index.ts';

export type WallErrorCode =
  /** The agent's process ended before it handed in a result. */
  | 'agent-ended'
  /** It asked for nothing and handed in nothing for too long. */
  | 'agent-silent'
  /** It asked for more than an agent may, or for what none may. */
  | 'agent-unruly'
  /** What it handed in is not what it was to hand in. */
  | 'bad-result'
  /** It says itself that it failed, for no reason of its trade. */
  | 'agent-failed'
  /** The agent's program is not where the build puts it. */
  | 'program-missing';

/** An agent behind the wall did not do its work. */
export class WallError extends PhalusError<WallErrorCode> {}
