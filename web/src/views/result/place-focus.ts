import { createStore } from '../../state/store.ts';

/** The document of the wall that a statement pointed to, until the wall has shown it. */
export const wantedDocument = createStore<string | null>(null);

/** The document of the specification that a file pointed to, until the reader has opened it. */
export const wantedSpecification = createStore<string | null>(null);
