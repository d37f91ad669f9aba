import type { ResultForm } from './value.ts';

export interface FormattedValue {
  readonly text: string;
  readonly form: ResultForm;
}

const verbs: Readonly<Record<string, ResultForm>> = {
  '%v': 'printed',
  '%s': 'printed',
  '%d': 'printed',
  '%t': 'printed',
  '%q': 'go',
  '%#v': 'go',
};

/** What each verb of a format printed, when a text was printed by it; null where that is not certain. */
export function matchFormat(literal: string, count: number, text: string): FormattedValue[] | null {
  const format = /^"((?:[^"\\\n]|\\.){0,500})"$/.exec(literal)?.[1];
  if (format === undefined || text.length > 2_000) return null;
  const pieces = format
    .replace(/\\n$/, '')
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\\"/g, '"')
    .split(/(%[-+# 0-9.]*[a-zA-Z%])/);
  const values: FormattedValue[] = [];
  let at = 0;
  for (let index = 0; index < pieces.length; index += 2) {
    const words = pieces[index] ?? '';
    if (!text.startsWith(words, at)) return null;
    at += words.length;
    const verb = pieces[index + 1];
    if (verb === undefined) break;
    const form = verbs[verb];
    if (form === undefined) return null;
    const next = pieces[index + 2] ?? '';
    const isLast = index + 3 >= pieces.length;
    // A verb goes on to where the next words stand; with none between two, nobody can tell.
    if (next === '' && !isLast) return null;
    const end = next === '' ? text.length : isLast ? text.length - next.length : text.indexOf(next, at);
    if (end < at) return null;
    values.push({ text: text.slice(at, end), form });
    at = end;
  }
  return at === text.length && values.length === count ? values : null;
}
