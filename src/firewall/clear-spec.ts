import { parseSpec, type Spec, SpecError } from '../spec/index.ts';
import { findCode } from './rules/code.ts';
import { findInstructions } from './rules/instructions.ts';
import { findInvisibleCharacters } from './rules/invisible.ts';
import { findLinks } from './rules/links.ts';
import { findSecrets } from './rules/secrets.ts';
import { measureVerbatim } from './rules/verbatim.ts';
import type { ClearedSpec, Finding, FirewallReferences, FirewallVerdict } from './types.ts';

/**
 * Words in a row that a prose document may share with the documentation. Sentences of npm READMEs have 14 words in the
 * middle and 33 at the 95th hundredth, so 40 lets a fact be stated in its usual words and stops a paragraph.
 */
export const verbatimLimitWords = 40;

/**
 * Decides whether a specification may cross. Pure: the answer depends on the arguments alone, and the specification
 * that crosses is parsed anew from the ten texts, so nothing rides along in memory.
 */
export async function clearSpec(spec: Spec, references: FirewallReferences): Promise<FirewallVerdict> {
  const verbatim = measureVerbatim(spec, {
    documentation: references.documentation,
    limit: verbatimLimitWords,
  });
  const findings: Finding[] = [
    ...findLinks(spec, references.links),
    ...(await findCode(spec)),
    ...verbatim.findings,
    ...findInstructions(spec),
    ...findInvisibleCharacters(spec),
    ...findSecrets(spec),
  ];
  const measures = {
    longestVerbatimRun: verbatim.longestRun,
    verbatimLimit: verbatimLimitWords,
    documentsChecked: Object.keys(spec.texts).length,
  };
  const parsed = parseAgain(spec);
  if (parsed.kind === 'malformed')
    return { kind: 'refused', findings: [parsed.finding, ...findings], measures };
  if (findings.length > 0) return { kind: 'refused', findings, measures };
  return { kind: 'cleared', spec: parsed.spec as ClearedSpec, measures };
}

type Parsed =
  | { readonly kind: 'parsed'; readonly spec: Spec }
  | { readonly kind: 'malformed'; readonly finding: Finding };

function parseAgain(spec: Spec): Parsed {
  try {
    return { kind: 'parsed', spec: parseSpec(spec.texts, spec.generatedAt) };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return {
      kind: 'malformed',
      finding: { rule: 'schema', document: '10-metadata.json', line: 1, reason: error.message },
    };
  }
}
