import { z } from 'zod';

export const CompileLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('load-error'), problems: z.array(z.string()) }),
  z.object({
    kind: z.literal('not-compiled'),
    name: z.string(),
    message: z.string(),
    rendered: z.string().nullable(),
    code: z.string().nullable(),
  }),
  z.object({ kind: z.literal('compiled'), modules: z.array(z.string()), rounds: z.number() }),
]);
export type CompileLine = z.infer<typeof CompileLine>;

export const RunLine = z.tuple([z.string(), z.int().nonnegative(), z.array(z.string()).min(1), z.string()]);
export type RunLine = z.infer<typeof RunLine>;

/** Lines that are JSON of this shape; others are noise. */
export function parseJsonLines<T>(
  text: string,
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
): T[] {
  return text.split('\n').flatMap((line) => {
    if (!/^[[{]/.test(line)) return [];
    try {
      const parsed = schema.safeParse(JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
}
