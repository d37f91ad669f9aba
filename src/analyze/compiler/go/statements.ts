import { type SyntaxNode, SyntaxTreeError, withTree } from '../../../syntax-trees/index.ts';
import { childrenOf, field } from './nodes.ts';

export interface GoExpression {
  readonly text: string;
  readonly type: string;
  /** `strcase.ToSnake`, `ToSnake`, `client.Plural`; null for what is no call. */
  readonly callee: string | null;
  /** Names of values in it; those behind a dot are none. */
  readonly names: readonly string[];
}

export interface GoStatement {
  readonly text: string;
  readonly type: string;
  /** Lines within the unit, from 0. */
  readonly rows: readonly [number, number];
  readonly declares: readonly string[];
  readonly names: readonly string[];
  /** Names in front of `=` or below a receiver of a call that stands alone: they may be changed here. */
  readonly changes: readonly string[];
  /** The left side of an assignment, and its one right side. */
  readonly assigns: { readonly left: readonly string[]; readonly right: GoExpression } | null;
  /** The expression of a statement that is one. */
  readonly expression: GoExpression | null;
  /** Of `fmt.Println(...)`, `fmt.Print(...)`, `fmt.Printf(...)`. */
  readonly print: { readonly name: string; readonly values: readonly GoExpression[] } | null;
  readonly isErrorCheck: boolean;
  /** The comment at its end, without marks. */
  readonly comment: string | null;
  /** Comments on the lines below, before the next statement or blank line. */
  readonly below: readonly string[];
}

export interface GoSnippet {
  readonly statements: readonly GoStatement[];
  /** What the comment `Output:` at the end says. */
  readonly output: { readonly lines: readonly string[]; readonly isUnordered: boolean } | null;
  /** Functions and types that the snippet declares beside. */
  readonly declared: readonly string[];
}

const opening = 'package p\nfunc _() {\n';
/** Lines in front of the code in what is parsed. */
const openingRows = 2;

