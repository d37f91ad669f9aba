import { digestOf, sha256Hex } from '../core/index.ts';
import type { DocSet, Document } from '../docs/types.ts';
import { parseSpec, SpecError, type SpecFilename } from '../spec/index.ts';
import { type CompiledDocumentation, compileDocumentation } from './compiler/index.ts';
import { AnalyzeError } from './errors.ts';
import { analystSystemPrompt, askStatements } from './statements/ask-statements.ts';
import { findUnreadLines } from './statements/bounded-markdown.ts';
import { groupFacts } from './statements/group-facts.ts';
import { type Fact, readFacts } from './statements/read-facts.ts';
import { readOption } from './statements/read-options.ts';
import type { Statement } from './statements/schema.ts';
import type { Analysis, AnalysisEvidence, AnalyzeRequest, CachedSpec } from './types.ts';
import { renderProseDocuments } from './write-documents.ts';

/** Raised whenever the way from documents to specification changes, so that old cache entries are not taken. */
const specificationRevision = 3;

/** Facts one package may cost; what is over is reported as unread. */
const factLimit = 200;

/** From this context on a model keeps facts apart in one request; smaller ones mix them up and get one at a time. */
const largeContextTokens = 32_000;

/**
 * Makes the specification of a package from its documentation: the compiler's part first, then the model's statements.
 * Throws AnalyzeError `nothing-specified` when neither an export nor a statement came out, ModelError, and AbortError.
 */
export async function analyzeDocumentation(request: AnalyzeRequest): Promise<Analysis> {
  const compiled = await compileDocumentation(request.docSet);
  const identity = (await request.model.readIdentity?.()) ?? request.model.name;
  const cacheKey = renderCacheKey(request, compiled, identity);
  const cached = await request.cache.read(cacheKey);
  const restored = cached === null ? null : restoreAnalysis(cached, cacheKey);
  if (restored !== null) return restored;
  const { statements, evidence } = await collectStatements(request);
  requireSubstance({ docSet: request.docSet, compiled, statements });
  const value: CachedSpec = {
    generatedAt: request.now().toISOString(),
    texts: renderTexts({ compiled, statements }),
    evidence,
  };
  const spec = parseSpec(value.texts, value.generatedAt);
  await request.cache.write(cacheKey, value);
  return { spec, evidence, cacheHit: false, cacheKey };
}

/** Null for an entry that is no specification: it is made anew rather than failing the package for ever. */
function restoreAnalysis(cached: CachedSpec, cacheKey: string): Analysis | null {
  try {
    const spec = parseSpec(cached.texts, cached.generatedAt);
    return { spec, evidence: cached.evidence, cacheHit: true, cacheKey };
  } catch (error) {
    if (error instanceof SpecError) return null;
    throw error;
  }
}

function renderCacheKey(
  { docSet }: AnalyzeRequest,
  compiled: CompiledDocumentation,
  identity: string,
): string {
  return digestOf({
    revision: specificationRevision,
    prompt: analystSystemPrompt,
    model: identity,
    documents: docSet.documents.map(({ id, sha256 }) => [id, sha256]),
    compiled: sha256Hex(
      JSON.stringify([compiled.surface, compiled.types, compiled.scenarios, compiled.metadata]),
    ),
  });
}

async function collectStatements(
  request: AnalyzeRequest,
): Promise<{ statements: Statement[]; evidence: AnalysisEvidence }> {
  const { docSet, model, maxOutputTokens, observer } = request;
  const documents = docSet.documents.filter(isProse);
  const facts = documents.flatMap((document) => readFacts(document));
  const taken = facts.slice(0, factLimit);
  const stated = new Map<Fact, Statement>();
  for (const fact of taken) {
    const option = readOption(fact);
    if (option !== null) stated.set(fact, option);
  }
  const answers: Statement[] = [];
  const dropped: { text: string; reason: string }[] = [];
  const isLarge = model.contextTokens === null || model.contextTokens >= largeContextTokens;
  const limits = isLarge ? { maxCharacters: 6000, maxFacts: 20 } : { maxCharacters: 1000, maxFacts: 1 };
  const prose = taken.filter((fact) => !stated.has(fact));
  for (const group of groupFacts(prose, limits)) {
    const answer = await askStatements({
      facts: group,
      model,
      maxOutputTokens,
      ...(observer === undefined ? {} : { observer }),
    });
    answers.push(...answer.statements);
    dropped.push(...answer.dropped);
  }
  const statements = [...answers, ...stated.values()].sort(byPlace);
  return {
    statements,
    evidence: {
      dropped,
      unread: [
        ...facts.slice(factLimit).map(({ document, lines }) => renderPlace(document, lines)),
        ...documents.flatMap(({ id, text }) => {
          const lines = findUnreadLines(text);
          return lines === null ? [] : [renderPlace(id, lines)];
        }),
      ],
      statements: statements.length,
      quoted: statements.filter(({ isQuoted }) => isQuoted).length,
      promptSha256: sha256Hex(analystSystemPrompt),
      model: model.name,
    },
  };
}

function byPlace(first: Statement, second: Statement): number {
  const byDocument = first.source.document.localeCompare(second.source.document);
  return byDocument === 0 ? first.source.lines[0] - second.source.lines[0] : byDocument;
}

/** README, guides and pages; declarations cross as 06 with their comments, and a changelog tells of other versions. */
function isProse({ kind }: Document): boolean {
  return kind === 'readme' || kind === 'guide' || kind === 'api-page';
}

function renderPlace(document: string, lines: readonly [number, number]): string {
  return `${document}:${lines[0]}-${lines[1]}`;
}

function requireSubstance(request: {
  readonly docSet: DocSet;
  readonly compiled: CompiledDocumentation;
  readonly statements: readonly Statement[];
}): void {
  const { docSet, compiled, statements } = request;
  if (compiled.surface.exports.length > 0) return;
  throw new AnalyzeError(
    'nothing-specified',
    `Cannot specify ${docSet.record.name}@${docSet.record.version}: its documentation names no export (${docSet.documents.length} documents, ${statements.length} statements)`,
    { hint: 'A specification needs at least one function, class or value that the documentation names' },
  );
}

function renderTexts(request: {
  readonly compiled: CompiledDocumentation;
  readonly statements: readonly Statement[];
}): Record<SpecFilename, string> {
  const { compiled } = request;
  return {
    ...renderProseDocuments(request),
    '02-api-surface.json': renderJson(compiled.surface),
    '06-type-definitions.d.ts': compiled.types,
    '09-test-scenarios.json': renderJson(compiled.scenarios),
    '10-metadata.json': renderJson(compiled.metadata),
  } as Record<SpecFilename, string>;
}

function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
