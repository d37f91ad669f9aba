/** One setting of an .npmrc file; a key that ends in `[]` gathers its values. */
export interface NpmrcEntry {
  readonly key: string;
  readonly values: readonly string[];
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the INI dialect of .npmrc, with `${VAR}` replaced. Lines that make no sense are skipped, as npm does. */
export function parseNpmrc(text: string, variables: Variables): NpmrcEntry[] {
  const entries = new Map<string, string[]>();
  let isInSection = false;
  for (const rawLine of text.replace(/^\ufeff/, '').split(/\r?\n|\r/)) {
    const line = rawLine.trim();
    if (line === '' || line.startsWith(';') || line.startsWith('#')) continue;
    if (/^\[[^\]]*\]$/.test(line)) isInSection = true;
    if (isInSection) continue;
    const { key, value } = splitLine(line);
    const name = expandVariables(key, variables);
    const expanded = expandVariables(value, variables);
    if (!name.endsWith('[]')) entries.set(name, [expanded]);
    else {
      const bare = name.slice(0, -2);
      entries.set(bare, [...(entries.get(bare) ?? []), expanded]);
    }
  }
  return [...entries].map(([key, values]) => ({ key, values }));
}

/**
 * Replaces `${VAR}` by its value. A variable that is not set stays as it is written, `${VAR?}` becomes empty, and a
 * backslash before the dollar sign keeps the text.
 */
function expandVariables(text: string, variables: Variables): string {
  return text.replace(
    /(\\?)\$\{([^${}?]{1,256})(\??)\}/g,
    (whole, backslash: string, name: string, optional: string) => {
      if (backslash !== '') return whole.slice(1);
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
      return value ?? (optional === '' ? whole : '');
    },
  );
}

function splitLine(line: string): { key: string; value: string } {
  const at = line.indexOf('=');
  if (at === -1) return { key: unquote(line), value: 'true' };
  return { key: unquote(line.slice(0, at).trim()), value: unquote(line.slice(at + 1).trim()) };
}

function unquote(text: string): string {
  if (text.length >= 2 && text.startsWith("'") && text.endsWith("'")) return text.slice(1, -1);
  if (text.length >= 2 && text.startsWith('"') && text.endsWith('"')) {
    try {
      return String(JSON.parse(text));
    } catch {
      return text;
    }
  }
  // A comment may follow a value; a backslash keeps the sign.
  const comment = /(?<!\\)[;#]/.exec(text);
  const value = comment === null ? text : text.slice(0, comment.index).trim();
  return value.replace(/\\([;#\\])/g, '$1');
}
