import type { DocSet } from '../docs/types.ts';
import { analystSystemPrompt } from './statements/ask-statements.ts';
import { readFacts } from './statements/read-facts.ts';
import { readOption } from './statements/read-options.ts';

const charactersPerToken = 4;
/** One reply of a builder, and how many a package takes in the middle. */
const replyTokens = 400;
const builderAttempts = 3;

/**
 * Tokens that a rebuild is likely to take, input and output together: every statement asked for by itself, then a few
 * builder attempts over types, statements and examples. Half of the truth or twice of it is normal.
 */
export function estimateTokens(docSet: DocSet): number {
  const tokensOf = (characters: number): number => Math.ceil(characters / charactersPerToken);
  const prose = docSet.documents.filter(({ kind }) => kind !== 'declaration' && kind !== 'changelog');
  const facts = prose.flatMap((document) => readFacts(document));
  const asked = facts.filter((fact) => readOption(fact) === null);
  const analyst = asked.reduce(
    (sum, { text }) => sum + tokensOf(analystSystemPrompt.length + 2 * text.length),
    0,
  );
  const types = docSet.documents
    .filter(({ kind }) => kind === 'declaration')
    .reduce((sum, { text }) => sum + text.length, 0);
  const said = facts.reduce((sum, { text }) => sum + text.length, 0);
  const brief = Math.min(tokensOf(types + said) + 300, 3000);
  return analyst + builderAttempts * (brief + replyTokens);
}
