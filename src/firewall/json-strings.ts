/** A string of a JSON document, the keys that lead to it, and its line where the document is spelled canonically. */
export interface JsonString {
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly line: number;
}

/** Whether a JSON text is spelled as phalus spells its own: then nothing hides in it that its parsed value does not show. */
export function isCanonicalJson(text: string): boolean {
  try {
    return `${JSON.stringify(JSON.parse(text), null, 2)}\n` === text;
  } catch {
    return false;
  }
}

/** Every string of a JSON text in order, keys of objects left out; nothing for a text that is no JSON. */
export function readJsonStrings(text: string): JsonString[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const found: JsonString[] = [];
  const isCanonical = isCanonicalJson(text);
  // A stack of our own: JSON may nest deeper than the machine's.
  const open: { readonly path: readonly (string | number)[]; readonly value: unknown }[] = [
    { path: [], value },
  ];
  let line = 1;
  for (;;) {
    const next = open.pop();
    if (next === undefined) return found;
    // The end of an object or a list takes a line of its own.
    if (next.value === closing) line += 1;
    else if (typeof next.value === 'string') {
      found.push({ path: next.path, text: next.value, line: isCanonical ? line : 1 });
    } else if (typeof next.value === 'object' && next.value !== null) {
      const entries = Object.entries(next.value);
      if (entries.length === 0 || next.path.length >= deepest) continue;
      open.push({ path: next.path, value: closing });
      const isList = Array.isArray(next.value);
      for (const [key, child] of entries.reverse()) {
        open.push({ path: [...next.path, isList ? Number(key) : key], value: child }, newLine);
      }
    }
    if (next === newLine) line += 1;
  }
}

/** No schema of a specification nests as deep: what does is refused for that, and its depth costs nothing here. */
const deepest = 16;

const closing = Symbol('closing');
const newLine = { path: [], value: undefined } as const;
