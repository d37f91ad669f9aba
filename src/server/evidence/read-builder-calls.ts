import { z } from 'zod';
import { sha256Hex } from '../../core/index.ts';
import { isPlainPath } from '../../output/index.ts';
import type { Evidence } from '../evidence-schema.ts';
import { readLines } from '../read-lines.ts';

type BuilderCall = NonNullable<Evidence['wall']['builder_saw']>[number];

const mostCalls = 200;
/** Of one call's text in an answer, and of all together. */
const callCharacters = 32_000;
const allCharacters = 2_000_000;

/** What is read of a line of the journal. */
const JournalLine = z.object({
  for: z.object({ package: z.string(), agent: z.string() }),
  request: z.object({
    purpose: z.string(),
    system: z.string(),
    messages: z.array(z.object({ role: z.string(), content: z.string() })),
  }),
  reply: z.object({
    model: z.string(),
    usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }),
  }),
});

/** Every question that Agent B was asked about a package, in order; null when the journal does not say whose they are. */
export async function readBuilderCalls(request: {
  readonly root: string;
  readonly journalPath: string;
  readonly names: readonly string[];
}): Promise<BuilderCall[] | null> {
  const { root, journalPath, names } = request;
  if (!(await isPlainPath(root, journalPath))) return null;
  // As the journal writes it: most lines are another package's and need no parsing.
  const starts = names.map((name) => `{"for":${JSON.stringify({ package: name, agent: 'agent-b' })},`);
  const calls: BuilderCall[] = [];
  let left = allCharacters;
  for await (const { text: line, isWhole } of readLines(journalPath)) {
    if (!isWhole || calls.length === mostCalls || !starts.some((start) => line.startsWith(start))) continue;
    const parsed = parseLine(line);
    if (parsed === null) continue;
    const call = describeCall(parsed, calls.length + 1, Math.min(callCharacters, left));
    left -= call.text.length;
    calls.push(call);
  }
  return calls.length === 0 ? null : calls;
}

/** Null for a damaged line, which the job itself would refuse to go on with. */
function parseLine(line: string): z.infer<typeof JournalLine> | null {
  try {
    return JournalLine.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function describeCall(
  { request, reply }: z.infer<typeof JournalLine>,
  call: number,
  characters: number,
): BuilderCall {
  const { purpose, system, messages } = request;
  const seen = JSON.stringify({ system, messages });
  const text = [
    `[instructions]\n${system}`,
    ...messages.map(({ role, content }) => `[${role}]\n${content}`),
  ].join('\n\n');
  return {
    call,
    purpose,
    model: reply.model,
    sha256: sha256Hex(seen),
    bytes: Buffer.byteLength(seen),
    text: text.slice(0, characters),
    is_cut: text.length > characters,
    input_tokens: reply.usage.inputTokens,
    output_tokens: reply.usage.outputTokens,
  };
}
