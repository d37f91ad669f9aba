import { useState } from 'preact/hooks';
import { type ApiError, toApiError } from '../api/api-error.ts';

export interface Action {
  readonly isBusy: boolean;
  readonly error: ApiError | null;
  /** Does one thing at a time. */
  run(work: () => Promise<unknown>): void;
}

/** What a button does, and what became of it. */
export function useAction(onDone: () => void): Action {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  return {
    isBusy,
    error,
    run(work) {
      if (isBusy) return;
      setBusy(true);
      setError(null);
      work()
        .then(onDone, (cause: unknown) => setError(toApiError(cause)))
        .finally(() => setBusy(false));
    },
  };
}