/** The statements of a piece of documentation: of a whole program those of `main`, else the piece itself. Null for no Go. */
export async function readSnippet(code: string): Promise<GoSnippet | null> {
  const whole = /^\s*package \w+/m.test(code);
  const text = whole ? code : `${opening}${blankImports(code)}\n}\n`;
  try {
    return await withTree('go', text, (root) => {
      if (root.hasError) return null;
      const functions = childrenOf(root).filter(({ type }) => type === 'function_declaration');
      const chosen = whole
        ? functions.find((node) => /^(?:main|Example\w*)$/.test(field(node, 'name')?.text ?? ''))
        : functions[0];
      const body = chosen === undefined ? null : field(chosen, 'body');
      if (body === null) return null;
      const others = childrenOf(root).filter(
        (node) => node !== chosen && !/^(?:package|import|comment)/.test(node.type),
      );
      return readBody(body, { offset: whole ? 0 : openingRows, others });
    });
  } catch (error) {
    if (error instanceof SyntaxTreeError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Imports do not stand in functions; their lines stay, so that places stay right. */
function blankImports(code: string): string {
  return code.replace(/^[ \t]*import[ \t]+(?:\([^()]{0,4000}\)|[^\n]{1,300})/gm, (found) =>
    found.replace(/[^\n]/g, ''),
  );
}

function readBody(
  body: SyntaxNode,
  { offset, others }: { readonly offset: number; readonly others: readonly SyntaxNode[] },
): GoSnippet {
  const list = childrenOf(body).flatMap((node) =>
    node.type === 'statement_list' ? childrenOf(node) : [node],
  );
  const nodes = list.filter(({ type }) => type !== 'comment' && type !== 'empty_statement');
  const comments = list.filter(({ type }) => type === 'comment');
  const output = readOutput(comments, nodes.at(-1));
  return {
    statements: nodes.map((node, index) => readStatement(node, { comments, next: nodes[index + 1], offset })),
    output,
    declared: others.flatMap((node) =>
      node
        .descendantsOfType(['identifier', 'type_identifier'])
        .flatMap((name) =>
          name !== null && name.parent?.childForFieldName('name')?.id === name.id ? [name.text] : [],
        ),
    ),
  };
}

function readOutput(comments: readonly SyntaxNode[], last: SyntaxNode | undefined): GoSnippet['output'] {
  const start = comments.findLastIndex(({ text }) => /^\/\/\s*(?:unordered )?output:/i.test(text));
  const first = comments[start];
  if (first === undefined || (last !== undefined && first.startIndex < last.endIndex)) return null;
  const [, unordered, rest = ''] = /^\/\/\s*(unordered )?output:(.*)$/is.exec(first.text) ?? [];
  const lines = [
    rest.trim(),
    ...comments.slice(start + 1).map(({ text }) => text.replace(/^\/\/ ?/, '').trimEnd()),
  ];
  while (lines[0] === '') lines.shift();
  while (lines.at(-1) === '') lines.pop();
  return { lines, isUnordered: unordered !== undefined };
}

function readStatement(
  node: SyntaxNode,
  at: {
    readonly comments: readonly SyntaxNode[];
    readonly next: SyntaxNode | undefined;
    readonly offset: number;
  },
): GoStatement {
  const { comments, next, offset } = at;
  const expression = node.type === 'expression_statement' ? childrenOf(node)[0] : undefined;
  const call = expression?.type === 'call_expression' ? expression : undefined;
  const printer = /^fmt\.(Println|Print|Printf)$/.exec((call && field(call, 'function')?.text) ?? '')?.[1];
  const behind = comments.find(
    (comment) => comment.startPosition.row === node.endPosition.row && comment.startIndex >= node.endIndex,
  );
  return {
    text: node.text,
    type: node.type,
    rows: [node.startPosition.row - offset, node.endPosition.row - offset],
    declares: readDeclared(node),
    names: readNames(node),
    changes: readChanged(node, call),
    assigns: readAssignment(node),
    expression: expression === undefined ? null : readExpression(expression),
    print:
      printer === undefined || call === undefined
        ? null
        : { name: printer, values: childrenOf(field(call, 'arguments') ?? call).map(readExpression) },
    isErrorCheck: node.type === 'if_statement' && /^if err != nil\b/.test(node.text),
    comment: behind === undefined ? null : bare(behind.text),
    below: comments
      .filter(
        (comment) =>
          comment !== behind &&
          comment.startIndex > node.endIndex &&
          (next === undefined || comment.startIndex < next.startIndex),
      )
      .filter((comment, index) => comment.startPosition.row === node.endPosition.row + 1 + index)
      .map(({ text }) => bare(text)),
  };
}

function bare(comment: string): string {
  return comment.replace(/^\/\/+|^\/\*+|\*+\/$/g, '').trim();
}

function readExpression(node: SyntaxNode): GoExpression {
  const called = node.type === 'call_expression' ? field(node, 'function') : null;
  return {
    text: node.text,
    type: node.type,
    callee: called === null ? null : called.text,
    names: readNames(node),
  };
}

/** Names of values and packages; fields, keys of structures and labels are none. */
export function readNames(node: SyntaxNode): string[] {
  const names = node
    .descendantsOfType(['identifier', 'package_identifier', 'type_identifier'])
    .flatMap((name) => {
      if (name === null) return [];
      const element = name.parent?.type === 'literal_element' ? name.parent : null;
      const isKey =
        element?.parent?.type === 'keyed_element' && childrenOf(element.parent)[0]?.id === element.id;
      const isQualified = name.type === 'type_identifier' && name.parent?.type === 'qualified_type';
      return (isKey && isStructureLiteral(element.parent)) || isQualified ? [] : [name.text];
    });
  return [...new Set(names)];
}

function isStructureLiteral(element: SyntaxNode): boolean {
  const literal = element.parent?.parent;
  const type = literal?.type === 'composite_literal' ? field(literal, 'type')?.type : undefined;
  return type !== 'map_type' && type !== 'slice_type' && type !== 'array_type';
}

function readDeclared(node: SyntaxNode): string[] {
  if (node.type === 'short_var_declaration')
    return childrenOf(field(node, 'left') ?? node).map(({ text }) => text);
  if (node.type === 'var_declaration' || node.type === 'const_declaration') {
    return node
      .descendantsOfType(['var_spec', 'const_spec'])
      .flatMap((spec) =>
        (spec?.childrenForFieldName('name') ?? []).flatMap((name) => (name?.isNamed ? [name.text] : [])),
      );
  }
  if (node.type === 'type_declaration') {
    return node
      .descendantsOfType('type_spec')
      .flatMap((spec) => (spec === null ? [] : [field(spec, 'name')?.text ?? '']));
  }
  return [];
}

function readChanged(node: SyntaxNode, call: SyntaxNode | undefined): string[] {
  if (node.type === 'assignment_statement' || node.type === 'short_var_declaration') {
    return readNames(field(node, 'left') ?? node);
  }
  if (call !== undefined) return readNames(call);
  return /^(?:inc|dec|for|if|expression|go|defer|send|block)/.test(node.type) ? readNames(node) : [];
}

function readAssignment(node: SyntaxNode): GoStatement['assigns'] {
  if (node.type !== 'short_var_declaration' && node.type !== 'assignment_statement') return null;
  const [left, right] = [field(node, 'left'), field(node, 'right')];
  const values = right === null ? [] : childrenOf(right);
  const [value] = values;
  if (left === null || value === undefined || values.length !== 1) return null;
  return { left: childrenOf(left).map(({ text }) => text), right: readExpression(value) };
}
