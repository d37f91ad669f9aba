import { createStore } from '../state/store.ts';

const key = 'phalus.token';

/** Whether the server wants a token that the page does not have, or had the wrong one. */
export const tokenPrompt = createStore<{ readonly isOpen: boolean; readonly wasWrong: boolean }>({
  isOpen: false,
  wasWrong: false,
});

/** For browsers that let no page store anything. */
let kept = '';
let waiting: ((token: string) => void)[] = [];

export function readToken(): string {
  try {
    return sessionStorage.getItem(key) ?? kept;
  } catch {
    return kept;
  }
}

/** Opens the prompt and ends when a token was typed in. All that wait are told the same one. */
export function askForToken(used: string): Promise<string> {
  const newer = readToken();
  if (newer !== used) return Promise.resolve(newer);
  tokenPrompt.set({ isOpen: true, wasWrong: used !== '' });
  return new Promise((resolve) => waiting.push(resolve));
}

/** Kept until the tab is closed, and nowhere else. */
export function giveToken(token: string): void {
  kept = token;
  try {
    sessionStorage.setItem(key, token);
  } catch {
    // It holds until the page is loaded again.
  }
  tokenPrompt.set({ isOpen: false, wasWrong: false });
  const told = waiting;
  waiting = [];
  for (const tell of told) tell(token);
}
