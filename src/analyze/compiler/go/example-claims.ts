import { createDraft, type Draft } from './draft.ts';
import { inferType, type KnownTypes, learnTypes, splitResults } from './infer.ts';
import { matchFormat } from './match-format.ts';
import { readComment, type SaidResult } from './said-result.ts';
import { sliceSetup } from './slice-setup.ts';
import type { GoExpression, GoSnippet, GoStatement } from './statements.ts';
import type { CodeUnit } from './units.ts';
import { toGoValue } from './value.ts';

interface Reading {
  readonly unit: CodeUnit;
  readonly snippet: GoSnippet;
  readonly known: KnownTypes;
  readonly variables: ReadonlyMap<string, string>;
}

/** What the statements of a piece of code are said to give: by comments beside them, and by `Output:` at the end. */
export function readExampleClaims(unit: CodeUnit, snippet: GoSnippet, known: KnownTypes): Draft[] {
  const variables = new Map<string, string>();
  const reading: Reading = { unit, snippet, known, variables };
  const printed = mapOutput(snippet);
  const drafts: Draft[] = [];
  for (const [index, statement] of snippet.statements.entries()) {
    learnTypes(statement, known, variables);
    if (changesPackage(statement, known)) break;
    const said = readSaid(statement, printed?.get(index), snippet.output !== null);
    if (said !== null) drafts.push(...readClaim(reading, index, said));
  }
  const isWhole = snippet.output !== null && printed === null;
  return isWhole ? [...drafts, ...readWhole(reading)] : drafts;
}

/** What the package keeps for itself is changed: what is said afterwards holds for that state only. */
function changesPackage({ expression, print, assigns, declares }: GoStatement, known: KnownTypes): boolean {
  if (assigns !== null && declares.length === 0) {
    return assigns.left.some((left) => left.startsWith(`${known.packageName}.`));
  }
  const callee = expression?.callee ?? '';
  return print === null && callee.startsWith(`${known.packageName}.`) && isSilent(callee, known);
}

/** Without a result it can only be called for what it changes. */
function isSilent(callee: string, known: KnownTypes): boolean {
  const name = callee.split('.')[1] ?? '';
  return known.functions.has(name) && known.functions.get(name) === null;
}

/**
 * Lines of the output by statement; null where it cannot be told which statement printed which line. An empty map for
 * an example without output.
 */
function mapOutput({ statements, output }: GoSnippet): ReadonlyMap<number, readonly string[]> | null {
  if (output === null) return new Map();
  if (output.isUnordered && output.lines.length > 1) return null;
  const mapped = new Map<number, readonly string[]>();
  const printing = statements.flatMap(({ print }, index) => (print === null ? [] : [index]));
  let at = 0;
  for (const [index, statement] of statements.entries()) {
    if (statement.print === null) {
      if (/\b(?:fmt|os|log)\.|\bprintln?\(|\.Print|\.Write/.test(statement.text) && !statement.isErrorCheck)
        return null;
      continue;
    }
    // What is alone in printing printed it all, also where it holds several lines.
    if (printing.length === 1) mapped.set(index, output.lines);
    const count =
      printing.length === 1 ? output.lines.length : countLines(statement, index === printing.at(-1));
    if (count === null) return null;
    if (printing.length > 1) mapped.set(index, output.lines.slice(at, at + count));
    at += count;
  }
  return at === output.lines.length ? mapped : null;
}

function countLines({ print }: GoStatement, isLast: boolean): number | null {
  if (print?.name === 'Println') return 1;
  const format = /^"((?:[^"\\]|\\.)*)"$/.exec(print?.values[0]?.text ?? '')?.[1];
  if (print?.name !== 'Printf' || format === undefined) return isLast ? 1 : null;
  const ends = format.match(/\\n/g)?.length ?? 0;
  return format.endsWith('\\n') ? ends : isLast ? ends + 1 : null;
}

