import {
  collapseRust,
  isEnabledRust,
  type RustUse,
  readUse,
  type SyntaxNode,
  SyntaxTreeError,
  withTree,
} from '../../../syntax-trees/index.ts';
import type { RustExample } from './examples.ts';
import { isPureNode, readNames } from './names-in.ts';

export type StatementKind = 'let' | 'item' | 'use' | 'expression' | 'claim' | 'print';

/** One argument or expression by its text and the names in it. */
export interface Piece {
  readonly text: string;
  readonly names: ReadonlySet<string>;
  /** A value that stands there: literals and what the standard library wraps around them. */
  readonly isPure: boolean;
  /** For `a == b`, `!a` and `a.method()`: what it is made of. */
  readonly operator: string | null;
  readonly parts: readonly Piece[];
}

export interface Statement {
  readonly kind: StatementKind;
  readonly text: string;
  readonly names: ReadonlySet<string>;
  /** Names that it declares or brings. */
  readonly declares: readonly string[];
  readonly isMutable: boolean;
  /** Of a claim or a print: the macro and its arguments; of the others the expression or initial value. */
  readonly macro: string | null;
  readonly pieces: readonly Piece[];
  readonly uses: readonly RustUse[];
  /** What a comment behind it says, or the line after it. */
  readonly note: string | null;
  /** In the document, from 1. */
  readonly lines: readonly [number, number];
}

export interface Snippet {
  readonly example: RustExample;
  readonly statements: readonly Statement[];
}

const mostCode = 20_000;
const mostStatements = 300;
const claims = /\b(?:debug_)?(assert|assert_eq|assert_ne|println|print)!(?=\s*\()/g;

/** The statements of an example that are there with `features`; null where it does not parse. */
export async function readSnippet(
  example: RustExample,
  features: ReadonlySet<string> | null,
): Promise<Snippet | null> {
  const code = example.code
    .slice(0, mostCode)
    .replace(/^\s*#!\[.*\]\s*$/gm, '')
    // An example hands errors on to whoever runs it; a scenario is run by nobody else.
    .replace(/([)\]\w])\?(?=\s*[;.,)\n]|$)/g, '$1.unwrap()');
  // A macro's arguments are tokens to the parser; as a call of the same length they are expressions.
  const callable = code.replace(claims, (text) => `${text.slice(0, -1)}_`);
  const start = 'fn main() {\n';
  const whole = /\bfn\s+main\s*\(/.test(code) ? null : `${start}${callable}\n}`;
  try {
    return await withTree('rust', whole ?? callable, (root) => {
      if (root.hasError) return null;
      const reader = new SnippetReader(example, {
        source: whole === null ? code : `${start}${code}\n}`,
        rowsBefore: whole === null ? 0 : 1,
        features,
      });
      return { example, statements: reader.read(root).slice(0, mostStatements) };
    });
  } catch (error) {
    if (error instanceof SyntaxTreeError || error instanceof RangeError) return null;
    throw error;
  }
}

class SnippetReader {
  private readonly example: RustExample;
  private readonly source: string;
  private readonly rowsBefore: number;
  private readonly lines: readonly string[];
  private readonly features: ReadonlySet<string> | null;

  constructor(
    example: RustExample,
    {
      source,
      rowsBefore,
      features,
    }: {
      readonly source: string;
      readonly rowsBefore: number;
      readonly features: ReadonlySet<string> | null;
    },
  ) {
    this.features = features;
    this.example = example;
    this.source = source;
    this.rowsBefore = rowsBefore;
    this.lines = source.split('\n');
  }

  /** Items beside `main` first, then its statements. */
  read(root: SyntaxNode): Statement[] {
    const items = root.namedChildren.filter((node) => node !== null);
    const main = items.find(
      (node) => node.type === 'function_item' && node.childForFieldName('name')?.text === 'main',
    );
    const outer = items.filter((node) => node !== main);
    const inner = main?.childForFieldName('body')?.namedChildren ?? [];
    let attributes: string[] = [];
    return [...outer, ...inner].flatMap((node) => {
      if (node?.type === 'attribute_item') attributes.push(collapseRust(node.text));
      if (node === null || node.type === 'attribute_item') return [];
      const isThere = isEnabledRust(attributes, this.features);
      const before = attributes.map((attribute) => `${attribute}\n`).join('');
      attributes = [];
      if (!isThere) return [];
      return this.readStatement(node).map((each) =>
        each.kind === 'item' ? { ...each, text: `${before}${each.text}` } : each,
      );
    });
  }

  private readStatement(node: SyntaxNode): Statement[] {
    if (/comment$|attribute_item$|^empty_statement$/.test(node.type)) return [];
    if (node.type === 'use_declaration') {
      const uses = readUse(node.childForFieldName('argument')?.text ?? '');
      return [this.create(node, 'use', { uses, declares: uses.map(({ name }) => name) })];
    }
    if (node.type === 'extern_crate_declaration') {
      const name = node.childForFieldName('name')?.text ?? '';
      const alias = node.childForFieldName('alias')?.text ?? name;
      return [this.create(node, 'use', { uses: [{ path: [name], name: alias }], declares: [alias] })];
    }
    if (node.type === 'let_declaration') return [this.readLet(node)];
    if (node.type.endsWith('_item') || node.type === 'macro_definition') {
      const name = node.childForFieldName('name') ?? node.childForFieldName('type');
      return [this.create(node, 'item', { declares: name === null ? [] : [name.text] })];
    }
    const inner = node.type === 'expression_statement' ? node.namedChildren[0] : node;
    return inner === null || inner === undefined ? [] : [this.readExpression(node, inner)];
  }

