import {
  type PythonNames,
  readPythonNames,
  type SyntaxNode,
  SyntaxTreeError,
  withTree,
} from '../../../syntax-trees/index.ts';
import { type DoctestExample, readDoctest } from './extract-code.ts';
import {
  isPrettyPrint,
  isPrint,
  readAssertion,
  readComment,
  readSubject,
  readTraceback,
} from './read-claim.ts';
import type { CodeChunk, RawExpectation } from './types.ts';

/** What a step claims of an expression in its code; the first candidate that can be read is meant. */
export interface StepClaim {
  readonly start: number;
  readonly end: number;
  readonly names: PythonNames;
  /** Text of the function that the expression calls; null when it is no call. */
  readonly callee: string | null;
  readonly candidates: readonly RawExpectation[];
  /** Output of a prompt, which shows a value as `repr` does. */
  readonly isShown: boolean;
  readonly printed: boolean;
}

/** One statement of an example. */
export interface Step {
  readonly chunk: CodeChunk;
  /** Line of the document, from 1. */
  readonly line: number;
  readonly code: string;
  readonly type: string;
  readonly names: PythonNames;
  readonly prints: boolean;
  readonly claim: StepClaim | null;
  /** It binds a value that nothing can change: a text, a number. */
  readonly isConstant: boolean;
  /** It is not to be run. */
  readonly isSkipped: boolean;
}

/** The statements of a chunk in order; none for a chunk that does not parse. */
export async function readSteps(chunk: CodeChunk): Promise<Step[]> {
  const examples = readDoctest(chunk.text);
  if (examples === null) return readCode(chunk);
  const steps: Step[] = [];
  for (const example of examples) steps.push(...(await readExample(chunk, example)));
  return steps;
}

async function readExample(chunk: CodeChunk, example: DoctestExample): Promise<Step[]> {
  const { source, want, isLoose } = example;
  const read = await parse(source, (root) =>
    root.namedChildren
      .filter(({ type }) => type !== 'comment')
      .map((node, index, all) => {
        const step = describe(node, source, { chunk, line: chunk.line + example.line });
        const isLast = index === all.length - 1;
        const comment = want === '' ? readNoted(node) : null;
        const claim =
          isLoose || !isLast ? null : want === '' ? (comment ?? asserted(node)) : shown(node, want);
        const isSkipped = /#\s*doctest:.*\+SKIP/i.test(source);
        return { ...step, isSkipped, claim };
      }),
  );
  return read ?? [];
}

async function readCode(chunk: CodeChunk): Promise<Step[]> {
  const read = await parse(chunk.text, (root) =>
    root.namedChildren.flatMap((node): Step[] => {
      if (node.type === 'comment') return [];
      const step = describe(node, chunk.text, { chunk, line: chunk.line + node.startPosition.row });
      return [{ ...step, claim: asserted(node) ?? readNoted(node) }];
    }),
  );
  return read ?? [];
}

async function parse<T>(code: string, read: (root: SyntaxNode) => T): Promise<T | null> {
  if (code.length > 40_000) return null;
  try {
    return await withTree('python', code, (root) => (root.hasError ? null : read(root)));
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxTreeError) return null;
    throw error;
  }
}

/** Offsets of a step are those in its own code. */
function describe(
  node: SyntaxNode,
  text: string,
  { chunk, line }: { readonly chunk: CodeChunk; readonly line: number },
): Step {
  const inner = node.type === 'expression_statement' ? node.namedChildren[0] : undefined;
  return {
    ...{ chunk, line, type: node.type, claim: null, isSkipped: false },
    code: text.slice(node.startIndex, node.endIndex),
    names: shift(readPythonNames(node), node.startIndex),
    prints: inner !== undefined && isPrint(inner),
    isConstant: /^(?:string|concatenated_string|integer|float|true|false|none|unary_operator)$/.test(
      inner?.childForFieldName('right')?.type ?? '',
    ),
  };
}

function shift(names: PythonNames, by: number): PythonNames {
  return {
    ...names,
    uses: names.uses.map(({ name, start, end, path }) => ({
      ...{ name, start: start - by, end: end - by },
      path: path.map((part) => ({ name: part.name, end: part.end - by })),
    })),
  };
}

