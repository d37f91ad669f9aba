import type { ApiParameter } from '../../../spec/index.ts';
import type { SyntaxNode } from '../../../syntax-trees/index.ts';

/** Parameters without `self` and `cls` where they come first, which only methods have. */
export function readParameters(node: SyntaxNode | null): ApiParameter[] {
  const found: ApiParameter[] = [];
  let keywordOnly = false;
  for (const parameter of node?.namedChildren ?? []) {
    if (parameter.type === 'keyword_separator') keywordOnly = true;
    const read = readParameter(parameter);
    if (read === null) continue;
    const isFirst = found.length === 0 && /^(?:self|cls)$/.test(read.name);
    if (!isFirst) found.push(keywordOnly && !read.rest ? { ...read, keyword_only: true } : read);
    // What follows `*args` is given by name.
    if (read.rest && !parameter.text.startsWith('**')) keywordOnly = true;
  }
  return found;
}

function readParameter(node: SyntaxNode): ApiParameter | null {
  if (/^(?:comment|positional_separator|keyword_separator)$/.test(node.type)) return null;
  const type = node.childForFieldName('type');
  const value = node.childForFieldName('value');
  const target =
    node.childForFieldName('name') ?? node.namedChildren.find((child) => child.type !== 'type') ?? node;
  const text = node.type === 'identifier' || /_splat_pattern$/.test(node.type) ? node.text : target.text;
  const stars = /^\*{0,2}/.exec(text)?.[0] ?? '';
  const name = text.slice(stars.length).trim();
  if (!/^\w+$/.test(name)) return null;
  const fallback = value === null ? null : collapseCode(value.text);
  return {
    name,
    type: type === null ? 'unknown' : collapseCode(type.text),
    optional: value !== null || stars !== '',
    rest: stars !== '',
    default: fallback === '...' ? null : fallback,
    ...(stars === '**' ? { keyword_only: true } : {}),
  };
}

/** On one line; texts keep what they hold. */
export function collapseCode(text: string): string {
  if (!/[\r\n]/.test(text)) return text.trim();
  return text
    .split(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/#[^\n]*/g, '').replace(/\s+/g, ' ')))
    .join('')
    .replace(/([([{]) /g, '$1')
    .replace(/,? ([)\]}])/g, '$1')
    .trim();
}
