import type { SourceProblem } from '../../../typecheck/index.ts';
import { type Edit, textsOf } from './edits.ts';

const mostDetail = 300;

interface TypeMend {
  readonly kind: string;
  readonly detail: string;
}

/** What was done to the types, in counts, and each declared type that the code contradicts. */
export function summariseTypes(edits: readonly Edit[], left: readonly SourceProblem[]): TypeMend[] {
  const standing = edits.filter((edit) => textsOf(edit).some((text) => text !== ''));
  const ofKind = (...kinds: Edit['kind'][]) => standing.filter(({ kind }) => kinds.includes(kind));
  const declared = standing.filter(({ kind, choice }) => choice === 0 && !isOurs(kind));
  const inferred = ofKind('inferred').filter((edit) => !isAny(edit));
  const loose = standing.filter(
    (edit) => edit.kind !== 'assertion' && edit.kind !== 'unchecked' && isAny(edit),
  );
  const dropped = edits.filter(({ kind, choice, reason }) => !isOurs(kind) && choice > 0 && reason !== null);
  return [
    ...tell('types-declared', declared.length === 0 ? '' : renderCounts(declared)),
    ...tell(
      'types-inferred',
      renderCount(inferred.length, 'type inferred from use', 'types inferred from use'),
    ),
    ...tell('types-any', renderCount(loose.length, 'place of type any', 'places of type any')),
    ...tell('type-assertions', renderCount(ofKind('assertion').length, 'assertion', 'assertions')),
    ...tell(
      'types-unchecked',
      renderCount(ofKind('unchecked').length, 'line left unchecked', 'lines left unchecked'),
    ),
    ...dropped.map(({ label, reason }) => ({
      kind: 'type-dropped',
      detail: `${label}: ${reason}`.replace(/\s+/g, ' ').slice(0, mostDetail),
    })),
    ...left.map(({ line, message }) => ({
      kind: 'type-problem-left',
      detail: `line ${line}: ${message}`.slice(0, mostDetail),
    })),
  ];
}

function isOurs(kind: Edit['kind']): boolean {
  return kind === 'inferred' || kind === 'assertion' || kind === 'unchecked';
}

function isAny(edit: Edit): boolean {
  return textsOf(edit).some((text) => /\bany\b/.test(text)) && (isOurs(edit.kind) || edit.choice > 0);
}

function renderCounts(declared: readonly Edit[]): string {
  const names: [Edit['kind'], string, string][] = [
    ['parameter', 'parameter', 'parameters'],
    ['return', 'return type', 'return types'],
    ['overload', 'signature', 'signatures'],
    ['variable', 'variable', 'variables'],
    ['member', 'member', 'members'],
    ['declared-type', 'declared type', 'declared types'],
  ];
  return names
    .map(([kind, one, many]) => renderCount(declared.filter((edit) => edit.kind === kind).length, one, many))
    .filter((text) => text !== '')
    .join(', ');
}

function renderCount(number: number, one: string, many: string): string {
  return number === 0 ? '' : `${number} ${number === 1 ? one : many}`;
}

function tell(kind: string, detail: string): TypeMend[] {
  return detail === '' ? [] : [{ kind, detail }];
}
