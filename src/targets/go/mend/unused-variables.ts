import type { SyntaxNode } from '../../../syntax-trees/index.ts';
import type { TextEdit } from './edits.ts';

export interface UnusedVariables {
  readonly edits: readonly TextEdit[];
  readonly names: readonly string[];
}

/**
 * Variables that are set and never used: Go does not compile them. A blank use is put behind, or the blank in the place of
 * a variable of a loop; what runs stays the same.
 */
export function findUnusedVariables(root: SyntaxNode): UnusedVariables {
  const edits: TextEdit[] = [];
  const names: string[] = [];
  for (const top of root.namedChildren) {
    const body = top?.childForFieldName('body');
    if (!body || (top?.type !== 'function_declaration' && top?.type !== 'method_declaration')) continue;
    const used = new Set<string>();
    for (const name of body.descendantsOfType('identifier')) {
      if (name !== null && !isSet(name)) used.add(name.text);
    }
    for (const node of body.descendantsOfType(['short_var_declaration', 'var_declaration', 'range_clause'])) {
      if (node === null) continue;
      const unused = listNames(node).filter(({ text }) => text !== '_' && !used.has(text));
      if (unused.length === 0) continue;
      const made = node.type === 'range_clause' ? blankRange(node, unused) : useBlank(node, unused);
      edits.push(...made);
      if (made.length > 0) names.push(...unused.map(({ text }) => text));
    }
  }
  return { edits, names: [...new Set(names)] };
}

/** True for a name that is given a value here and nothing else. */
function isSet(name: SyntaxNode): boolean {
  const { parent } = name;
  if (parent?.type === 'var_spec' || parent?.type === 'const_spec') {
    return parent.childrenForFieldName('name').some((own) => own?.id === name.id);
  }
  if (parent?.type === 'parameter_declaration' || parent?.type === 'labeled_statement') return true;
  const list = parent?.type === 'expression_list' ? parent : null;
  const owner = list?.parent;
  if (list === null || !owner) return false;
  const isLeft = owner.childForFieldName('left')?.id === list.id;
  if (!isLeft) return false;
  if (owner.type === 'short_var_declaration' || owner.type === 'range_clause') return true;
  // `x += 1` sets x as well, and is no use of it for the compiler.
  return owner.type === 'assignment_statement';
}

function listNames(node: SyntaxNode): SyntaxNode[] {
  if (node.type === 'var_declaration') {
    return node
      .descendantsOfType('var_spec')
      .flatMap((spec) => spec?.childrenForFieldName('name') ?? [])
      .filter((name) => name?.isNamed === true);
  }
  if (node.type === 'range_clause' && !/:=/.test(node.text)) return [];
  return (node.childForFieldName('left')?.namedChildren ?? []).filter((name) => name?.type === 'identifier');
}

function useBlank(node: SyntaxNode, unused: readonly SyntaxNode[]): TextEdit[] {
  const isStatement = node.parent?.type === 'block' || node.parent?.type === 'statement_list';
  if (!isStatement) return [];
  const text = unused.map((name) => `; _ = ${name.text}`).join('');
  return [{ start: node.endIndex, end: node.endIndex, text }];
}

function blankRange(node: SyntaxNode, unused: readonly SyntaxNode[]): TextEdit[] {
  const left = node.childForFieldName('left');
  const right = node.text.indexOf('range');
  if (left === null || right < 0) return [];
  const names = left.namedChildren.filter((name) => name !== null);
  const isAll = names.every((name) => name.text === '_' || unused.some((own) => own.id === name.id));
  if (isAll) return [{ start: node.startIndex, end: node.startIndex + right, text: '' }];
  return unused.map((name) => ({ start: name.startIndex, end: name.endIndex, text: '_' }));
}
