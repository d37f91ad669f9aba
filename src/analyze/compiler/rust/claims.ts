import type { ExpectedOutcome } from '../../../spec/index.ts';
import type { Piece, Statement } from './snippet.ts';

/** What one statement of an example claims. */
export interface Claim {
  readonly expression: string;
  readonly expected: ExpectedOutcome;
  /** Names in the expression, and in what is expected of it. */
  readonly names: ReadonlySet<string>;
  /** The value is shown in a comment, so that it may be told loosely. */
  readonly isNoted: boolean;
}

const longestNote = 200;

/** Null for a statement that claims nothing exact. */
export function readClaim(statement: Statement): Claim | null {
  const { kind, macro, pieces, note } = statement;
  if (kind === 'claim') return readAssertion(macro, pieces);
  if (note === null || note.length > longestNote) return null;
  if (kind === 'print') return readPrinted(pieces, note);
  const [value] = pieces;
  if (value === undefined || value.isPure || (kind !== 'let' && kind !== 'expression')) return null;
  const shown = /^(?:=>|returns?:?|==)\s*(\S.*)$/i.exec(note)?.[1];
  return shown === undefined || !isLiteralText(shown)
    ? null
    : { ...expectValue(value, shown), isNoted: true };
}

function readAssertion(macro: string | null, [first, second]: readonly Piece[]): Claim | null {
  if (first === undefined) return null;
  if (macro === 'assert') return readCondition(first);
  if (second === undefined) return null;
  if (macro === 'assert_ne') return unequal(first, second);
  return equal(first, second);
}

function readCondition(condition: Piece): Claim | null {
  const { operator, parts } = condition;
  const [first, second] = parts;
  if (operator === '==' && first !== undefined && second !== undefined) return equal(first, second);
  if (operator === '.is_err()' && first !== undefined) {
    return {
      expression: first.text,
      expected: { kind: 'throws', name: null, message: null },
      names: first.names,
      isNoted: false,
    };
  }
  if (operator === '!' && first !== undefined && first.operator !== '==') return expectValue(first, 'false');
  return expectValue(condition, 'true');
}

function equal(first: Piece, second: Piece): Claim | null {
  const [asked, expected] = first.isPure && !second.isPure ? [second, first] : [first, second];
  if (asked.isPure) return null;
  return {
    expression: asked.text,
    expected: { kind: 'value', value: expected.text },
    names: new Set([...asked.names, ...expected.names]),
    isNoted: false,
  };
}

function unequal(first: Piece, second: Piece): Claim {
  return {
    expression: `${first.text} != ${second.text}`,
    expected: { kind: 'value', value: 'true' },
    names: new Set([...first.names, ...second.names]),
    isNoted: false,
  };
}

function expectValue(piece: Piece, value: string): Claim {
  return { expression: piece.text, expected: { kind: 'value', value }, names: piece.names, isNoted: false };
}

/** `println!("{}", x); // => text`: what is printed of one value. */
function readPrinted([format, value, ...more]: readonly Piece[], note: string): Claim | null {
  if (value === undefined || more.length > 0 || value.isPure) return null;
  const style = /^"(\{:?[?]?\})(?:\\n)?"$/.exec(format?.text ?? '')?.[1];
  const shown = /^(?:=>|->|prints?:?|outputs?:?|(?=["'\d]|\S+$))\s*(\S.*)$/i.exec(note)?.[1];
  if (style === undefined || shown === undefined) return null;
  const isQuoted = /^"(?:[^"\\]|\\.)*"$/.test(shown);
  const text = isQuoted && style === '{}' ? shown : JSON.stringify(shown.replace(/^`(.*)`$/, '$1'));
  return {
    expression: `format!("${style}", ${value.text})`,
    expected: { kind: 'value', value: text },
    names: value.names,
    isNoted: true,
  };
}

function isLiteralText(text: string): boolean {
  return /^(?:"(?:[^"\\]|\\.)*"|-?\d[\d_]*(?:\.\d+)?|true|false|None|(?:Some|Ok|Err)\((?:"(?:[^"\\]|\\.)*"|-?\d[\d_]*(?:\.\d+)?)\))$/.test(
    text,
  );
}
