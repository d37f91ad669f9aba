import type { z } from 'zod';

/** The object in a model's reply, whatever stands around it; null when there is none of the schema's shape. */
export function parseJsonReply<T>(text: string, schema: z.ZodType<T>): T | null {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start < 0 || end <= start) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text.slice(start, end + 1)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
