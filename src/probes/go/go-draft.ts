import type { Random } from '../random.ts';
import type { ValuePool } from '../value-pool.ts';
import type { GoSurface } from './go-surface.ts';

/** What a call needs before it: statements, and names that are taken. */
export class GoDraft {
  readonly statements: string[] = [];
  isOrdinary = true;
  private count = 0;

  name(start: string): string {
    this.count += 1;
    return `${start}${this.count}`;
  }
}

export interface GoTools {
  readonly surface: GoSurface;
  readonly pool: ValuePool;
  readonly random: Random;
}
