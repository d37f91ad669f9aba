import type { ScenarioBinding } from '../../../spec/index.ts';
import {
  findStandardPackage,
  type SyntaxNode,
  SyntaxTreeError,
  withTree,
} from '../../../syntax-trees/index.ts';

/** One piece of Go that is compiled into the program of scenarios. */
export interface GoPiece {
  readonly setup: string;
  readonly expression: string;
}

export interface PieceContext {
  readonly bindings: readonly ScenarioBinding[];
  readonly importPath: string;
  /** The name by which the package is called where scenarios name its exports alone. */
  readonly ownName: string;
}

export interface PreparedPiece {
  /** Names of the package stand behind `importName`. */
  readonly setup: string;
  readonly expression: string;
  /** Import specifications, such as `"fmt"` or `strcase "example.com/strcase"`. */
  readonly imports: readonly string[];
  readonly usesPackage: boolean;
  /** The expression may stand alone as a statement. */
  readonly isCall: boolean;
}

const front = 'package p\nfunc _() {\n';
const middle = '\n_ = phalusResults(';
const behind = ')\n}\n';

/**
 * A piece with the imports that it needs, variables that are only set made used, and exports by their bindings. Null for
 * one that does not parse by itself.
 */
export async function preparePiece(
  { setup, expression }: GoPiece,
  context: PieceContext,
): Promise<PreparedPiece | null> {
  const text = `${front}${setup}${middle}${expression}${behind}`;
  if (text.length > 100_000) return null;
  try {
    return await withTree('go', text, (root) => {
      const [, body, more] = root.namedChildren;
      if (root.hasError || body?.type !== 'function_declaration' || more !== undefined) return null;
      return readPiece(root, { setup, expression, ...context });
    });
  } catch (error) {
    if (error instanceof SyntaxTreeError || error instanceof RangeError) return null;
    throw error;
  }
}

function readPiece(root: SyntaxNode, piece: GoPiece & PieceContext): PreparedPiece {
  const { setup, expression, bindings, importPath, ownName } = piece;
  const declared = readLocals(root);
  const whole = new Set(bindings.filter((binding) => binding.export === '*').map(({ local }) => local));
  const single = new Map(
    bindings.filter((binding) => binding.export !== '*').map((binding) => [binding.local, binding.export]),
  );
  const imports = new Set<string>();
  const edits: { start: number; end: number; text: string }[] = [];
  let usesPackage = false;
  for (const node of root.descendantsOfType(['identifier', 'type_identifier', 'package_identifier'])) {
    if (node === null || node.startIndex < front.length || isBehindDot(node)) continue;
    const name = node.text;
    const isOperand = isPackageOperand(node);
    if (isOperand && whole.has(name)) {
      imports.add(`${name} ${JSON.stringify(importPath)}`);
      usesPackage = true;
    } else if (single.has(name) && !declared.has(name) && !isKey(node)) {
      imports.add(`${ownName} ${JSON.stringify(importPath)}`);
      edits.push({ start: node.startIndex, end: node.endIndex, text: `${ownName}.${single.get(name)}` });
      usesPackage = true;
    } else if (isOperand && !declared.has(name)) {
      const path = findStandardPackage(name);
      if (path !== null) imports.add(JSON.stringify(path));
    }
  }
  const starts = [front.length, front.length + setup.length + middle.length] as const;
  const apply = (part: string, start: number): string =>
    edits
      .filter((edit) => edit.start >= start && edit.end <= start + part.length)
      .toSorted((one, other) => other.start - one.start)
      .reduce(
        (result, edit) =>
          `${result.slice(0, edit.start - start)}${edit.text}${result.slice(edit.end - start)}`,
        part,
      );
  const uses = topLevelNames(root).map((name) => `_ = ${name}`);
  return {
    setup: [apply(setup, starts[0]), ...uses].filter((line) => line.trim() !== '').join('\n'),
    expression: apply(expression, starts[1]),
    imports: [...imports],
    usesPackage,
    isCall: isStatementCall(root),
  };
}

function isBehindDot(node: SyntaxNode): boolean {
  return node.type === 'type_identifier' && node.parent?.type === 'qualified_type';
}

function isPackageOperand(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent?.type === 'qualified_type') return true;
  return parent?.type === 'selector_expression' && parent.childForFieldName('operand')?.id === node.id;
}

function isKey(node: SyntaxNode): boolean {
  const element = node.parent?.type === 'literal_element' ? node.parent : null;
  const pair = element?.parent?.type === 'keyed_element' ? element.parent : null;
  if (element === null || pair === null || pair.namedChildren[0]?.id !== element.id) return false;
  return pair.parent?.parent?.childForFieldName('type')?.type !== 'map_type';
}

function readLocals(root: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of root.descendantsOfType(['short_var_declaration', 'range_clause'])) {
    for (const left of node?.childForFieldName('left')?.namedChildren ?? []) if (left) names.add(left.text);
  }
  const named = [
    'var_spec',
    'const_spec',
    'type_spec',
    'parameter_declaration',
    'variadic_parameter_declaration',
  ];
  for (const node of root.descendantsOfType(named)) {
    for (const name of node?.childrenForFieldName('name') ?? []) if (name?.isNamed) names.add(name.text);
  }
  return names;
}

/** Variables of the setup itself: Go does not compile one that is set and never used. */
function topLevelNames(root: SyntaxNode): string[] {
  const body = root.namedChildren[1]?.childForFieldName('body');
  const list = body?.namedChildren.find((node) => node?.type === 'statement_list') ?? body;
  const names = (list?.namedChildren ?? []).flatMap((node) => {
    if (node?.type === 'short_var_declaration') {
      return (node.childForFieldName('left')?.namedChildren ?? []).map((left) => left?.text ?? '_');
    }
    if (node?.type !== 'var_declaration') return [];
    return node
      .descendantsOfType('var_spec')
      .flatMap((spec) =>
        (spec?.childrenForFieldName('name') ?? []).map((name) => (name?.isNamed ? name.text : '_')),
      );
  });
  return [...new Set(names)].filter((name) => /^\w+$/.test(name) && name !== '_');
}

function isStatementCall(root: SyntaxNode): boolean {
  const last = root
    .descendantsOfType('call_expression')
    .findLast((node) => node?.childForFieldName('function')?.text === 'phalusResults');
  const [argument, more] = last?.childForFieldName('arguments')?.namedChildren ?? [];
  if (argument?.type !== 'call_expression' || more !== undefined) return false;
  const called = argument.childForFieldName('function')?.text ?? '';
  return !/^(?:append|cap|complex|imag|len|make|new|real|min|max|string|bool|error|any|u?int\d*|float\d+|byte|rune|\[.*)$/.test(
    called,
  );
}

/** A file of the program that answers for one scenario. */
export function renderPiece(piece: PreparedPiece, index: number, how: 'value' | 'statement'): string {
  const { setup, expression, imports, isCall } = piece;
  const end =
    how === 'value'
      ? [`return results(${expression})`]
      : [isCall ? expression : `_ = ${expression}`, 'return nil'];
  return [
    'package main',
    '',
    ...(imports.length === 0 ? [] : [`import (\n${imports.map((path) => `\t${path}`).join('\n')}\n)`, '']),
    'func init() {',
    `scenarios[${index}] = func() []any {`,
    setup,
    ...end,
    '}',
    '}',
    '',
  ].join('\n');
}
