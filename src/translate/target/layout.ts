import {
  anyType,
  type Family,
  type NeutralCallable,
  type NeutralExpression,
  type NeutralParameter,
  type NeutralType,
} from '../model.ts';
import { NameSpace } from '../names/name-space.ts';
import { spellName } from '../names/spell-name.ts';
import type { Observations } from '../refine/observe.ts';
import { holds, substitute } from '../refine/type-tools.ts';

/** One thing that a call may be given, with its name in the target. */
export interface Slot {
  /** The parameter, or `parameter.field` for a field of an object of options. */
  readonly source: string;
  readonly name: string;
  readonly type: NeutralType;
  readonly optional: boolean;
  readonly default: NeutralExpression | null;
  readonly summary: string;
  /** In a struct of Go: nothing tells its zero from what was not given, so it is pointed to. */
  readonly isPointer: boolean;
  /** Its type is a type parameter by itself: it is handed over and not lent. */
  readonly isGeneric?: boolean;
  /** A whole number that counts something and is never below nought. */
  readonly isNatural: boolean;
}

/** Where a target's function takes what the original's takes. */
export interface Layout {
  readonly positional: readonly Slot[];
  /** Given by name: keyword arguments, an object, a struct. */
  readonly options: readonly Slot[];
  /** Options that the target cannot take. */
  readonly left: readonly Slot[];
  /** The type of the struct or object. */
  readonly optionsName: string;
  readonly rest: Slot | null;
  /** The rest is one list, because something else stands last. */
  readonly restIsList: boolean;
}

export interface LayoutRequest {
  readonly family: Family;
  readonly key: string;
  /** What the type of options is called when the original has no name for it. */
  readonly fallbackName: string;
  readonly callable: NeutralCallable;
  readonly observed: Observations;
}

/** How many optional arguments may stand in a row without names before they are given by name. */
const mostInARow: Readonly<Record<Family, number>> = {
  python: Number.POSITIVE_INFINITY,
  javascript: 2,
  rust: 2,
  go: 1,
};

export function createLayout(request: LayoutRequest): Layout {
  const { family, key, callable, observed, fallbackName } = request;
  const names = new NameSpace(family === 'go' ? ['options'] : []);
  const plain = callable.parameters.filter(({ options, rest }) => options === null && !rest);
  const rest = callable.parameters.find((parameter) => parameter.rest);
  const inARow = plain.filter((parameter) => parameter.optional && !parameter.keywordOnly);
  const isNamed = (parameter: NeutralParameter): boolean => observed.named.has(`${key}(${parameter.name})`);
  const byName =
    inARow.length > mostInARow[family] ||
    (family !== 'python' && inARow.length > 1 && inARow.some(isNamed)) ||
    (family === 'go' &&
      (rest !== undefined ||
        callable.parameters.some(({ options, keywordOnly }) => options !== null || keywordOnly)));
  const slotOf = (parameter: NeutralParameter, role: 'local' | 'field'): Slot => ({
    ...makeSlot(request, parameter, { source: parameter.name, place: `${key}(${parameter.name})`, role }),
  });
  const role = family === 'go' || family === 'rust' ? 'field' : 'local';
  const isOption = (parameter: NeutralParameter): boolean =>
    parameter.keywordOnly || (parameter.optional && byName);
  const positional = plain
    .filter((parameter) => !isOption(parameter))
    .map((parameter) => slotOf(parameter, 'local'));
  const fields = callable.parameters.flatMap((parameter) =>
    (parameter.options ?? []).map((field) =>
      makeSlot(
        request,
        { ...field, optional: true },
        {
          source: `${parameter.name}.${field.name}`,
          place: `${key}(${parameter.name}).${field.name}`,
          role,
        },
      ),
    ),
  );
  const named = [...fields, ...plain.filter(isOption).map((parameter) => slotOf(parameter, role))];
  // A struct that is copied and compared holds no functions.
  const isHeld = ({ type }: Slot): boolean =>
    family !== 'rust' || !holds(type, ({ kind }) => kind === 'function');
  // A type of options has no type parameters of its own.
  const settle = (slot: Slot): Slot =>
    family === 'go' || family === 'rust' ? { ...slot, type: substitute(slot.type, () => anyType) } : slot;
  const options = named.filter(isHeld).map(settle);
  const optionsName = callable.parameters.find((parameter) => parameter.optionsName !== null)?.optionsName;
  const claim = (slot: Slot): Slot => ({ ...slot, name: names.claim(slot.name) });
  return {
    positional: positional.map(claim),
    options: options.map(claim),
    left: named.filter((slot) => !isHeld(slot)),
    optionsName: spellName(family, 'type', optionsName ?? fallbackName),
    rest: rest === undefined ? null : claim(slotOf(rest, 'local')),
    restIsList: family === 'rust' || (family === 'javascript' && options.length > 0),
  };
}

function makeSlot(
  { family, observed }: LayoutRequest,
  field: Pick<NeutralParameter, 'name' | 'type' | 'optional' | 'default' | 'summary'>,
  {
    source,
    place,
    role,
  }: { readonly source: string; readonly place: string; readonly role: 'local' | 'field' },
): Slot {
  const { name, optional, summary } = field;
  const type = optional && field.type.kind === 'optional' ? field.type.item : field.type;
  return {
    source,
    name: spellName(family, role, name),
    type,
    optional,
    default: field.default,
    summary,
    isPointer: needsPointer(observed, place, field),
    isNatural: isNatural(observed, place, field),
  };
}

export function isNatural(
  { negatives }: Observations,
  place: string,
  { name, type }: Pick<NeutralParameter, 'name' | 'type'>,
): boolean {
  return type.kind === 'integer' && countedNames.test(name) && !negatives.has(place);
}

const countedNames =
  /(?:^|_|[a-z])(?:width|length|len|size|count|index|depth|limit|digits|times|columns|indent|position|distance|leven|levenshtein|n)$/i;

/** False, nought and an empty text are what is not given, unless that means something else. */
function needsPointer(
  observed: Observations,
  place: string,
  field: Pick<NeutralParameter, 'type' | 'default'>,
): boolean {
  const { kind } = field.type;
  if (!['string', 'integer', 'float', 'boolean'].includes(kind)) return false;
  const known = field.default;
  if (known !== null && known.kind !== 'null') {
    const isZero =
      (known.kind === 'boolean' && !known.value) ||
      (known.kind === 'string' && known.value === '') ||
      (known.kind === 'number' && known.value === 0);
    return !isZero && (kind === 'boolean' || observed.zeros.has(place));
  }
  return observed.zeros.has(place);
}
