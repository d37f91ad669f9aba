import { createStore } from '../../state/store.ts';

/** The document of the wall that a statement pointed to, until the wall has shown it. */
export const wantedDocument = createStore<string | null>(null);
