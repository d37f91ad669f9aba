import { analyzeDocumentation } from '../../analyze/index.ts';
import type { SpecCache } from '../../analyze/types.ts';
import type { AnalyzeTask } from '../analyze-task.ts';
import { runGuest } from './run-guest.ts';

/** Nothing is kept on this side: whoever started the agent keeps what it hands in, after parsing it. */
const noCache: SpecCache = { read: () => Promise.resolve(null), write: () => Promise.resolve() };

/** Agent A as a program of its own: it sees what passed the source guard, and no more. */
await runGuest(async ({ task, model, readInput }) => {
  const { docSet, generatedAt, maxOutputTokens } = task as AnalyzeTask;
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
});
