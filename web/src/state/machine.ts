import { requestJson } from '../api/request.ts';
import type { Machine } from '../api/types.ts';

let known: Promise<Machine> | null = null;

/** What the server can do on its machine. Asked once: trying sandboxes takes a moment. */
export function loadMachine(): Promise<Machine> {
  known ??= requestJson<Machine>('api/machine').catch((error: unknown) => {
    known = null;
    throw error;
  });
  return known;
}
