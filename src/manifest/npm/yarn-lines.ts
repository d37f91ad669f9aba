/** An entry of a yarn.lock of the first version: the descriptors that it answers, and its fields. */
export interface YarnEntry {
  readonly descriptors: readonly string[];
  readonly fields: ReadonlyMap<string, string>;
  readonly line: number;
}

export type YarnReading =
  | { readonly kind: 'entries'; readonly entries: readonly YarnEntry[] }
  | { readonly kind: 'broken'; readonly line: number; readonly problem: string };

const longestLine = 20_000;

/** Reads the lines of a yarn.lock v1, which looks like YAML and is none; never throws. */
export function parseYarnLines(text: string): YarnReading {
  const entries: YarnEntry[] = [];
  let fields: Map<string, string> | null = null;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    if (raw.length > longestLine) return broken(line, `the line is longer than ${longestLine} characters`);
    if (raw.trim() === '' || raw.startsWith('#')) continue;
    if (!raw.startsWith(' ')) {
      const descriptors = readDescriptors(raw);
      if (descriptors === null) return broken(line, 'expected names with ranges, and a colon at the end');
      fields = new Map();
      entries.push({ descriptors, fields, line });
      continue;
    }
    if (fields === null) return broken(line, 'a field stands outside of an entry');
    // Deeper lines list what the entry depends on, which nobody asks for.
    const field = /^ {2}([A-Za-z]+) (.+)$/.exec(raw);
    if (field === null) {
      if (!/^ {2}[A-Za-z]+:$|^ {4}/.test(raw))
        return broken(line, 'expected a field or a list of dependencies');
      continue;
    }
    const [, key = '', value = ''] = field;
    const plain = unquote(value.trim());
    if (plain === null) return broken(line, 'a quotation mark is never closed');
    fields.set(key, plain);
  }
  return { kind: 'entries', entries };
}

function readDescriptors(raw: string): string[] | null {
  const trimmed = raw.trimEnd();
  if (!trimmed.endsWith(':')) return null;
  // Ranges hold commas only inside quotation marks.
  const parts = trimmed.slice(0, -1).match(/"(?:[^"\\]|\\.)*"|[^",\s][^",]*|,/g) ?? [];
  const descriptors: string[] = [];
  for (const part of parts) {
    if (part === ',') continue;
    const plain = unquote(part.trim());
    if (plain === null || !/^@?[^@\s]/.test(plain) || plain.indexOf('@', 1) === -1) return null;
    descriptors.push(plain);
  }
  return descriptors.length === 0 ? null : descriptors;
}

function unquote(text: string): string | null {
  if (!text.startsWith('"')) return text.includes('"') ? null : text;
  if (!/^"(?:[^"\\]|\\.)*"$/.test(text)) return null;
  return text.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}

function broken(line: number, problem: string): YarnReading {
  return { kind: 'broken', line, problem };
}
