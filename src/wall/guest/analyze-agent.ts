import { analyzeDocumentation, mendStatements } from '../../analyze/index.ts';
import type { SpecCache } from '../../analyze/types.ts';
import { parseSpec, specFilenames } from '../../spec/index.ts';
import type { AnalystTask, AnalyzeTask, MendTask } from '../analyze-task.ts';
import { type GuestWork, runGuest } from './run-guest.ts';

/** Nothing is kept on this side: whoever started the agent keeps what it hands in, after parsing it. */
const noCache: SpecCache = { read: () => Promise.resolve(null), write: () => Promise.resolve() };

/** Agent A as a program of its own: it sees what passed the source guard, and no more. */
await runGuest((given) => {
  const task = given.task as AnalystTask;
  return task.kind === 'analyze' ? analyze(task, given) : mend(task, given);
});

async function analyze(
  { docSet, generatedAt, maxOutputTokens }: AnalyzeTask,
  { model, readInput }: GuestWork,
): Promise<unknown> {
  const documents = await Promise.all(
    docSet.documents.map(async ({ path, ...rest }) => ({ ...rest, text: await readInput(path) })),
  );
  const { spec, evidence } = await analyzeDocumentation({
    docSet: { ...docSet, documents },
    model,
    cache: noCache,
    now: () => new Date(generatedAt),
    maxOutputTokens,
  });
  return { texts: spec.texts, evidence };
}

async function mend(
  { refused, generatedAt, maxOutputTokens }: MendTask,
  { model, readInput }: GuestWork,
): Promise<unknown> {
  const texts = await Promise.all(
    specFilenames.map(async (name) => [name, await readInput(`spec/${name}`)] as const),
  );
  const spec = parseSpec(Object.fromEntries(texts), generatedAt);
  const mending = await mendStatements({ spec, refused, model, maxOutputTokens, cache: noCache });
  return { texts: mending.spec.texts, asked: mending.asked };
}
