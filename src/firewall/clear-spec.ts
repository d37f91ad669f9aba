import { parseSpec, type Spec, SpecError, specFilenames } from '../spec/index.ts';
import { findCode } from './rules/code.ts';
import { findInstructions } from './rules/instructions.ts';
import { findInvisibleCharacters } from './rules/invisible.ts';
import { findLinks } from './rules/links.ts';
import { findSecrets } from './rules/secrets.ts';
import { measureVerbatim } from './rules/verbatim.ts';
import type { ClearedSpec, Finding, FirewallMeasures, FirewallReferences, FirewallVerdict } from './types.ts';

/**
 * Words in a row that a prose document may share with the documentation. Measured on the READMEs of 171 npm packages
 * (7018 sentences): a sentence has 11 words in the middle, 27 at the 95th hundredth and 39 at the 99th; with every fact
 * quoted the longest run is 27 words in the middle, 62 at the 95th hundredth, 97 at most. So 64 lets a fact be stated in
 * its usual words in 95 packages of 100 (what is over is redacted), and stops a paragraph.
 */
export const verbatimLimitWords = 64;

/**
 * Decides whether a specification may cross. Pure: the answer depends on the arguments alone, and the specification
 * that crosses is parsed anew from the ten texts, so nothing rides along in memory.
 */
export async function clearSpec(spec: Spec, references: FirewallReferences): Promise<FirewallVerdict> {
  const parsed = parseAgain(spec);
  const refuse = (findings: readonly Finding[], longestVerbatimRun: number | null): FirewallVerdict => ({
    kind: 'refused',
    findings,
    measures: measuresOf(spec, longestVerbatimRun),
  });
  // With a document missing there is nothing for the other rules to look at.
  if (parsed.kind === 'incomplete') return refuse([parsed.finding], null);
  const verbatim = measureVerbatim(spec, {
    documentation: references.documentation,
    limit: verbatimLimitWords,
  });
  const findings: Finding[] = [
    ...(parsed.kind === 'malformed' ? [parsed.finding] : []),
    ...findLinks(spec, references.links),
    ...(await findCode(spec)),
    ...verbatim.findings,
    ...findInstructions(spec),
    ...findInvisibleCharacters(spec),
    ...findSecrets(spec),
  ];
  if (parsed.kind !== 'parsed' || findings.length > 0) return refuse(findings, verbatim.longestRun);
  const measures = measuresOf(spec, verbatim.longestRun);
  return { kind: 'cleared', spec: parsed.spec as ClearedSpec, measures };
}

function measuresOf(spec: Spec, longestVerbatimRun: number | null): FirewallMeasures {
  const documentsChecked = specFilenames.filter((name) => spec.texts[name] !== undefined).length;
  return { longestVerbatimRun, verbatimLimit: verbatimLimitWords, documentsChecked };
}

type Parsed =
  | { readonly kind: 'parsed'; readonly spec: Spec }
  | { readonly kind: 'malformed' | 'incomplete'; readonly finding: Finding };

function parseAgain(spec: Spec): Parsed {
  try {
    return { kind: 'parsed', spec: parseSpec(spec.texts, spec.generatedAt) };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const document = specFilenames.find((name) => error.message.includes(name)) ?? '10-metadata.json';
    return {
      kind: error.code === 'missing-document' ? 'incomplete' : 'malformed',
      finding: { rule: 'schema', document, line: 1, reason: error.message },
    };
  }
}
