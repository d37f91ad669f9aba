import type TypeScript from 'typescript';

/** True when two TypeScript sources are the same program once their types are taken out. */
export function isSameProgram(ts: typeof TypeScript, one: string, other: string): boolean {
  return describeProgram(ts, one) === describeProgram(ts, other);
}

/**
 * What a source does, without types, comments and layout: its syntax tree after the compiler has taken the types out.
 * Brackets are none of it.
 */
export function describeProgram(ts: typeof TypeScript, code: string): string {
  const { outputText } = ts.transpileModule(code, {
    fileName: 'index.ts',
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.Preserve, removeComments: true },
  });
  const source = ts.createSourceFile('index.js', outputText, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const parts: string[] = [];
  const visit = (node: TypeScript.Node): void => {
    // What brackets hold together is to be seen in the tree; only a chain that they end is not.
    if (ts.isParenthesizedExpression(node)) return visit(node.expression);
    parts.push(`${node.kind}${ts.isOptionalChain(node) ? '?' : ''}`);
    if (ts.isIdentifier(node) || ts.isLiteralExpression(node) || ts.isPrivateIdentifier(node)) {
      parts.push(JSON.stringify(node.text));
    } else if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      parts.push(JSON.stringify(node.rawText ?? node.text));
    } else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      parts.push(String(node.operator));
    } else if (ts.isVariableDeclarationList(node)) {
      parts.push(String(node.flags & ts.NodeFlags.BlockScoped));
    }
    parts.push('(');
    ts.forEachChild(node, visit);
    parts.push(')');
  };
  visit(source);
  return parts.join(' ');
}
