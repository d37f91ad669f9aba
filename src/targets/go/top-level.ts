import { type SyntaxNode, SyntaxTreeError, withTree } from '../../syntax-trees/index.ts';

export interface TopLevelName {
  readonly name: string;
  readonly kind: 'function' | 'type' | 'value';
  /** Of a function. */
  readonly parameters: number | null;
}

/** Names that a file declares at its top, methods aside; null for a text that cannot be read. */
export async function readTopLevel(text: string): Promise<readonly TopLevelName[] | null> {
  try {
    return await withTree('go', text, (root) =>
      root.namedChildren.flatMap((node) => (node === null ? [] : namesIn(node))),
    );
  } catch (error) {
    if (error instanceof SyntaxTreeError || error instanceof RangeError) return null;
    throw error;
  }
}

function namesIn(node: SyntaxNode): TopLevelName[] {
  if (node.type === 'function_declaration') {
    const name = node.childForFieldName('name')?.text ?? '';
    return [{ name, kind: 'function', parameters: countParameters(node.childForFieldName('parameters')) }];
  }
  if (node.type === 'type_declaration') {
    return node.namedChildren.flatMap((spec) =>
      spec?.type === 'type_spec' || spec?.type === 'type_alias'
        ? [{ name: spec.childForFieldName('name')?.text ?? '', kind: 'type' as const, parameters: null }]
        : [],
    );
  }
  if (node.type !== 'const_declaration' && node.type !== 'var_declaration') return [];
  return node
    .descendantsOfType(['const_spec', 'var_spec'])
    .flatMap((spec) =>
      spec === null || isInFunction(spec, node)
        ? []
        : spec
            .childrenForFieldName('name')
            .flatMap((name) =>
              name?.isNamed ? [{ name: name.text, kind: 'value' as const, parameters: null }] : [],
            ),
    );
}

function isInFunction(spec: SyntaxNode, top: SyntaxNode): boolean {
  for (let node = spec.parent; node !== null && node.id !== top.id; node = node.parent) {
    if (node.type === 'func_literal') return true;
  }
  return false;
}

function countParameters(list: SyntaxNode | null): number {
  return (list?.namedChildren ?? []).reduce((sum, node) => {
    if (node === null || !/parameter_declaration$/.test(node.type)) return sum;
    return sum + Math.max(1, node.childrenForFieldName('name').filter((name) => name?.isNamed).length);
  }, 0);
}
