import { z } from 'zod';

/** Which document of the specification a statement goes to. */
export const statementKinds = [
  'overview',
  'behavior',
  'edge_case',
  'option',
  'error',
  'compatibility',
  'none',
] as const;
export type StatementKind = (typeof statementKinds)[number];

export const ModelStatement = z.strictObject({ kind: z.enum(statementKinds), text: z.string().max(800) });
export type ModelStatement = z.infer<typeof ModelStatement>;

/** The reply to `count` facts: one statement for each, under its number, so that none is passed over. */
export function createReplySchema(count: number): z.ZodType<Record<string, ModelStatement>> {
  const numbers = Array.from({ length: count }, (_, index) => [String(index + 1), ModelStatement] as const);
  return z.strictObject(Object.fromEntries(numbers));
}

/** A statement that was checked against the fact it restates. */
export interface Statement {
  readonly kind: StatementKind;
  readonly text: string;
  /** The heading it stood under; empty for none. */
  readonly subject: string;
  /** In the documentation's own words, because no restatement stood for it. */
  readonly isQuoted: boolean;
  readonly source: { readonly document: string; readonly lines: readonly [number, number] };
}

/** A statement that was not taken over, and why; part of the evidence. */
export interface Drop {
  readonly text: string;
  readonly reason: string;
}
