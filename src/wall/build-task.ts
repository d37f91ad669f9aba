import type { BuildRequest } from '../build/types.ts';

/** What Agent B's program is told beside the ten documents. */
export interface BuildTask {
  readonly generatedAt: string;
  readonly delivery: BuildRequest['delivery'];
  readonly limits: BuildRequest['limits'];
  readonly earlier: NonNullable<BuildRequest['earlier']>;
}
