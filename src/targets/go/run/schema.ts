import { z } from 'zod';

export type DescribedValue =
  | readonly ['nil']
  | readonly [
      (
        | 'bool'
        | 'int'
        | 'float'
        | 'complex'
        | 'string'
        | 'bytes'
        | 'time'
        | 'text'
        | 'error'
        | 'opaque'
        | 'unreadable'
      ),
      string,
    ]
  | readonly ['list', readonly DescribedValue[]]
  | readonly ['map', readonly (readonly [DescribedValue, DescribedValue])[]]
  | readonly ['struct', readonly (readonly [string, DescribedValue])[]];

export const DescribedValue: z.ZodType<DescribedValue> = z.lazy(() =>
  z.union([
    z.tuple([z.literal('nil')]),
    z.tuple([
      z.enum([
        ...(['bool', 'int', 'float', 'complex', 'string', 'bytes', 'time', 'text', 'error'] as const),
        ...(['opaque', 'unreadable'] as const),
      ]),
      z.string(),
    ]),
    z.tuple([z.literal('list'), z.array(DescribedValue)]),
    z.tuple([z.literal('map'), z.array(z.tuple([DescribedValue, DescribedValue]))]),
    z.tuple([z.literal('struct'), z.array(z.tuple([z.string(), DescribedValue]))]),
  ]),
);

/** What one scenario's process said, or how it ended. */
export const GoAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('returned'), values: z.array(DescribedValue) }),
  z.object({ kind: z.literal('threw'), names: z.array(z.string()), message: z.string() }),
  z.object({ kind: z.literal('ended'), message: z.string() }),
  z.object({ kind: z.literal('timed-out') }),
  z.object({ kind: z.literal('gone'), message: z.string() }),
]);
export type GoAnswer = z.infer<typeof GoAnswer>;

/** One line of the driver, behind its nonce. */
export const DriverLine = z.union([
  z.tuple([z.literal('load-error'), z.string()]),
  z.tuple([z.literal('loaded')]),
  z.tuple([z.literal('unbuilt'), z.int(), z.string()]),
  z.tuple([z.literal('answer'), z.int(), GoAnswer, z.string()]),
  z.tuple([z.literal('end')]),
]);
export type DriverLine = z.infer<typeof DriverLine>;

export const CommandLine = z.tuple([z.literal('ended'), z.int(), z.boolean(), z.string(), z.string()]);

/** Lines that carry the nonce and have the right shape; others are noise, or were cut off when the process ended. */
export function readLines<T>(text: string, nonce: string, schema: z.ZodType<T>): T[] {
  const lines: T[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith(`["${nonce}",`)) continue;
    const data = parseLine(line, schema);
    if (data !== null) lines.push(data);
  }
  return lines;
}

/** A value nested more deeply than the parser can follow is no answer. */
function parseLine<T>(line: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(parseRest(line)).data ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function parseRest(line: string): unknown {
  try {
    const whole: unknown = JSON.parse(line);
    return Array.isArray(whole) ? whole.slice(1) : null;
  } catch {
    return null;
  }
}
