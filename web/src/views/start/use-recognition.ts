import { useEffect, useState } from 'preact/hooks';
import { type ApiError, isAbort, toApiError } from '../../api/api-error.ts';
import { requestJson } from '../../api/request.ts';
import type { ParsedManifest } from '../../api/types.ts';

export type Recognition =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'recognised'; readonly manifest: ParsedManifest }
  | { readonly kind: 'refused'; readonly error: ApiError };

const pauseMs = 180;

/** What the server makes of a text, a moment after it was changed last. */
export function useRecognition(text: string): Recognition {
  const [recognition, setRecognition] = useState<Recognition>({ kind: 'nothing' });
  useEffect(() => {
    if (text.trim() === '') return setRecognition({ kind: 'nothing' });
    const leaving = new AbortController();
    setRecognition((before) => (before.kind === 'recognised' ? before : { kind: 'reading' }));
    const timer = setTimeout(() => {
      requestJson<ParsedManifest>('api/manifest/parse', {
        method: 'POST',
        body: text,
        signal: leaving.signal,
      }).then(
        (manifest) => setRecognition({ kind: 'recognised', manifest }),
        (error: unknown) => {
          if (!isAbort(error)) setRecognition({ kind: 'refused', error: toApiError(error) });
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [text]);
  return recognition;
}
