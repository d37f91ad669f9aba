import {
  type Mending,
  type MendRequest,
  mendSystemPrompt,
  type RefusedStatement,
} from '../../analyze/index.ts';
import { digestOf, sha256Hex } from '../../core/index.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { parseSpec, type Spec, SpecError, type SpecFilename, specFilenames } from '../../spec/index.ts';
import type { MendTask } from '../analyze-task.ts';
import { WallError } from '../errors.ts';
import type { AgentRun } from '../types.ts';
import { readGuestProgram } from './guest-program.ts';
import { parseResult, translateFailure } from './parse-result.ts';
import { MendingResult } from './result-schema.ts';
import { runAgent } from './run-agent.ts';

export interface MenderStart extends Omit<MendRequest, 'observer'> {
  readonly wall: Sandbox;
  readonly signal: AbortSignal;
  /** For tests: another program. */
  readonly program?: string;
}

/**
 * Agent A behind the wall, asked for other words: no line but the refused ones may come back changed. `run` is null for
 * what was kept from an earlier time. Throws WallError, ModelError and AbortError.
 */
export async function runMender(
  start: MenderStart,
): Promise<{ readonly mending: Mending; readonly run: AgentRun | null }> {
  const { spec, refused, cache, model } = start;
  const program = start.program ?? (await readGuestProgram('analyze-agent'));
  const identity = (await model.readIdentity?.(start.signal)) ?? model.name;
  const key = digestOf({ wall: sha256Hex(program), mend: refused, model: identity, texts: spec.texts });
  const kept = await cache.read(key);
  if (kept !== null) {
    const { texts, evidence } = kept;
    return { mending: describeMending(start, { texts, asked: evidence.statements }), run: null };
  }
  const { maxOutputTokens } = start;
  const task: MendTask = { kind: 'mend', refused, generatedAt: spec.generatedAt, maxOutputTokens };
  try {
    const { value, run } = await runAgent({
      ...{ agent: 'agent-a', wall: start.wall, sandbox: null, model, signal: start.signal, program, task },
      files: Object.fromEntries(Object.entries(spec.texts).map(([name, text]) => [`spec/${name}`, text])),
      onProgress: () => {},
    });
    const result = parseResult('agent-a', MendingResult, value);
    const mending = describeMending(start, result);
    const evidence = {
      ...{ dropped: [], unread: [], statements: result.asked, quoted: 0 },
      ...{ promptSha256: mending.promptSha256, model: model.name },
    };
    await cache.write(key, { generatedAt: spec.generatedAt, texts: result.texts, evidence });
    return { mending, run };
  } catch (error) {
    throw translateFailure('agent-a', error, {});
  }
}

function describeMending(
  { spec, refused }: MenderStart,
  { texts, asked }: { readonly texts: Readonly<Record<SpecFilename, string>>; readonly asked: number },
): Mending {
  const changed = specFilenames.flatMap((document) =>
    findChanged(document, { before: spec, texts, refused }),
  );
  return {
    spec: parseMended(texts, spec),
    asked,
    mended: changed,
    promptSha256: sha256Hex(mendSystemPrompt),
  };
}

/** Throws WallError `bad-result` for a line that nobody refused. */
function findChanged(
  document: SpecFilename,
  request: {
    readonly before: Spec;
    readonly texts: Readonly<Record<SpecFilename, string>>;
    readonly refused: readonly RefusedStatement[];
  },
): { document: SpecFilename; line: number }[] {
  const before = request.before.texts[document].split('\n');
  const after = request.texts[document].split('\n');
  const refused = new Set(
    request.refused.filter((statement) => statement.document === document).map(({ line }) => line),
  );
  const changed = before.flatMap((text, index) => (after[index] === text ? [] : [index + 1]));
  if (after.length === before.length && changed.every((line) => refused.has(line))) {
    return changed.map((line) => ({ document, line }));
  }
  throw new WallError(
    'bad-result',
    `Cannot take what agent-a handed in: it changed more of ${document} than was refused`,
  );
}

function parseMended(texts: Readonly<Record<string, string>>, { generatedAt }: Spec): Spec {
  try {
    return parseSpec(texts, generatedAt);
  } catch (cause) {
    if (!(cause instanceof SpecError)) throw cause;
    throw new WallError('bad-result', 'Cannot take what agent-a handed in: it is no specification', {
      cause,
    });
  }
}
