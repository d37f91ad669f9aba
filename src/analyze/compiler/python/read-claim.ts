import type { ExpectedOutcome } from '../../../spec/index.ts';
import type { SyntaxNode } from '../../../syntax-trees/index.ts';
import type { RawClaim, RawExpectation } from './types.ts';

const arrow = /^\s*(?:#+\s*)?(?:[=-]{1,2}>|→|⇒|>>>|={2,3}(?=\s))\s*/;
const verb =
  /^\s*(?:it\s+)?(?:will\s+)?(?:returns?|prints?|outputs?|results?(?:\s+in)?|yields?|gives?|evaluates\s+to|shows?)(?:\s*:|\s|$)\s*/i;
const label = /^\s*(?:out(?:put)?|result|value|returns?)\s*(?:=>|:|=)\s*/i;
const failure = /^(?:raises?|throws?|raised)\b:?\s*/i;
const errorName =
  /^((?:\w+\.){0,4}[A-Z]\w*(?:Error|Exception|Warning|Invalid\w*))\b(?:\s*[:(]\s*(.{1,300}?)\)?)?$/;

/** The expression of a statement whose outcome an example would show, and whether it prints it. */
export function readSubject(statement: SyntaxNode): { node: SyntaxNode; printed: boolean } | null {
  const [inner, ...others] = statement.type === 'expression_statement' ? statement.namedChildren : [];
  if (inner === undefined || others.length > 0) return null;
  if (inner.type === 'assignment') {
    const right = inner.childForFieldName('right');
    const isName = inner.childForFieldName('left')?.type === 'identifier';
    return right === null || !isName || right.type === 'assignment' ? null : { node: right, printed: false };
  }
  if (inner.type === 'augmented_assignment' || inner.type === 'yield') return null;
  const printed = readPrinted(inner);
  return printed === null ? { node: inner, printed: false } : { node: printed, printed: true };
}

const printers = /^(?:print|pp|pprint|pprint\.(?:pp|pprint))$/;

/** The one argument of a call that prints; null for other calls. */
export function readPrinted(node: SyntaxNode): SyntaxNode | null {
  if (!isPrint(node)) return null;
  const words = node.childForFieldName('arguments')?.namedChildren ?? [];
  const [only] = words;
  return words.length === 1 && only !== undefined && !/keyword|splat/.test(only.type) ? only : null;
}

export function isPrint(node: SyntaxNode): boolean {
  return node.type === 'call' && printers.test(node.childForFieldName('function')?.text.slice(0, 40) ?? '');
}

/** What is printed as `repr` shows it. */
export function isPrettyPrint(node: SyntaxNode): boolean {
  return isPrint(node) && node.childForFieldName('function')?.text !== 'print';
}

/** What an assertion claims: `assert f(x) == y`, `self.assertEqual(f(x), y)`. */
export function readAssertion(statement: SyntaxNode): RawClaim | null {
  if (statement.type === 'assert_statement') {
    const [condition] = statement.namedChildren;
    return condition === undefined ? null : readCondition(condition);
  }
  const call = statement.type === 'expression_statement' ? statement.namedChildren[0] : undefined;
  if (call?.type !== 'call') return null;
  const name = /^(?:self\.)?assert(Equals?|True|False|IsNone)$/.exec(
    call.childForFieldName('function')?.text ?? '',
  )?.[1];
  const [first, second] = call.childForFieldName('arguments')?.namedChildren ?? [];
  if (name === undefined || first === undefined) return null;
  if (name === 'True') return claimOf(first, 'True', true);
  if (name === 'False') return claimOf(first, 'False', true);
  if (name === 'IsNone') return claimOf(first, 'None', false);
  return second === undefined ? null : claimOf(first, second.text, false);
}

function readCondition(node: SyntaxNode): RawClaim | null {
  if (node.type === 'parenthesized_expression' && node.namedChildren[0] !== undefined)
    return readCondition(node.namedChildren[0]);
  if (node.type === 'not_operator') {
    const [inner] = node.namedChildren;
    return inner === undefined ? null : claimOf(inner, 'False', true);
  }
  if (node.type === 'comparison_operator') {
    const [left, right, ...more] = node.namedChildren;
    const operator = node.children.find((child) => !child.isNamed)?.type ?? '';
    if (left === undefined || right === undefined || more.length > 0) return null;
    if (operator === '==') return claimOf(left, right.text, false);
    if (operator === 'is' && /^(?:True|False|None)$/.test(right.text))
      return claimOf(left, right.text, false);
  }
  return claimOf(node, 'True', true);
}

function claimOf(node: SyntaxNode, text: string, isTruth: boolean): RawClaim {
  const { startIndex: start, endIndex: end } = node;
  return {
    start,
    end,
    expected: { kind: 'literal', text, printed: false, isMarked: true, ...(isTruth && { isTruth }) },
  };
}

/** What a comment behind or below a statement says that came out; null when it says nothing exact. */
export function readComment(
  lines: readonly string[],
  { printed, isBehind }: { readonly printed: boolean; readonly isBehind: boolean },
): readonly RawExpectation[] {
  const [first = '', ...rest] = lines;
  const { text, isMarked } = stripMarker(first);
  const raised = readRaised(text, isMarked);
  if (raised !== null)
    return isMarked || isBehind || failure.test(text) ? [{ kind: 'outcome', outcome: raised }] : [];
  if (!isBehind && !isMarked && !/^\s*(?:["'[{(]|b['"]|-?\d|True\b|False\b|None\b)/.test(text)) return [];
  const candidates: RawExpectation[] = [];
  for (let count = Math.min(rest.length, 30); count >= 0; count -= 1) {
    const whole = [text, ...rest.slice(0, count)].join('\n');
    candidates.push({ kind: 'literal', text: whole, printed, isMarked });
  }
  const leading =
    /^(?:('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|True|False|None))(?=\s*(?:[-–—(;,#!]|$))/.exec(
      text,
    )?.[1];
  // `1,234` is one number for people and two for Python.
  if (leading !== undefined && leading !== text.trim() && !/^-?\d+,\d/.test(text))
    candidates.push({ kind: 'literal', text: leading, printed, isMarked });
  return candidates;
}

function stripMarker(line: string): { text: string; isMarked: boolean } {
  let text = line;
  for (const pattern of [label, arrow, verb, arrow]) text = text.replace(pattern, '');
  return { text, isMarked: text !== line && text.trim() !== line.trim() };
}

function readRaised(text: string, isMarked: boolean): ExpectedOutcome | null {
  const isTold = failure.test(text);
  const match = errorName.exec(text.replace(failure, '').trim().slice(0, 400));
  if (match === null) return isTold && isMarked ? { kind: 'throws', name: null, message: null } : null;
  return raisedOutcome(match[1] ?? '', match[2] ?? null);
}

export function raisedOutcome(name: string, message: string | null): ExpectedOutcome {
  const bare = message?.trim().replace(/^(['"])(.*)\1$/, '$2') ?? null;
  const isExact = bare !== null && bare !== '' && !/\.{3}|…/.test(bare);
  return { kind: 'throws', name: name.split('.').at(-1) ?? null, message: isExact ? bare : null };
}

/** The error at the end of what Python prints when one is raised; null for other output. */
export function readTraceback(want: string): ExpectedOutcome | null {
  if (!/^(?:\s*\.\.\.\s*\n)?Traceback \(/.test(want)) return null;
  const lines = want.split('\n');
  const at = lines.findIndex((line, index) => index > 0 && /^[A-Za-z_][\w.]*(?::|$)/.test(line));
  const match = /^([A-Za-z_][\w.]*)(?::\s?([\s\S]*))?$/.exec(lines.slice(at).join('\n'));
  if (at < 0 || match === null) return { kind: 'throws', name: null, message: null };
  return raisedOutcome(match[1] ?? '', match[2] ?? null);
}
