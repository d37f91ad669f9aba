import { type Analysis, analyzeDocumentation } from '../../analyze/index.ts';
import { formatPackageId, sha256Hex } from '../../core/index.ts';
import type { DocSet } from '../../docs/types.ts';
import { type AgentRun, runAnalyst } from '../../wall/index.ts';
import { recordAgentRun } from '../agent-evidence.ts';
import type { PackageContext } from '../job-context.ts';

/** A specification, and where Agent A made it; null for the process of phalus, and for what came from the cache. */
export interface AnalyzedDocs {
  readonly analysis: Analysis;
  readonly run: AgentRun | null;
}

/**
 * Agent A: documentation to specification, from the cache where it has one. Throws AnalyzeError, ModelError, and
 * WallError where it works behind the wall.
 */
export async function analyzeDocs(context: PackageContext, docSet: DocSet): Promise<AnalyzedDocs> {
  const { audit } = context;
  const { analysis, run } = await analyzeWhere(context, docSet);
  const { spec, evidence, cacheHit, cacheKey } = analysis;
  await audit.append({
    type: cacheHit ? 'spec_cache_hit' : 'spec_generated',
    package: formatPackageId(docSet.record),
    cache_key: cacheKey,
    model: evidence.model,
    prompt_sha256: evidence.promptSha256,
    document_hashes: Object.fromEntries(
      Object.entries(spec.texts).map(([name, text]) => [name, sha256Hex(text)]),
    ),
    statements: evidence.statements,
    statements_quoted: evidence.quoted,
    restatements_dropped: evidence.dropped.length,
    unread: evidence.unread,
  });
  if (!cacheHit) {
    await recordAgentRun(context, {
      agent: 'agent_a',
      package: formatPackageId(docSet.record),
      promptSha256: evidence.promptSha256,
      run,
    });
  }
  context.onEvent({ kind: 'note', name: context.name, text: describe(analysis) });
  return { analysis, run };
}

/** In the process of phalus, or behind the wall: as the isolation mode says. */
async function analyzeWhere(context: PackageContext, docSet: DocSet): Promise<AnalyzedDocs> {
  const { config, services, cache, signal, wall } = context;
  const request = {
    docSet,
    model: context.openAgent('agent_a'),
    cache,
    now: services.now,
    maxOutputTokens: config.llm.agent_a.max_tokens,
  };
  if (wall !== null) return runAnalyst({ ...request, wall, signal });
  return { analysis: await analyzeDocumentation({ ...request, observer: { signal } }), run: null };
}

function describe({ spec, evidence, cacheHit }: Analysis): string {
  const from = cacheHit ? ' (from the cache)' : '';
  return `specified ${spec.surface.exports.length} exports, ${spec.scenarios.scenarios.length} scenarios, ${evidence.statements} statements${from}`;
}
