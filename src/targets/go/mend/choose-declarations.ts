import type { SyntaxNode } from '../../../syntax-trees/index.ts';
import type { TargetMend } from '../../types.ts';
import { declaredNames } from './match-names.ts';

/** A declaration with the comments above it. */
interface Chunk {
  readonly text: string;
  /** What it declares; methods with their receiver's type. */
  readonly keys: readonly string[];
}

export interface ChosenDeclarations {
  readonly chunks: readonly string[];
  readonly names: readonly string[];
  readonly mends: readonly TargetMend[];
}

/** The declarations of a library: programs, tests, examples and statements at the top are left out. */
export function chooseDeclarations(root: SyntaxNode, wanted: ReadonlySet<string>): ChosenDeclarations {
  const mends: TargetMend[] = [];
  const chunks: Chunk[] = [];
  let comments: SyntaxNode[] = [];
  for (const node of root.namedChildren) {
    if (node === null || node.type === 'package_clause' || node.type === 'import_declaration') {
      comments = [];
      continue;
    }
    if (node.type === 'comment') {
      comments.push(node);
      continue;
    }
    const reason = findReason(node, wanted);
    if (reason === null) chunks.push(readChunk(node, comments));
    else mends.push({ kind: 'dropped', detail: reason });
    comments = [];
  }
  return { ...withoutDuplicates(chunks, mends), mends };
}

function readChunk(node: SyntaxNode, comments: readonly SyntaxNode[]): Chunk {
  const words = comments.map(({ text }) => text);
  return { text: [...words, node.text].join('\n'), keys: keysOf(node) };
}

function keysOf(node: SyntaxNode): string[] {
  if (node.type !== 'method_declaration') {
    const name = declaredNames(node);
    return name[0] === 'init' ? [] : name;
  }
  const owner = node.childForFieldName('receiver')?.descendantsOfType('type_identifier')[0]?.text ?? '';
  return [`${owner}.${node.childForFieldName('name')?.text ?? ''}`];
}

/** Why a node does not belong in a library; null for a declaration. */
function findReason(node: SyntaxNode, wanted: ReadonlySet<string>): string | null {
  if (node.type === 'function_declaration') {
    const name = node.childForFieldName('name')?.text ?? '';
    if (name === 'main') return 'func main';
    if (wanted.has(name)) return null;
    const parameters = node.childForFieldName('parameters')?.text ?? '';
    if (/^(?:Test|Benchmark|Fuzz)/.test(name) && /\*testing\.\w+/.test(parameters)) return `the test ${name}`;
    if (/^Example/.test(name) && parameters === '()') return `the example ${name}`;
    return name === 'init' && onlyPrints(node) ? 'func init that only prints' : null;
  }
  // The compiler says what is wrong there.
  if (node.type === 'ERROR') return null;
  const isDeclaration = /^(?:method|type|const|var)_declaration$/.test(node.type);
  return isDeclaration ? null : `a statement at the top: ${node.text.slice(0, 60).replace(/\s+/g, ' ')}`;
}

function onlyPrints(node: SyntaxNode): boolean {
  const body = node.childForFieldName('body');
  const list = body?.namedChildren.find((child) => child?.type === 'statement_list') ?? body;
  const statements = (list?.namedChildren ?? []).filter((child) => child?.type !== 'comment');
  return statements.every((statement) => /^(?:fmt\.Print|print)/.test(statement?.text ?? ''));
}

/** Of two declarations of one name the longer one stays: the shorter is mostly a sketch of it. */
function withoutDuplicates(
  chunks: readonly Chunk[],
  mends: TargetMend[],
): { readonly chunks: readonly string[]; readonly names: readonly string[] } {
  const best = new Map<string, Chunk>();
  for (const chunk of chunks) {
    for (const key of chunk.keys.filter((name) => name !== '_')) {
      const other = best.get(key);
      if (other === undefined || chunk.text.length > other.text.length) best.set(key, chunk);
    }
  }
  const kept = chunks.filter((chunk) => {
    const keys = chunk.keys.filter((name) => name !== '_');
    const stays = keys.length === 0 || keys.some((key) => best.get(key) === chunk);
    if (!stays) mends.push({ kind: 'dropped', detail: `a second declaration of ${keys.join(', ')}` });
    return stays;
  });
  return { chunks: kept.map(({ text }) => text), names: [...best.keys()] };
}
