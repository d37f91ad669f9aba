import { z } from 'zod';

const Index = z.int().nonnegative();
const Property = z.tuple([z.enum(['string', 'symbol']), z.string(), Index]);

/** One value in the table that the guest makes; the numbers in it are places in the same table. */
export const DescribedNode = z.union([
  z.tuple([z.enum(['array', 'object', 'iterator']), z.string(), z.array(Property)]),
  z.tuple([z.literal('map'), z.string(), z.array(z.tuple([Index, Index]))]),
  z.tuple([z.literal('set'), z.string(), z.array(z.tuple([Index]))]),
  z.tuple([
    z.enum([
      ...(['undefined', 'null', 'boolean', 'number', 'bigint', 'string', 'symbol', 'function'] as const),
      ...(['date', 'regexp', 'error', 'boxed', 'bytes', 'opaque', 'unreadable'] as const),
    ]),
    z.string(),
  ]),
]);
export type DescribedNode = z.infer<typeof DescribedNode>;

/** The first node is the value itself. */
export const Description = z.array(DescribedNode).min(1);
export type Description = z.infer<typeof Description>;

const Thrown = z.tuple([z.array(z.string()), z.string(), z.string()]);

const Exported = z.array(z.tuple([z.string(), z.string(), z.number()]));

/** What the runner writes: nonce, index of the scenario (-1: the package itself), answer, lines printed. */
export const RunnerLine = z.tuple([
  z.string(),
  z.int(),
  z.union([
    z.tuple([z.literal('loaded'), Exported]),
    z.tuple([z.literal('load-error'), z.string()]),
    z.tuple([z.enum(['started', 'timed-out'])]),
    z.tuple([z.literal('reached'), z.int()]),
    z.tuple([z.literal('returned'), Description, z.string()]),
    z.tuple([z.literal('threw'), Thrown]),
    z.tuple([z.literal('ended'), z.string()]),
  ]),
  z.array(z.string()).nullable(),
]);
export type RunnerLine = z.infer<typeof RunnerLine>;

export const ExpectedLine = z.tuple([
  z.string(),
  z.int(),
  z.union([
    z.tuple([z.literal('broken'), z.string()]),
    z.tuple([z.literal('ready')]),
    z.tuple([z.literal('value'), Description, z.string()]),
  ]),
]);
export type ExpectedLine = z.infer<typeof ExpectedLine>;

/**
 * The lines of `text` that carry the nonce and have the right shape. Others are noise that the package made, or a
 * last line cut off when the process was killed.
 */
export function parseLines<T extends readonly [string, ...unknown[]]>(
  text: string,
  nonce: string,
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
): T[] {
  const lines: T[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith(`["${nonce}"`)) continue;
    const parsed = schema.safeParse(parseJson(line));
    if (parsed.success) lines.push(parsed.data);
  }
  return lines;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
