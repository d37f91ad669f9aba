import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Resource } from '../state/use-resource.ts';
import { ErrorNotice } from './notice.tsx';

/** Says nothing for the first moments: what comes at once needs no word. */
export function Loading({ what }: { readonly what: string }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="quiet" role="status">
      {isLate ? `Loading ${what} …` : ''}
    </p>
  );
}

export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

export interface LoadedProps<Value> {
  readonly resource: Resource<Value>;
  readonly what: string;
  readonly onRetry: () => void;
  readonly children: (value: Value) => ComponentChildren;
}

/** What was loaded, or why it is not there. */
export function Loaded<Value>({ resource, what, onRetry, children }: LoadedProps<Value>) {
  if (resource.kind === 'loading') return <Loading what={what} />;
  if (resource.kind === 'failed') return <ErrorNotice error={resource.error} onRetry={onRetry} />;
  return <>{children(resource.value)}</>;
}
