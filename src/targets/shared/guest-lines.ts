/**
 * The lines of `text` that open a JSON array with the nonce and have the right shape. Others are noise that the guest
 * made, or a last line cut off when a process was killed.
 */
export function parseGuestLines<T>(
  text: string,
  nonce: string,
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
): T[] {
  const found: T[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith(`["${nonce}"`)) continue;
    const parsed = schema.safeParse(parseJson(line));
    if (parsed.success) found.push(parsed.data);
  }
  return found;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
