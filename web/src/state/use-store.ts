import { useEffect, useState } from 'preact/hooks';
import type { Store } from './store.ts';

export function useStore<Value>(store: Store<Value>): Value {
  const [, redraw] = useState<object>({});
  useEffect(() => {
    const before = store.get();
    const stop = store.subscribe(() => redraw({}));
    // It may have changed between drawing and now.
    if (!Object.is(before, store.get())) redraw({});
    return stop;
  }, [store]);
  return store.get();
}