function readSaid(
  statement: GoStatement,
  lines: readonly string[] | undefined,
  hasOutput: boolean,
): SaidResult | null {
  if (lines !== undefined) return { form: 'printed', text: lines.join('\n'), isSure: true };
  // The comment of the output stands below the last statement, and is none on that statement.
  return readComment(hasOutput ? { ...statement, below: [] } : statement);
}

function readClaim(reading: Reading, index: number, said: SaidResult): Draft[] {
  const statement = reading.snippet.statements[index];
  if (statement === undefined) return [];
  if (statement.print !== null) return readPrinted(reading, index, said);
  const { expression, assigns } = statement;
  if (expression !== null) return claimValue(reading, { index, expression, said });
  if (assigns === null) return [];
  return claimValue(reading, { index, expression: assigns.right, said });
}

function readPrinted(reading: Reading, index: number, said: SaidResult): Draft[] {
  const { print } = reading.snippet.statements[index] as GoStatement;
  const values = print?.values ?? [];
  const [first] = values;
  if (print?.name === 'Println' && values.length === 1 && first !== undefined) {
    const found = claimValue(reading, { index, expression: first, said });
    if (found.length > 0) return found;
    const failed = claimError(reading, index, said.text);
    if (failed.length > 0) return failed;
    return said.isSure ? claimOutput(reading, index, said.text) : [];
  }
  if (print?.name === 'Println' && values.length === 2 && first !== undefined && / <nil>$/.test(said.text)) {
    const found = claimWithoutError(reading, index, said);
    if (found.length > 0) return found;
  }
  if (print?.name === 'Printf' && first !== undefined) {
    const matched = matchFormat(first.text, values.length - 1, said.text);
    if (matched === null) return said.isSure ? claimOutput(reading, index, said.text) : [];
    const interesting = values
      .slice(1)
      .flatMap((value, at) => (isOfPackage(reading, value, index) ? [at] : []));
    const [at = -1] = interesting;
    const place = matched[at];
    const value = values[at + 1];
    if (interesting.length === 1 && place !== undefined && value !== undefined) {
      const found = claimValue(reading, {
        index,
        expression: value,
        said: { form: place.form, text: place.text, isSure: true },
      });
      if (found.length > 0) return found;
    }
  }
  return said.isSure ? claimOutput(reading, index, said.text) : [];
}

function isOfPackage(reading: Reading, value: GoExpression, index: number): boolean {
  const origin = value.type === 'identifier' ? originOf(reading, value.text, index) : null;
  const names = [...value.names, ...(origin?.right.names ?? [])];
  const { packageName, names: exported } = reading.known;
  return (
    names.some((name) => name === packageName || exported.has(name)) || (value.callee ?? '').includes('.')
  );
}

/** The call that a variable was given its value by, where it was given it last before `index`. */
function originOf(
  { snippet }: Reading,
  name: string,
  index: number,
): { readonly at: number; readonly left: readonly string[]; readonly right: GoExpression } | null {
  const before = snippet.statements.slice(0, index);
  const changing = before.flatMap((statement, at) => (statement.changes.includes(name) ? [at] : []));
  const at = changing.at(-1);
  const assigns = at === undefined ? null : (before[at]?.assigns ?? null);
  if (at === undefined || assigns === null || assigns.right.callee === null) return null;
  const isAlone = assigns.left.length === 1 || (assigns.left.length === 2 && assigns.left[0] === name);
  return isAlone ? { at, ...assigns } : null;
}

interface ValueClaim {
  readonly index: number;
  readonly expression: GoExpression;
  readonly said: SaidResult;
}

/** A call with the value that it gives; `(T, error)` without an error counts as T. */
function claimValue(reading: Reading, claim: ValueClaim): Draft[] {
  const { known, variables } = reading;
  const origin =
    claim.expression.type === 'identifier' ? originOf(reading, claim.expression.text, claim.index) : null;
  const expression = origin?.right ?? claim.expression;
  const index = origin?.at ?? claim.index;
  if (expression.type === 'identifier' && !variables.has(expression.text)) return [];
  const results = splitResults(inferType(expression, known, variables));
  const [type = null, second] = results;
  if (results.length > 2 || (second !== undefined && second !== 'error')) return [];
  if (type === 'error' && results.length === 1) return [];
  const value = toGoValue(claim.said.text, type, claim.said.form);
  if (value === null) return [];
  const setup = sliceSetup(reading.snippet.statements, { before: index, names: expression.names, known });
  return setup === null
    ? []
    : [
        createDraft(placeOf(reading, claim.index), {
          setup,
          expression: expression.text,
          expected: { kind: 'value', value },
        }),
      ];
}

