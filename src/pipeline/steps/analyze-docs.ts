import { type Analysis, analyzeDocumentation } from '../../analyze/index.ts';
import { formatPackageId, sha256Hex } from '../../core/index.ts';
import type { DocSet } from '../../docs/types.ts';
import type { PackageContext } from '../job-context.ts';

/** Agent A: documentation to specification, from the cache where it has one. Throws AnalyzeError, ModelError. */
export async function analyzeDocs(context: PackageContext, docSet: DocSet): Promise<Analysis> {
  const { config, services, audit, cache, signal } = context;
  const analysis = await analyzeDocumentation({
    docSet,
    model: context.openAgent('agent_a'),
    cache,
    now: services.now,
    maxOutputTokens: config.llm.agent_a.max_tokens,
    observer: { signal },
  });
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
  context.onEvent({ kind: 'note', name: context.name, text: describe(analysis) });
  return analysis;
}

function describe({ spec, evidence, cacheHit }: Analysis): string {
  const from = cacheHit ? ' (from the cache)' : '';
  return `specified ${spec.surface.exports.length} exports, ${spec.scenarios.scenarios.length} scenarios, ${evidence.statements} statements${from}`;
}
