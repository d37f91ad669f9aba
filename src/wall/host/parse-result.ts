import type { z } from 'zod';
import { WallError } from '../errors.ts';
import type { AgentId } from '../types.ts';
import { AgentFailure } from './run-agent.ts';

/** What an agent handed in, by its schema. Throws WallError `bad-result`. */
export function parseResult<T>(agent: AgentId, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined ? '' : `: ${issue.path.join('.').slice(0, 200)} ${issue.code}`;
  throw new WallError('bad-result', `Cannot take what ${agent} handed in${where}`);
}

/** Makes an error of the agent's trade from its code and words; null for a code that its trade does not have. */
type MakeError = (code: string, message: string, hint: string | null) => Error | null;

/** An agent's own word of its failure as the error that it would have thrown on this side; others as they are. */
export function translateFailure(
  agent: AgentId,
  error: unknown,
  makers: Readonly<Record<string, MakeError>>,
): unknown {
  if (!(error instanceof AgentFailure)) return error;
  const { name, code, hint } = error.failure;
  const message = clean(error.failure.message);
  const known = Object.hasOwn(makers, name)
    ? makers[name]?.(code, message, hint === null ? null : clean(hint))
    : null;
  return known ?? new WallError('agent-failed', `Cannot go on with ${agent}: it failed (${message})`);
}

function clean(text: string): string {
  return text.replace(/\p{C}+/gu, ' ').slice(0, 1_000);
}
