import type { JobSettings } from '../api/types.ts';
import { createStore } from './store.ts';

/** The job that is being put together. */
export interface Draft {
  /** Text of a manifest, or packages one a line. */
  readonly text: string;
  /** Of the file that it came from; empty when it was typed. */
  readonly filename: string;
  readonly settings: JobSettings;
}

/** An undefined value takes the setting back to what the server is configured for. */
export type SettingsChange = { readonly [Key in keyof JobSettings]?: JobSettings[Key] | undefined };

const key = 'phalus.draft';
const empty: Draft = { text: '', filename: '', settings: {} };

export const draft = createStore<Draft>(readDraft());

/** Kept until the tab is closed, so that a reload loses nothing. A text too large for that is lost with the page. */
export function setDraft(change: Partial<Draft>): void {
  const next = { ...draft.get(), ...change };
  draft.set(next);
  try {
    sessionStorage.setItem(key, JSON.stringify(next));
  } catch {
    removeStored();
  }
}

export function changeSettings(change: SettingsChange): void {
  const all = Object.entries({ ...draft.get().settings, ...change });
  setDraft({ settings: Object.fromEntries(all.filter(([, value]) => value !== undefined)) });
}

function removeStored(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // The browser lets no page store anything.
  }
}

function readDraft(): Draft {
  try {
    const stored = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Partial<Draft> | null;
    if (typeof stored?.text !== 'string' || typeof stored.settings !== 'object') return empty;
    return { ...empty, ...stored };
  } catch {
    return empty;
  }
}
