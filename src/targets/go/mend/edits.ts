export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Replaces from the end on, so that places stay right; of two that overlap the later one is left out. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  let before = Number.POSITIVE_INFINITY;
  for (const edit of edits.toSorted((one, other) => other.start - one.start || other.end - one.end)) {
    if (edit.end > before) continue;
    result = `${result.slice(0, edit.start)}${edit.text}${result.slice(edit.end)}`;
    before = edit.start;
  }
  return result;
}
