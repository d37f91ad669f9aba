import { type SyntaxNode, withTree } from '../../../src/syntax-trees/index.ts';

/** One planted change: other text in place of what stands from `start` to `end`. */
export interface CompiledMutant {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly operator: string;
}

/** Stryker's operators, as far as both languages have them. */
const swaps: Readonly<Record<string, readonly string[]>> = {
  ...{ '+': ['-'], '-': ['+'], '*': ['/'], '/': ['*'], '%': ['*'] },
  ...{ '<': ['<=', '>='], '<=': ['<', '>'], '>': ['>=', '<='], '>=': ['>', '<'], '==': ['!='], '!=': ['=='] },
  ...{ '&&': ['||'], '||': ['&&'] },
  ...{ '+=': ['-='], '-=': ['+='], '*=': ['/='], '/=': ['*='], '++': ['--'], '--': ['++'] },
};
const names: Readonly<Record<string, string>> = {
  '+': 'arithmetic',
  '-': 'arithmetic',
  '*': 'arithmetic',
  '/': 'arithmetic',
  '%': 'arithmetic',
  '&&': 'logical',
  '||': 'logical',
};

/** Every place of a file where a change can be planted; what only makes words of an error is left out. */
export function listCompiledMutants(
  language: 'go' | 'rust',
  path: string,
  code: string,
): Promise<readonly CompiledMutant[]> {
  return withTree(language, code, (root) => {
    const found: CompiledMutant[] = [];
    const visit = (node: SyntaxNode): void => {
      if (isLeftOut(node)) return;
      found.push(...mutantsOf(node).map((mutant) => ({ path, ...mutant })));
      for (const child of node.children) if (child !== null) visit(child);
    };
    visit(root);
    return found;
  });
}

const inTests = /cfg\s*\(\s*(?:test|any\(test)|#\[(?:test|bench)\]/;
const ofErrors =
  /^(?:errors\.New|fmt\.Errorf|panic|log\.\w+)$|^(?:panic|unreachable|assert\w*|debug_assert\w*|expect)$/;

function isLeftOut(node: SyntaxNode): boolean {
  switch (node.type) {
    case 'import_declaration':
    case 'package_clause':
    case 'use_declaration':
    case 'attribute_item':
    case 'inner_attribute_item':
    case 'line_comment':
    case 'block_comment':
    case 'comment':
      return true;
    case 'call_expression':
      return (
        ofErrors.test(node.childForFieldName('function')?.text ?? '') ||
        /\.(?:expect|Error)$/.test(node.childForFieldName('function')?.text ?? '')
      );
    case 'macro_invocation':
      return ofErrors.test(node.childForFieldName('macro')?.text ?? '');
    case 'mod_item':
    case 'function_item':
      return inTests.test(
        node.previousNamedSibling?.type === 'attribute_item' ? (node.previousNamedSibling?.text ?? '') : '',
      );
    case 'impl_item': {
      const trait = node.childForFieldName('trait')?.text ?? '';
      const type = node.childForFieldName('type')?.text ?? '';
      return (
        /Debug$|Error$|Serialize|Deserialize/.test(trait) || (/Display$/.test(trait) && /Error/.test(type))
      );
    }
    default:
      return false;
  }
}

type Change = Omit<CompiledMutant, 'path'>;

function mutantsOf(node: SyntaxNode): Change[] {
  const at = (target: SyntaxNode, text: string, operator: string): Change => ({
    ...{ start: target.startIndex, end: target.endIndex, text, operator },
  });
  const { type } = node;
  if (
    /^(?:binary_expression|assignment_statement|compound_assignment_expr|inc_statement|dec_statement)$/.test(
      type,
    )
  ) {
    const sign =
      node.childForFieldName('operator') ??
      node.children.find((child) => child !== null && child.text in swaps) ??
      null;
    if (sign === null) return [];
    return (swaps[sign.text] ?? []).map((text) => at(sign, text, names[sign.text] ?? 'comparison'));
  }
  if (type === 'unary_expression' && node.text.startsWith('!')) {
    const inner = node.namedChildren[0];
    return inner ? [at(node, inner.text, 'negation')] : [];
  }
  if (type === 'true' || type === 'false' || type === 'boolean_literal')
    return [at(node, node.text === 'true' ? 'false' : 'true', 'boolean')];
  if (
    /^(?:interpreted_string_literal|raw_string_literal|string_literal)$/.test(type) &&
    !/^b|%/.test(node.text)
  )
    return [at(node, node.text.length > 2 ? '""' : '"Stryker was here!"', 'string')];
  if (/^(?:if_statement|if_expression)$/.test(type)) {
    const condition = node.childForFieldName('condition');
    return condition === null || condition.type === 'let_condition'
      ? []
      : [at(condition, 'true', 'condition'), at(condition, 'false', 'condition')];
  }
  return [];
}
