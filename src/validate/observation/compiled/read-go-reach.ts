import { type SyntaxNode, SyntaxTreeError, withTree } from '../../../syntax-trees/index.ts';
import type { Effect } from '../types.ts';
import { goReach, kindOf } from './reach.ts';

interface Piece {
  /** `init`, the name of a function or method, or the empty text for variables of the package. */
  readonly name: string;
  /** `os.Exit`, with the package's own name whatever the file calls it. */
  readonly uses: readonly string[];
  readonly calls: readonly string[];
}

/**
 * What the code of a Go package says that it reaches: when it starts (`init`, variables of the package, and what these
 * call), and in all of it. Null for code that cannot be read.
 */
export async function readGoReach(files: Readonly<Record<string, string>>): Promise<Effect[] | null> {
  const pieces: Piece[] = [];
  for (const [path, text] of Object.entries(files)) {
    if (!path.endsWith('.go') || path.endsWith('_test.go')) continue;
    const read = await readPieces(text);
    if (read === null) return null;
    pieces.push(...read);
  }
  const atStart = close(pieces);
  return pieces.flatMap((piece) => {
    const phase = atStart.has(piece) ? ('import' as const) : ('call' as const);
    return [...new Set(piece.uses)].flatMap((name): Effect[] => {
      const kind = kindOf(goReach, name);
      return kind === null ? [] : [{ phase, place: -1, kind, name, text: piece.name.slice(0, 80) }];
    });
  });
}

async function readPieces(text: string): Promise<Piece[] | null> {
  try {
    return await withTree('go', text, (root) => {
      const imports = readImports(root);
      return root.namedChildren.flatMap((node): Piece[] => {
        if (node === null) return [];
        if (node.type === 'function_declaration' || node.type === 'method_declaration')
          return [readPiece(node, node.childForFieldName('name')?.text ?? '', imports)];
        return node.type === 'var_declaration' ? [readPiece(node, '', imports)] : [];
      });
    });
  } catch (error) {
    if (error instanceof SyntaxTreeError || error instanceof RangeError) return null;
    throw error;
  }
}

/** The last part of each import's path by the name that the file has for it. */
function readImports(root: SyntaxNode): ReadonlyMap<string, string> {
  return new Map(
    root.descendantsOfType('import_spec').flatMap((node) => {
      const path = node?.childForFieldName('path')?.text.slice(1, -1) ?? '';
      const last = path.split('/').at(-1) ?? path;
      return path === '' ? [] : [[node?.childForFieldName('name')?.text ?? last, last] as const];
    }),
  );
}

function readPiece(node: SyntaxNode, name: string, imports: ReadonlyMap<string, string>): Piece {
  const selectors = node.descendantsOfType('selector_expression').flatMap((each) => {
    const [operand, field] = [each?.childForFieldName('operand'), each?.childForFieldName('field')];
    return operand && field ? [{ operand: operand.text, field: field.text }] : [];
  });
  const called = node
    .descendantsOfType('call_expression')
    .flatMap((each) => each?.childForFieldName('function')?.text.split('.').at(-1) ?? []);
  return {
    name,
    uses: selectors.flatMap(({ operand, field }) => {
      const own = imports.get(operand);
      return own === undefined ? [] : [`${own}.${field}`];
    }),
    // A function may be handed on before it is called.
    calls: [...called, ...node.descendantsOfType('identifier').map((each) => each?.text ?? '')],
  };
}

/** What runs when the package starts, directly or through its own functions. */
function close(pieces: readonly Piece[]): ReadonlySet<Piece> {
  const found = new Set(pieces.filter(({ name }) => name === 'init' || name === ''));
  const open = [...found];
  for (let piece = open.pop(); piece !== undefined; piece = open.pop()) {
    const called = new Set(piece.calls);
    for (const other of pieces) {
      if (found.has(other) || !called.has(other.name)) continue;
      found.add(other);
      open.push(other);
    }
  }
  return found;
}
