import { hasFailed } from './judge.ts';
import { renderResult, renderSummary } from './render-result.ts';
import type { Loader, Result } from './types.ts';

export interface Run {
  readonly loaders: Readonly<Record<string, Loader>>;
  /** Names out of `loaders`, in the order in which they run. */
  readonly names: readonly string[];
  print(text: string): void;
}

/** Runs one subject after the other. What breaks or misses its limit does not stop the others. */
export async function runSubjects(run: Run): Promise<{ results: readonly Result[]; exitCode: 0 | 1 }> {
  const results: Result[] = [];
  for (const name of run.names) {
    const result = await runSubject(name, run.loaders[name] as Loader);
    run.print(renderResult(result));
    results.push(result);
  }
  run.print(renderSummary(results));
  return { results, exitCode: results.some(hasFailed) ? 1 : 0 };
}

async function runSubject(name: string, load: Loader): Promise<Result> {
  let title = '';
  try {
    const { subject } = await load();
    title = subject.title;
    return { name, title, outcome: await subject.measure() };
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { name, title, outcome: { kind: 'broken', reason } };
  }
}
