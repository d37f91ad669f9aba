/**
 * Whether an item with these attributes is part of a build with `features`: `cfg` is worked out for what is known of
 * every consumer (no test, no documentation run); what depends on the machine counts as being so on Linux of 64 bits.
 */
export function isEnabledRust(attributes: readonly string[], features: ReadonlySet<string> | null): boolean {
  return attributes.every((attribute) => {
    const condition = /^#\[cfg\((.*)\)\]$/.exec(attribute)?.[1];
    return condition === undefined || evaluate(condition, features, 0);
  });
}

const known: Readonly<Record<string, boolean>> = {
  test: false,
  doctest: false,
  doc: false,
  docsrs: false,
  unix: true,
  windows: false,
  debug_assertions: true,
};

function evaluate(condition: string, features: ReadonlySet<string> | null, depth: number): boolean {
  const text = condition.trim();
  const call = /^(not|all|any)\s*\((.*)\)$/s.exec(text);
  if (call !== null && depth < 10) {
    const parts = splitArguments(call[2] ?? '').map((part) => evaluate(part, features, depth + 1));
    if (call[1] === 'not') return !(parts[0] ?? false);
    return call[1] === 'all' ? parts.every(Boolean) : parts.some(Boolean);
  }
  const feature = /^feature\s*=\s*"([^"]*)"$/.exec(text)?.[1];
  // Where the features are not known, the usual ones count as on.
  if (feature !== undefined)
    return features === null ? /^(?:std|alloc|default)$/.test(feature) : features.has(feature);
  const pair = /^(\w+)\s*=\s*"([^"]*)"$/.exec(text);
  if (pair !== null) {
    const expected: Readonly<Record<string, string>> = {
      target_os: 'linux',
      target_pointer_width: '64',
      target_endian: 'little',
      target_family: 'unix',
      target_arch: 'x86_64',
      target_has_atomic: 'ptr',
      panic: 'unwind',
    };
    return expected[pair[1] ?? ''] === pair[2];
  }
  return known[text] ?? false;
}

function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at];
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (sign === undefined || (sign === ',' && depth === 0)) {
      if (text.slice(start, at).trim() !== '') parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return parts;
}
