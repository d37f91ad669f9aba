import type { Scenario } from '../../../spec/index.ts';

/** A scenario before it has a number. */
export type Draft = Omit<Scenario, 'id'>;

export interface DraftPlace {
  readonly document: string;
  readonly title: string;
  readonly lines: readonly [number, number];
  readonly origin?: 'example' | 'table';
}

export function createDraft(
  place: DraftPlace,
  { setup, expression, expected }: Pick<Draft, 'setup' | 'expression' | 'expected'>,
): Draft {
  return {
    title: place.title || expression.slice(0, 80),
    origin: place.origin ?? 'example',
    setup,
    expression,
    expected,
    source: { document: place.document, lines: [place.lines[0], place.lines[1]] },
    contested: false,
    note: '',
  };
}
