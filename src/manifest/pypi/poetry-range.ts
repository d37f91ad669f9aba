import { problemOfSpecifier } from './requirement.ts';

/**
 * Poetry's words for a range (`^1.2`, `~1.2`, `1.2`, `>=1,<2`) in those of PEP 440; null for what Poetry would not
 * take. Of alternatives (`^1 || ^2`) the last is given, which lies within what the author allows: PEP 440 knows none.
 */
export function convertPoetryRange(constraint: string): string | null {
  if (constraint.length > 400) return null;
  const alternatives = constraint.split(/\|\|?/).map((part) => convertAll(part.trim()));
  if (alternatives.includes(null)) return null;
  return alternatives.at(-1) ?? null;
}

function convertAll(text: string): string | null {
  if (text === '' || text === '*') return '';
  const clauses: string[] = [];
  // A comma or white space between clauses, but not between an operator and its version.
  for (const clause of text.replaceAll(/([\^~=<>!])\s+/g, '$1').split(/[\s,]+/)) {
    const converted = clause === '' || clause === '*' ? '' : convertClause(clause);
    if (converted === null) return null;
    if (converted !== '') clauses.push(converted);
  }
  const specifier = clauses.join(',');
  return problemOfSpecifier(specifier) === null ? specifier : null;
}

function convertClause(clause: string): string | null {
  const operator = /^(?:===|==|~=|!=|<=|>=|<|>|=|\^|~)/.exec(clause)?.[0] ?? '';
  const version = clause.slice(operator.length);
  if (operator === '^' || operator === '~') return convertCaretOrTilde(operator, version);
  if (operator === '' || operator === '=') return `==${version}`;
  return clause;
}

function convertCaretOrTilde(operator: '^' | '~', version: string): string | null {
  const release = /^v?(\d{1,15}(?:\.\d{1,15}){0,9})/.exec(version)?.[1];
  if (release === undefined) return null;
  const parts = release.split('.').map(Number);
  const firstSet = parts.findIndex((part) => part !== 0);
  const caretPlace = firstSet === -1 ? parts.length - 1 : firstSet;
  const place = operator === '^' ? caretPlace : Math.min(1, parts.length - 1);
  const upper = parts.slice(0, place + 1).map((part, index) => (index === place ? part + 1 : part));
  return `>=${version},<${upper.join('.')}`;
}