/** `fmt.Println(value, err)` that prints no error: the value is what the call gives. */
function claimWithoutError(reading: Reading, index: number, said: SaidResult): Draft[] {
  const [value, problem] = reading.snippet.statements[index]?.print?.values ?? [];
  const origin = value?.type === 'identifier' ? originOf(reading, value.text, index) : null;
  if (value === undefined || origin === null || origin.left[1] !== problem?.text) return [];
  const text = said.text.replace(/ <nil>$/, '');
  return claimValue(reading, { index, expression: value, said: { ...said, text } });
}

/** Functions that make errors return them as their result; all others return one when they fail. */
const makesErrors = /\b(?:New|Newf|Errorf|Wrap|Wrapf|With\w*|Join|Cause|Unwrap|Append)$/;

/** An error that is printed: the call that returned it is expected to fail with this text. */
function claimError(reading: Reading, index: number, text: string): Draft[] {
  const { snippet, known, variables } = reading;
  const name = snippet.statements[index]?.print?.values[0]?.text ?? '';
  const before = snippet.statements.slice(0, index);
  const at = before.findLastIndex((statement) => statement.changes.includes(name));
  const assigns = before[at]?.assigns;
  if (!assigns || assigns.left.at(-1) !== name || text === '<nil>' || text === '' || text.includes('\n'))
    return [];
  const { right } = assigns;
  const results = splitResults(inferType(right, known, variables));
  const isLast = results.at(-1) === 'error' && results.length === assigns.left.length;
  if (!isLast || right.callee === null || makesErrors.test(right.callee)) return [];
  const setup = sliceSetup(snippet.statements, { before: at, names: right.names, known });
  if (setup === null) return [];
  const expected = { kind: 'throws', name: null, message: text } as const;
  return [createDraft(placeOf(reading, index), { setup, expression: right.text, expected })];
}

function claimOutput(reading: Reading, index: number, text: string): Draft[] {
  // In a comment, quotes are put around what is printed; only an example's own output is told as it is.
  if (reading.snippet.output === null && text.startsWith('"')) return [];
  const statement = reading.snippet.statements[index] as GoStatement;
  const expression = statement.expression?.text ?? '';
  const names = statement.names.filter((name) => name !== 'fmt');
  const setup = sliceSetup(reading.snippet.statements, { before: index, names, known: reading.known });
  if (setup === null || expression === '') return [];
  const lines = text.split('\n');
  return [createDraft(placeOf(reading, index), { setup, expression, expected: { kind: 'output', lines } })];
}

/** An example that cannot be taken apart is one expression: a function that is called where it stands. */
function readWhole(reading: Reading): Draft[] {
  const { snippet } = reading;
  const { output, statements } = snippet;
  if (output === null || output.isUnordered || statements.length === 0) return [];
  const body = statements.map(({ text }) => text).join('\n');
  const expression = `func() {\n${body}\n}()`;
  const place = placeOf(reading, 0, statements.length - 1);
  return [
    createDraft(place, { setup: '', expression, expected: { kind: 'output', lines: [...output.lines] } }),
  ];
}

function placeOf({ unit, snippet }: Reading, first: number, last = first) {
  const from = snippet.statements[first]?.rows[0] ?? 0;
  const to = snippet.statements[last]?.rows[1] ?? from;
  const lines = [unit.line + Math.max(0, from), unit.line + Math.max(0, to)] as const;
  return { document: unit.document, title: unit.title.replace(/^Example of /, ''), lines };
}
