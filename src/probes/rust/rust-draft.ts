import { widenText, wideShare } from '../compiled/wide-texts.ts';
import type { Random } from '../random.ts';
import { changeString, pickString, type ValuePool } from '../value-pool.ts';
import { quoteRust } from './rust-spelling.ts';
import type { RustSurface } from './rust-surface.ts';
import type { RustType } from './rust-types.ts';

/** What a call needs before it: statements, names that are taken, and types that stand for parameters. */
export class RustDraft {
  readonly statements: string[] = [];
  readonly generics = new Map<string, RustType>();
  /** What `Self` is. */
  self: RustType | null = null;
  isOrdinary = true;
  private count = 0;

  name(start: string): string {
    this.count += 1;
    return `${start}${this.count}`;
  }
  odd(text: string): string {
    this.isOrdinary = false;
    return text;
  }
}

export interface RustTools {
  readonly surface: RustSurface;
  readonly pool: ValuePool;
  readonly random: Random;
  /** An expression of the type, with what it needs in the draft; null where none can be made. */
  make(draft: RustDraft, type: RustType, depth?: number): string | null;
}

export function makeText({ random, pool }: RustTools): string {
  const picked = pickString(pool, random);
  const text = random.next() < 0.35 ? changeString(picked, pool, random) : picked;
  return quoteRust(random.next() < wideShare ? widenText(text, random) : text);
}

/** Several values of one type, some of them alike; null where none can be made. */
export function makeMany(
  tools: RustTools,
  draft: RustDraft,
  item: RustType,
  { depth, count }: { readonly depth: number; readonly count: number | null },
): string[] | null {
  const { random } = tools;
  const items: string[] = [];
  // An empty list would leave its type open.
  const wanted = count ?? random.pick([1, 2, 2, 3, 4, 6]);
  for (let index = 0; index < wanted; index += 1) {
    const value =
      items.length > 0 && random.next() < 0.2 ? random.pick(items) : tools.make(draft, item, depth + 1);
    if (value === null) return null;
    items.push(value);
  }
  return items;
}
