/** What an edit puts into the source; each kind is counted for itself. */
export type EditKind =
  | 'declared-type'
  | 'parameter'
  | 'return'
  | 'overload'
  | 'member'
  | 'variable'
  | 'inferred'
  | 'assertion'
  | 'unchecked';

/** Text that is put into the source at one or more places, and what to put there instead when it does not check. */
export interface Edit {
  readonly kind: EditKind;
  /** What it is about, for people. */
  readonly label: string;
  /** Places in the source without any edit. */
  readonly places: readonly number[];
  /** Best first; each has a text for every place. The last is what always may stand there. */
  readonly choices: readonly (readonly string[])[];
  choice: number;
  /** Why the first choice had to go. */
  reason: string | null;
}

export function createEdit(given: Pick<Edit, 'kind' | 'label' | 'places' | 'choices'>): Edit {
  return { ...given, choice: 0, reason: null };
}

export function textsOf({ choices, choice }: Edit): readonly string[] {
  return choices[choice] ?? [];
}

export function hasNextChoice({ choices, choice }: Edit): boolean {
  return choice + 1 < choices.length;
}

/** A place in an edited source: in what stood there before, or in the text of an edit. */
export type Origin =
  | { readonly kind: 'source'; readonly position: number }
  | { readonly kind: 'edit'; readonly edit: Edit; readonly place: number; readonly offset: number };

export interface EditedSource {
  readonly text: string;
  originOf(position: number): Origin;
}

interface Insertion {
  readonly edit: Edit;
  readonly place: number;
  readonly at: number;
  readonly text: string;
}

/** Puts all edits in; of two at one place the earlier in the list comes first. */
export function applyEdits(source: string, edits: readonly Edit[]): EditedSource {
  const insertions = edits
    .flatMap((edit) =>
      textsOf(edit).map((text, place): Insertion => ({ edit, place, at: edit.places[place] ?? 0, text })),
    )
    .filter(({ text }) => text !== '')
    .sort((one, other) => one.at - other.at);
  const spans: { start: number; origin: Insertion | number }[] = [];
  let text = '';
  let from = 0;
  for (const insertion of insertions) {
    spans.push({ start: text.length, origin: from });
    text += source.slice(from, insertion.at);
    spans.push({ start: text.length, origin: insertion });
    text += insertion.text;
    from = insertion.at;
  }
  spans.push({ start: text.length, origin: from });
  text += source.slice(from);
  return {
    text,
    originOf(position) {
      const span = spans.findLast(({ start }) => start <= position) ?? { start: 0, origin: 0 };
      const offset = position - span.start;
      if (typeof span.origin === 'number') return { kind: 'source', position: span.origin + offset };
      return { kind: 'edit', edit: span.origin.edit, place: span.origin.place, offset };
    },
  };
}
