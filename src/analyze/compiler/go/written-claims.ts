import { createDraft, type Draft, type DraftPlace } from './draft.ts';
import { inferType, type KnownTypes, splitResults } from './infer.ts';
import type { GoDeclaration, GoDeclarations } from './read-declarations.ts';
import { firstValue } from './said-result.ts';
import type { CodeUnit, ProseTable, ProseText } from './units.ts';
import { type ResultForm, toGoValue } from './value.ts';

const arrow = /^\s*(?:[-*>] +)?(.{1,400}?\S)\s*(?:=+>|-+>|→|⇒|==)\s*(\S.{0,1000})$/;
const call = /^(?:\w+\.)?\p{Lu}\w{0,80}\(.{0,400}\)(?:\.\w+\(.{0,100}\))?$/u;

/** `Plural("bus") => "buses"`: lines that are no code and say what a call gives. */
export function readArrowLines(unit: CodeUnit, known: KnownTypes): Draft[] {
  return unit.code.split('\n').flatMap((line, index) => {
    const [, left = '', right = ''] = arrow.exec(line) ?? [];
    if (!call.test(left)) return [];
    const at = unit.line + index;
    return claim(
      known,
      { document: unit.document, title: unit.title, lines: [at, at] },
      { left, right, form: 'loose' },
    );
  });
}

/** Examples in comments of functions: calls with results, or arguments alone, with what the function makes of them. */
export function readCommentClaims({ exports, methods }: GoDeclarations, known: KnownTypes): Draft[] {
  const all = [...exports, ...methods.map(({ declaration }) => declaration)];
  return all.flatMap((declaration) => readComment(declaration, known));
}

function readComment(declaration: GoDeclaration, known: KnownTypes): Draft[] {
  const { entry, comment, commentLine, document } = declaration;
  const isFunction = entry.signature.startsWith(`func ${entry.name}`);
  return comment.flatMap((line, index) => {
    const at = commentLine + index;
    const place: DraftPlace = { document, title: entry.name, lines: [at, at] };
    const [, left = '', right = ''] = arrow.exec(line) ?? readSentence(line);
    if (left === '') return [];
    if (call.test(left)) return claim(known, place, { left, right, form: 'loose' });
    const isList = isFunction && /^\s/.test(line) && isArgumentList(left, entry.parameters.length);
    return isList ? claim(known, place, { left: `${entry.name}(${left})`, right, form: 'loose' }) : [];
  });
}

/** `ToSnake("FooBar") returns "foo_bar"`, and the same with `==` or a comment mark. */
function readSentence(line: string): readonly string[] {
  return /^\s*(.{1,400}?\))\s*(?:returns|gives|==|\/\/)\s*(\S.{0,1000})$/.exec(line) ?? [];
}

function isArgumentList(text: string, count: number): boolean {
  const literals =
    text.match(/"(?:[^"\\\n]|\\.){0,500}"|'(?:[^'\\\n]|\\.){1,10}'|-?\d{1,18}(?:\.\d{1,9})?|true|false/g) ??
    [];
  const rest = text.replace(
    /"(?:[^"\\\n]|\\.){0,500}"|'(?:[^'\\\n]|\\.){1,10}'|-?\d{1,18}(?:\.\d{1,9})?|true|false/g,
    '',
  );
  return literals.length === count && /^[\s,]*$/.test(rest);
}

const resultHeader = /\b(?:results?|outputs?|returns?|values?|expected|becomes)\b/i;

/** Rows of tables with a call in one cell and its result in another. */
export function readTableClaims(table: ProseTable, known: KnownTypes): Draft[] {
  const [header = [], ...rows] = table.rows;
  const resultAt = header.findIndex((cell) => resultHeader.test(cell));
  if (resultAt < 0) return [];
  return rows.flatMap((row, index) => {
    const left = row.map(bareCode).find((cell, at) => at !== resultAt && call.test(cell));
    const right = bareCode(row[resultAt] ?? '');
    if (left === undefined || right === '') return [];
    const at = table.line + index + 2;
    const place: DraftPlace = {
      document: table.document,
      title: table.title,
      lines: [at, at],
      origin: 'table',
    };
    const form = right.startsWith('"') ? 'loose' : 'printed';
    return claim(known, place, { left, right, form, setup: setupOf(table.before, left) });
  });
}

/** Variables that the block of code in front of a table sets, as far as a call uses them. */
function setupOf(before: string, used: string): string {
  return before
    .split('\n')
    .filter((line) => {
      const name = /^\s*(\w+)\s*:=\s*\S/.exec(line)?.[1];
      return name !== undefined && new RegExp(`\\b${name}\\b`).test(used);
    })
    .map((line) => line.trim())
    .join('\n');
}

function bareCode(cell: string): string {
  return /^`+([^`]*)`+$/.exec(cell.trim())?.[1]?.trim() ?? cell.trim();
}

const stated =
  /`([^`\n]{3,200}\))`\s+(?:returns?|gives|yields|results in|is|becomes|→|=>|->)\s+`([^`\n]{1,200})`/g;

/** "`ToSnake("a b")` returns `"a_b"`" in sentences. */
export function readStatedClaims({ text, document, title, line }: ProseText, known: KnownTypes): Draft[] {
  return [...text.matchAll(stated)].flatMap((match) => {
    const at = line + text.slice(0, match.index).split('\n').length - 1;
    return claim(
      known,
      { document, title, lines: [at, at] },
      { left: match[1] ?? '', right: match[2] ?? '', form: 'loose' },
    );
  });
}

function claim(
  known: KnownTypes,
  place: DraftPlace,
  said: { readonly left: string; readonly right: string; readonly form: ResultForm; readonly setup?: string },
): Draft[] {
  const callee = /^([\w.]+)\(/.exec(said.left)?.[1] ?? null;
  const variables = new Map<string, string>();
  const results = splitResults(
    inferType({ text: said.left, type: 'call_expression', callee }, known, variables),
  );
  const [type, second] = results;
  if (
    type === undefined ||
    type === 'error' ||
    results.length > 2 ||
    (second !== undefined && second !== 'error')
  )
    return [];
  const value = toGoValue(firstValue(said.right), type, said.form);
  if (value === null) return [];
  return [
    createDraft(place, {
      setup: said.setup ?? '',
      expression: said.left,
      expected: { kind: 'value', value },
    }),
  ];
}