function claimOf(
  node: SyntaxNode,
  statement: SyntaxNode,
  rest: Pick<StepClaim, 'candidates' | 'isShown' | 'printed'>,
): StepClaim {
  const by = statement.startIndex;
  return {
    ...rest,
    start: node.startIndex - by,
    end: node.endIndex - by,
    names: shift(readPythonNames(node), by),
    callee: node.type === 'call' ? (node.childForFieldName('function')?.text ?? null) : null,
  };
}

function asserted(node: SyntaxNode): StepClaim | null {
  const claim = readAssertion(node);
  if (claim === null) return null;
  const target = node.descendantForIndex(claim.start, claim.end - 1);
  if (target === null || target.startIndex !== claim.start || target.endIndex !== claim.end) return null;
  return claimOf(target, node, { candidates: [claim.expected], isShown: false, printed: false });
}

/** The output below a prompt. */
function shown(node: SyntaxNode, want: string): StepClaim | null {
  const [inner] = node.type === 'expression_statement' ? node.namedChildren : [];
  const raised = readTraceback(want);
  if (raised !== null) {
    const target = inner?.type === 'assignment' ? inner.childForFieldName('right') : inner;
    if (target === null || target === undefined) return null;
    const candidates: RawExpectation[] = [{ kind: 'outcome', outcome: raised }];
    return claimOf(target, node, { candidates, isShown: true, printed: false });
  }
  if (inner === undefined || inner.type === 'assignment') return null;
  const compared = want.trim() === 'True' ? readEquality(inner) : null;
  if (compared !== null) {
    const candidates: RawExpectation[] = [
      { kind: 'literal', text: compared.value.text, printed: false, isMarked: true },
    ];
    return claimOf(compared.node, node, { candidates, isShown: false, printed: false });
  }
  const subject = readSubject(node);
  if (subject === null || (isPrint(inner) && !subject.printed)) return null;
  const printed = subject.printed && !isPrettyPrint(inner);
  const candidates: RawExpectation[] = [{ kind: 'literal', text: want, printed, isMarked: true }];
  return claimOf(subject.node, node, { candidates, isShown: true, printed });
}

/** `f(x) == [1, 2]`, of which a prompt says `True`. */
function readEquality(node: SyntaxNode): { node: SyntaxNode; value: SyntaxNode } | null {
  if (node.type !== 'comparison_operator') return null;
  const [left, right, ...more] = node.namedChildren;
  const operator = node.children.find((child) => !child.isNamed)?.type;
  if (left === undefined || right === undefined || more.length > 0 || operator !== '==') return null;
  const isLiteral = /^(?:string|integer|float|list|tuple|dictionary|set|unary_operator)$/.test(right.type);
  return isLiteral && left.type === 'call' && !/^[ \t]*[([{'"]/.test(left.text)
    ? { node: left, value: right }
    : null;
}

/** A comment behind the statement, or right below it. */
function readNoted(node: SyntaxNode): StepClaim | null {
  const subject = readSubject(node);
  if (subject === null || isConstant(subject.node)) return null;
  const lines: string[] = [];
  let next = node.nextNamedSibling;
  const isBehind = next?.type === 'comment' && next.startPosition.row === node.endPosition.row;
  let row = isBehind ? node.endPosition.row : node.endPosition.row + 1;
  while (next?.type === 'comment' && next.startPosition.row === row && lines.length < 40) {
    lines.push(next.text.replace(/^#+:?\s?/, ''));
    next = next.nextNamedSibling;
    row += 1;
  }
  if (lines.length === 0) return null;
  const [inner] = node.namedChildren;
  const printed = subject.printed && !(inner !== undefined && isPrettyPrint(inner));
  const candidates = readComment(lines, { printed, isBehind });
  if (candidates.length === 0) return null;
  return claimOf(subject.node, node, { candidates, isShown: false, printed });
}

function isConstant(node: SyntaxNode): boolean {
  return /^(?:string|integer|float|true|false|none|list|tuple|dictionary|set|identifier|lambda|concatenated_string|unary_operator)$/.test(
    node.type,
  );
}
