import { type Inputs, useCallback, useEffect, useState } from 'preact/hooks';
import { type ApiError, isAbort, toApiError } from '../api/api-error.ts';

export type Resource<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: ApiError };

/** Loads when an input changes, and again when asked. What was there stays in sight while it is loaded again. */
export function useResource<Value>(
  load: (signal: AbortSignal) => Promise<Value>,
  inputs: Inputs,
): readonly [Resource<Value>, reload: () => void] {
  const [resource, setResource] = useState<Resource<Value>>({ kind: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => setResource({ kind: 'loading' }), inputs);
  useEffect(() => {
    const leaving = new AbortController();
    load(leaving.signal).then(
      (value) => {
        if (!leaving.signal.aborted) setResource({ kind: 'ready', value });
      },
      (error: unknown) => {
        if (!leaving.signal.aborted && !isAbort(error))
          setResource({ kind: 'failed', error: toApiError(error) });
      },
    );
    return () => leaving.abort();
  }, [...inputs, turn]);
  return [resource, useCallback(() => setTurn((before) => before + 1), [])];
}
