import { useEffect, useState } from 'preact/hooks';
import { ApiError, isAbort, toApiError } from '../../api/api-error.ts';
import { readLines } from '../../api/lines.ts';
import { request, requestJson } from '../../api/request.ts';
import type { ParsedManifest, PlanLine, PlannedPackage } from '../../api/types.ts';
import { listRows, mergeRows, type PlanRow } from './plan-row.ts';

export interface Plan {
  readonly kind: 'reading' | 'looking-up' | 'complete' | 'failed';
  readonly rows: readonly PlanRow[];
  readonly error: ApiError | null;
}

const nothing: Plan = { kind: 'reading', rows: [], error: null };

/** Looks up what a manifest names; rows fill as the answers come. `turn` looks everything up again. */
export function usePlan(text: string, turn: number): Plan {
  const [plan, setPlan] = useState<Plan>(nothing);
  useEffect(() => {
    if (text === '') return;
    const leaving = new AbortController();
    const { signal } = leaving;
    setPlan(nothing);
    const look = async () => {
      const manifest = await requestJson<ParsedManifest>('api/manifest/parse', {
        method: 'POST',
        body: text,
        signal,
      });
      setPlan({ kind: 'looking-up', rows: listRows(manifest), error: null });
      await readPlan(text, signal, (found) =>
        setPlan((before) => ({ ...before, rows: mergeRows(before.rows, found) })),
      );
      setPlan((before) => ({ ...before, kind: 'complete' }));
    };
    look().catch((error: unknown) => {
      if (signal.aborted || isAbort(error)) return;
      setPlan((before) => ({ ...before, kind: 'failed', error: toApiError(error) }));
    });
    return () => leaving.abort();
  }, [text, turn]);
  return plan;
}

/** Hands on what came since the last frame. */
async function readPlan(
  text: string,
  signal: AbortSignal,
  onFound: (found: readonly PlannedPackage[]) => void,
): Promise<void> {
  const response = await request('api/plan', { method: 'POST', body: { manifest_content: text }, signal });
  if (response.body === null) return;
  let found: PlannedPackage[] = [];
  let frame = 0;
  const flush = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    if (found.length > 0) onFound(found);
    found = [];
  };
  let isTotalled = false;
  for await (const line of readLines(response.body)) {
    if (line === '') continue;
    const read = JSON.parse(line) as PlanLine;
    if ('error' in read) throw new ApiError(read.error.error, { ...read.error, status: 200 });
    if ('total' in read) isTotalled = true;
    else found.push(read.package);
    frame ||= requestAnimationFrame(flush);
  }
  flush();
  if (!isTotalled) throw new TypeError('the plan ended before its total');
}
