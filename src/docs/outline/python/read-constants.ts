import type { SyntaxNode } from '../../../syntax-trees/index.ts';
import { renderValue } from './render-declaration.ts';

const longestConstant = 60;

/** Numbers, short texts and the like that the module gives a name, public or not. */
export function readConstants(root: SyntaxNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const statement of root.namedChildren) {
    const inner = statement.type === 'expression_statement' ? statement.namedChildren[0] : undefined;
    const left = inner?.type === 'assignment' ? inner.childForFieldName('left') : null;
    const right = inner?.childForFieldName('right') ?? null;
    const isLiteral = /^(?:string|integer|float|true|false|none|unary_operator|tuple)$/.test(
      right?.type ?? '',
    );
    const value = right === null || !isLiteral ? null : renderValue(right);
    if (
      left?.type === 'identifier' &&
      value !== null &&
      value.length <= longestConstant &&
      !value.includes('\n')
    )
      found.set(left.text, value);
  }
  return found;
}
