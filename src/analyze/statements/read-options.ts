import type { Fact } from './read-facts.ts';
import type { Statement } from './schema.ts';

/** `Type: string Default: '_'; The separator.` under the heading `separator`. */
const attributes = /^Type\s*:\s*(.{1,300}?)(?:\s+Default\s*:\s*(.{1,200}?))?(?:;\s+(.*))?$/is;

/**
 * A parameter or option that the documentation lists by heading, type and default, as a statement: its form says all,
 * so no model is asked. Null for prose.
 */
export function readOption(fact: Fact): Statement | null {
  const match = attributes.exec(fact.text);
  const subject = fact.context.at(-1);
  if (match === null || subject === undefined) return null;
  const [, type = '', fallback, description] = match;
  const byDefault = fallback === undefined ? '' : `, default ${fallback.trim()}`;
  const says = description === undefined ? '' : `: ${description.trim()}`;
  return {
    kind: 'option',
    subject,
    text: `\`${subject.replaceAll('`', '')}\` (${type.trim()}${byDefault})${says}`,
    isQuoted: true,
    source: { document: fact.document, lines: fact.lines },
  };
}
