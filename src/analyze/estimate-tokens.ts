import type { DocSet } from '../docs/types.ts';
import { analystSystemPrompt } from './statements/ask-statements.ts';
import { readFacts } from './statements/read-facts.ts';
import { readOption } from './statements/read-options.ts';

const charactersPerToken = 4;
/** One reply of a builder, and how many a package takes in the middle. */
const replyTokens = 400;
const builderAttempts = 3;

/** Tokens that each agent is likely to take. */
export interface TokenEstimate {
  readonly analyst: { readonly input: number; readonly output: number };
  readonly builder: { readonly input: number; readonly output: number };
}

/** Tokens that a rebuild is likely to take, input and output together. */
export function estimateTokens(docSet: DocSet): number {
  const { analyst, builder } = estimateByAgent(docSet);
  return analyst.input + analyst.output + builder.input + builder.output;
}

/**
 * Every statement asked for by itself, then a few builder attempts over types, statements and examples. Half of the truth
 * or twice of it is normal.
 */
export function estimateByAgent(docSet: DocSet): TokenEstimate {
  const tokensOf = (characters: number): number => Math.ceil(characters / charactersPerToken);
  const prose = docSet.documents.filter(({ kind }) => kind !== 'declaration' && kind !== 'changelog');
  const facts = prose.flatMap((document) => readFacts(document));
  const asked = facts.filter((fact) => readOption(fact) === null);
  const sum = (read: (text: string) => number) => asked.reduce((all, { text }) => all + read(text), 0);
  const types = docSet.documents
    .filter(({ kind }) => kind === 'declaration')
    .reduce((all, { text }) => all + text.length, 0);
  const said = facts.reduce((all, { text }) => all + text.length, 0);
  const brief = Math.min(tokensOf(types + said) + 300, 3000);
  return {
    analyst: {
      input: sum((text) => tokensOf(analystSystemPrompt.length + text.length)),
      output: sum((text) => tokensOf(text.length)),
    },
    builder: { input: builderAttempts * brief, output: builderAttempts * replyTokens },
  };
}
