import type { Family } from '../model.ts';

const tags: readonly (readonly [RegExp, string])[] = [
  [/^@(?:returns?)\b(?: \{[^}]*\})?\s*-?\s*/, 'Returns: '],
  [/^@(?:throws|exception)\b(?: \{[^}]*\})?\s*-?\s*/, 'Fails: '],
  [/^@default(?:Value)?\b\s*/, 'Default: '],
  [/^@deprecated\b\s*/, 'Deprecated: '],
  [/^@(?:remarks|description|summary|note)\b\s*/, ''],
  [/^:returns?:\s*/, 'Returns: '],
  [/^:raises? ?(\w*):\s*/, 'Fails: '],
];
const dropped =
  /^(?:@(?:template|type|typeParam|typeparam|public|internal|beta|alpha|example|see|since|license|module|packageDocumentation|name|function|memberof|export|async)\b|:r?type\b)/;

/** A comment without the tags of a documentation generator: `@param size - How wide.` is `size: How wide.`. */
export function tidyComment(text: string, leaveOut: ReadonlySet<string>): string {
  const lines = text.split('\n').flatMap((line) => {
    const trimmed = line.trim();
    if (dropped.test(trimmed)) return [];
    const parameter =
      /^(?:@(?:param|arg|argument|property)(?: \{[^}]*\})?|:param(?: [\w[\], ]+)?)\s+\[?`?([\p{L}_$][\p{L}\p{N}_$.]*)`?[^\s\]:]*\]?:?\s*-?\s*(.*)$/u.exec(
        trimmed,
      );
    if (parameter !== null) {
      const [, name = '', words = ''] = parameter;
      if (words === '' || leaveOut.has(name)) return [];
      return [`\`${name}\`: ${words}`];
    }
    for (const [pattern, label] of tags)
      if (pattern.test(trimmed)) return [trimmed.replace(pattern, label).trim()];
    return [line];
  });
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** What languages call what they all have. */
export function literalWords(from: Family, to: Family): readonly (readonly [string, string])[] {
  const nothing = { javascript: 'null', python: 'None', rust: 'None', go: 'nil' }[to];
  const own = { javascript: ['undefined', 'null'], python: ['None'], rust: ['None'], go: ['nil'] }[from];
  const [yes, no] = to === 'python' ? ['True', 'False'] : ['true', 'false'];
  const truth: readonly (readonly [string, string])[] =
    from === 'python'
      ? [
          ['True', yes],
          ['False', no],
        ]
      : [
          ['true', yes],
          ['false', no],
        ];
  return [...own.map((word) => [word, nothing] as const), ...truth];
}
