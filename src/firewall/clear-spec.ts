import { parseSpec, type Spec, SpecError, specFilenames } from '../spec/index.ts';
import { type ReadDocumentation, readDocumentation } from './documentation.ts';
import { isCanonicalJson } from './json-strings.ts';
import { type Place, readPlaces } from './places.ts';
import { findCode } from './rules/code.ts';
import { copyLimits, measureCopies } from './rules/copies.ts';
import { findDisguises } from './rules/disguises.ts';
import { findInstructions } from './rules/instructions.ts';
import { findInvisibleCharacters } from './rules/invisible.ts';
import { findLinks } from './rules/links.ts';
import { findForeignNames } from './rules/names.ts';
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
  // With a document missing there is nothing for the other rules to look at.
  if (parsed.kind === 'incomplete') {
    return { kind: 'refused', findings: [parsed.finding], measures: measuresOf(spec, null) };
  }
  const verbatim = measureVerbatim(spec, {
    documentation: references.documentation,
    limit: verbatimLimitWords,
  });
  const places = await readPlaces(spec);
  const documentation =
    references.documentation === null ? null : readDocumentation(references.documentation);
  const copies = documentation === null ? null : measureCopies(places, documentation);
  const findings: Finding[] = [
    ...(parsed.kind === 'malformed' ? [parsed.finding] : []),
    ...findLinks(spec, references.links),
    ...(await findCode(spec, places)),
    ...verbatim.findings,
    ...(copies?.findings ?? []),
    ...findInstructions(spec),
    ...findInvisibleCharacters(spec),
    ...findDisguises(places, documentation),
    ...findSecrets(spec),
    ...(documentation === null ? [] : findStrange(spec, { places, documentation, references })),
  ];
  const measures = measuresOf(spec, { run: verbatim.longestRun, copies: copies?.longest ?? null });
  if (parsed.kind !== 'parsed' || findings.length > 0) return { kind: 'refused', findings, measures };
  return { kind: 'cleared', spec: parsed.spec as ClearedSpec, measures };
}

/** What the documentation does not account for. Only where it is at hand: a person may write what he likes. */
function findStrange(
  spec: Spec,
  known: {
    readonly places: readonly Place[];
    readonly documentation: ReadDocumentation;
    readonly references: FirewallReferences;
  },
): Finding[] {
  const { places, documentation, references } = known;
  const { packageName, packageVersion } = spec;
  const figures = [packageVersion, ...(references.figures ?? [])];
  // A key that stands twice in JSON shows its last value only, and the first would cross unseen.
  const crooked = specFilenames.filter(
    (name) => name.endsWith('.json') && !isCanonicalJson(spec.texts[name]),
  );
  return [
    ...crooked.map((document): Finding => {
      const reason = 'is not spelled as phalus spells JSON, so that something may hide in it';
      return { rule: 'schema', document, line: 1, reason };
    }),
    ...findForeignNames(places, documentation, { packageName, figures }),
  ];
}

function measuresOf(
  spec: Spec,
  measured: { readonly run: number | null; readonly copies: FirewallMeasures['longestCopies'] } | null,
): FirewallMeasures {
  const documentsChecked = specFilenames.filter((name) => spec.texts[name] !== undefined).length;
  return {
    longestVerbatimRun: measured?.run ?? null,
    verbatimLimit: verbatimLimitWords,
    documentsChecked,
    longestCopies: measured?.copies ?? null,
    copyLimits,
  };
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
