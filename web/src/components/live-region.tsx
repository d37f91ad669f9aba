import { createStore } from '../state/store.ts';
import { useStore } from '../state/use-store.ts';

const said = createStore('');

/** Tells those who do not see the page what changed, without interrupting them. */
export function announce(text: string): void {
  // The same text twice would be told once.
  said.set(said.get() === text ? `${text}\u00a0` : text);
}

export function LiveRegion() {
  const text = useStore(said);
  return (
    <div class="unseen" role="status" aria-live="polite">
      {text}
    </div>
  );
}