  private readLet(node: SyntaxNode): Statement {
    const pattern = node.childForFieldName('pattern');
    const value = node.childForFieldName('value');
    // One that gets its value later is assigned to.
    const isMutable =
      value === null ||
      node.namedChildren.some((child) => child?.type === 'mutable_specifier') ||
      (pattern?.descendantsOfType('mutable_specifier').length ?? 0) > 0;
    const declares =
      pattern === null ? [] : pattern.type === 'identifier' ? [pattern.text] : patternNames(pattern);
    return this.create(node, 'let', {
      declares,
      isMutable,
      names: new Set([...readNames(node.childForFieldName('type')), ...readNames(value)]),
      pieces: value === null ? [] : [this.piece(value, 2)],
    });
  }

  private readExpression(node: SyntaxNode, inner: SyntaxNode): Statement {
    const callee = inner.type === 'call_expression' ? inner.childForFieldName('function') : null;
    const macro =
      callee?.type === 'identifier'
        ? /^(?:debug_)?(assert|assert_eq|assert_ne|println|print)_$/.exec(callee.text)?.[1]
        : undefined;
    if (macro === undefined) return this.create(node, 'expression', { pieces: [this.piece(inner, 2)] });
    const given = (inner.childForFieldName('arguments')?.namedChildren ?? []).filter(
      (child) => child !== null && !child.type.endsWith('comment') && child.type !== 'attribute_item',
    );
    return this.create(node, macro.startsWith('print') ? 'print' : 'claim', {
      macro,
      pieces: given.flatMap((child) => (child === null ? [] : [this.piece(child, 3)])),
    });
  }

  private create(node: SyntaxNode, kind: StatementKind, given: Partial<Statement>): Statement {
    const rows: [number, number] = [node.startPosition.row, node.endPosition.row];
    return {
      kind,
      text: this.source.slice(node.startIndex, node.endIndex),
      names: readNames(node),
      declares: [],
      isMutable: false,
      macro: null,
      pieces: [],
      uses: [],
      note: this.noteAt(node),
      lines: [this.lineOf(rows[0]), this.lineOf(rows[1])],
      ...given,
    };
  }

  private lineOf(row: number): number {
    const { lines } = this.example;
    return lines[Math.min(Math.max(row - this.rowsBefore, 0), lines.length - 1)] ?? 1;
  }

  /** A comment on the same line, or one with a mark on the next. */
  private noteAt(node: SyntaxNode): string | null {
    const { row, column } = node.endPosition;
    const rest = (this.lines[row] ?? '').slice(column);
    const same = /^\s*;?\s*\/\/(?![/!])\s*(.*)$/.exec(rest)?.[1];
    if (same !== undefined) return same.trim();
    const next = /^\s*\/\/\s*((?:=>|->|prints?\b|outputs?\b).*)$/i.exec(this.lines[row + 1] ?? '')?.[1];
    return next?.trim() ?? this.closingComment(row + 1);
  }

  /** A comment of one line that closes a paragraph of the example: what the line before it printed. */
  private closingComment(row: number): string | null {
    const shown = /^\s*\/\/(?![/!])\s?(\S.*)$/.exec(this.lines[row] ?? '')?.[1];
    const isLast = row >= this.lines.length - 2 || (this.lines[row + 1] ?? '').trim() === '';
    return shown === undefined || !isLast ? null : `prints ${shown.trim()}`;
  }

  private piece(node: SyntaxNode, depth: number): Piece {
    const { operator, parts } = this.takeApart(node);
    return {
      text: this.source.slice(node.startIndex, node.endIndex),
      names: readNames(node),
      isPure: isPureNode(node),
      operator,
      parts: depth === 0 ? [] : parts.map((part) => this.piece(part, depth - 1)),
    };
  }

  private takeApart(node: SyntaxNode): { operator: string | null; parts: SyntaxNode[] } {
    const field = (name: string): SyntaxNode[] => {
      const found = node.childForFieldName(name);
      return found === null ? [] : [found];
    };
    if (node.type === 'binary_expression') {
      return {
        operator: node.childForFieldName('operator')?.text ?? null,
        parts: [...field('left'), ...field('right')],
      };
    }
    if (node.type === 'unary_expression' && node.text.startsWith('!')) {
      return { operator: '!', parts: node.namedChildren.filter((child) => child !== null) };
    }
    const callee = node.type === 'call_expression' ? node.childForFieldName('function') : null;
    if (callee?.type !== 'field_expression') return { operator: null, parts: [] };
    const isBare = (node.childForFieldName('arguments')?.namedChildCount ?? 1) === 0;
    const receiver = callee.childForFieldName('value');
    return {
      operator: isBare ? `.${callee.childForFieldName('field')?.text ?? ''}()` : null,
      parts: receiver === null ? [] : [receiver],
    };
  }
}

function patternNames(pattern: SyntaxNode): string[] {
  return pattern.descendantsOfType(['identifier', 'shorthand_field_identifier']).flatMap((node) => {
    // The name of a variant or type in a pattern is none that it declares.
    return node === null || /^[A-Z]/.test(node.text) ? [] : [node.text];
  });
}
