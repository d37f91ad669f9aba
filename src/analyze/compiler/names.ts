const reserved = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof let new null return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_$][\w$]{0,200}$/.test(text) && !reserved.has(text);
}

/** The nearest identifier: other characters go, a reserved word gets an underscore. */
export function toIdentifier(text: string): string {
  const kept = text.replace(/[^\w$]+/g, '_').replace(/^(?=\d)/, '_');
  if (kept === '') return '_';
  return reserved.has(kept) ? `${kept}_` : kept;
}

/** What people call a package in code: `left-pad` is `leftPad`, `@scope/name` is `name`. */
export function packageIdentifier(packageName: string): string {
  const bare = packageName.replace(/^@[^/]*\//, '').replace(/\.js$|-js$/i, '');
  return toIdentifier(bare.replace(/[-_.]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase()));
}

/** The first sentence on one line, free of links. */
export function firstSentence(text: string): string {
  const paragraph = (text.trim().split(/\n\s*\n/)[0] ?? '').slice(0, 600).replace(/\s+/g, ' ');
  const end = /[.!?](?=\s+[A-Z`]|$)/.exec(paragraph);
  return stripLinks(end === null ? paragraph : paragraph.slice(0, end.index + 1)).trim();
}

/** Text without addresses: a link keeps its words. */
export function stripLinks(text: string): string {
  return text
    .replace(/!\[[^\][\n]{0,200}\]\([^()\s]{0,500}\)/g, '')
    .replace(/\[([^\][\n]{1,300})\]\((?:https?:|#|\.|\/)[^()\s]{0,500}\)/g, '$1')
    .replace(/\{@link(?:code|plain)?\s+(?:https?:\/\/[^\s}|]{1,500})?\s*\|?\s*([^{}]{0,200})\}/g, '$1')
    .replace(/<?\b(?:https?|git|ssh):\/\/[^\s<>)"'`\]]{1,500}>?/g, '');
}

/** Declaration text on one line, without comments. */
export function collapse(text: string): string {
  return text
    .replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, ' ')
    .replace(/(^|\s)\/\/[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
