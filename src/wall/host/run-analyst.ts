import type { Model } from '../../agents/types.ts';
import { type Analysis, AnalyzeError, type SpecCache } from '../../analyze/index.ts';
import { digestOf, type Now, sha256Hex } from '../../core/index.ts';
import type { DocSet } from '../../docs/types.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { parseSpec, type Spec, SpecError } from '../../spec/index.ts';
import type { AnalyzeTask } from '../analyze-task.ts';
import { WallError } from '../errors.ts';
import type { RelayLimits } from '../relay/limits.ts';
import type { AgentRun } from '../types.ts';
import { readGuestProgram } from './guest-program.ts';
import { parseResult, translateFailure } from './parse-result.ts';
import { AnalysisResult } from './result-schema.ts';
import { runAgent } from './run-agent.ts';

export interface AnalystStart {
  readonly wall: Sandbox;
  readonly docSet: DocSet;
  readonly model: Model;
  readonly cache: SpecCache;
  readonly now: Now;
  readonly maxOutputTokens: number;
  readonly signal: AbortSignal;
  /** For tests: another program, other bounds. */
  readonly program?: string;
  readonly relayLimits?: Partial<RelayLimits>;
}

/**
 * Agent A behind the wall: documents that passed the source guard in, ten texts out. What it makes is kept on this side
 * under a key that it has no say in. `run` is null for what was kept. Throws AnalyzeError, WallError, ModelError and AbortError.
 */
export async function runAnalyst(
  start: AnalystStart,
): Promise<{ readonly analysis: Analysis; readonly run: AgentRun | null }> {
  const program = start.program ?? (await readGuestProgram('analyze-agent'));
  const { docSet, files } = layDocuments(start.docSet);
  const identity = (await start.model.readIdentity?.(start.signal)) ?? start.model.name;
  // The program holds compiler and instructions: another one makes another specification.
  const cacheKey = digestOf({
    wall: sha256Hex(program),
    model: identity,
    docSet,
    texts: start.docSet.documents.map(({ sha256 }) => sha256),
  });
  const kept = await start.cache.read(cacheKey);
  const restored = kept === null ? null : parseKept(kept.texts, kept.generatedAt);
  if (kept !== null && restored !== null) {
    return { analysis: { spec: restored, evidence: kept.evidence, cacheHit: true, cacheKey }, run: null };
  }
  const generatedAt = start.now().toISOString();
  const task: AnalyzeTask = { kind: 'analyze', docSet, generatedAt, maxOutputTokens: start.maxOutputTokens };
  try {
    const { value, run } = await runAgent({
      agent: 'agent-a',
      wall: start.wall,
      sandbox: null,
      model: start.model,
      signal: start.signal,
      program,
      task,
      files,
      onProgress: () => {},
      ...(start.relayLimits && { limits: start.relayLimits }),
    });
    const { texts, evidence } = parseResult('agent-a', AnalysisResult, value);
    const spec = parseHandedIn(texts, generatedAt);
    requireAskedFor(spec, start.docSet);
    await start.cache.write(cacheKey, { generatedAt, texts: spec.texts, evidence });
    return { analysis: { spec, evidence, cacheHit: false, cacheKey }, run };
  } catch (error) {
    throw translateFailure('agent-a', error, {
      AnalyzeError: (code, message, hint) =>
        code === 'nothing-specified' ? new AnalyzeError(code, message, hint === null ? {} : { hint }) : null,
    });
  }
}

/** Documents as files, and of the registry's record what a specification is made from: no link, no archive. */
function layDocuments(docSet: DocSet): { docSet: AnalyzeTask['docSet']; files: Record<string, string> } {
  const files: Record<string, string> = {};
  const documents = docSet.documents.map(({ text, ...document }, index) => {
    const path = `documents/${String(index + 1).padStart(4, '0')}.txt`;
    files[path] = text;
    return { ...document, path };
  });
  const record = {
    ...docSet.record,
    homepage: null,
    repository: null,
    archive: { url: '', integrity: null, sizeBytes: null },
  };
  return { docSet: { record, documents, refusals: [], notes: [], urlsAccessed: [] }, files };
}

function parseKept(texts: Readonly<Record<string, string>>, generatedAt: string): Spec | null {
  try {
    return parseSpec(texts, generatedAt);
  } catch (error) {
    if (error instanceof SpecError) return null;
    throw error;
  }
}

function parseHandedIn(texts: Readonly<Record<string, string>>, generatedAt: string): Spec {
  try {
    return parseSpec(texts, generatedAt);
  } catch (cause) {
    throw new WallError('bad-result', 'Cannot take what agent-a handed in: it is no specification', {
      cause,
    });
  }
}

function requireAskedFor({ packageName, packageVersion, metadata }: Spec, { record }: DocSet): void {
  const isAskedFor =
    packageName === record.name &&
    packageVersion === record.version &&
    metadata.ecosystem === record.ecosystem;
  if (isAskedFor) return;
  throw new WallError('bad-result', 'Cannot take what agent-a handed in: it specifies another package');
}
