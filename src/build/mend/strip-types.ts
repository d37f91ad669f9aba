import type TypeScript from 'typescript';

/**
 * JavaScript of code that may hold types, and whether there were any. A model that was shown declarations often writes
 * annotations, interfaces or `declare` into JavaScript; the compiler takes them out without changing what runs.
 */
export function stripTypes(ts: typeof TypeScript, code: string): { code: string; hadTypes: boolean } {
  // What JavaScript can read stays untouched: `a < b, c > (d)` is a comparison there and a generic call in TypeScript.
  if (isJavaScript(ts, code)) return { code, hadTypes: false };
  const source = ts.createSourceFile('reply.ts', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  if (!holdsTypes(ts, source)) return { code, hadTypes: false };
  const { outputText, diagnostics } = ts.transpileModule(replaceExportEquals(ts, source), {
    fileName: 'reply.ts',
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      removeComments: false,
    },
  });
  // Of code that is broken the compiler leaves out parts in silence; its faults are better told by who parses it next.
  if ((diagnostics ?? []).length > 0) return { code, hadTypes: false };
  return { code: outputText, hadTypes: true };
}

/** `export = x` is TypeScript's own spelling of `module.exports = x`, and no JavaScript. */
function replaceExportEquals(ts: typeof TypeScript, source: TypeScript.SourceFile): string {
  const exporting = source.statements.find(
    (statement) => ts.isExportAssignment(statement) && statement.isExportEquals === true,
  );
  if (exporting === undefined || !ts.isExportAssignment(exporting)) return source.text;
  const start = exporting.getStart(source);
  const value = exporting.expression.getStart(source);
  return `${source.text.slice(0, start)}module.exports = ${source.text.slice(value)}`;
}

function isJavaScript(ts: typeof TypeScript, code: string): boolean {
  const { diagnostics } = ts.transpileModule(code, {
    fileName: 'reply.js',
    reportDiagnostics: true,
    compilerOptions: { allowJs: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  });
  return (diagnostics ?? []).length === 0;
}

function holdsTypes(ts: typeof TypeScript, source: TypeScript.SourceFile): boolean {
  let found = false;
  const visit = (node: TypeScript.Node): void => {
    if (found) return;
    found =
      ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)
        ? true
        : ts.isInterfaceDeclaration(node) ||
          ts.isTypeAliasDeclaration(node) ||
          ts.isEnumDeclaration(node) ||
          (ts.isExportAssignment(node) && node.isExportEquals === true) ||
          ts.isModuleDeclaration(node) ||
          ts.isAsExpression(node) ||
          ts.isNonNullExpression(node) ||
          ts.isSatisfiesExpression(node) ||
          ts.isTypeParameterDeclaration(node) ||
          node.kind === ts.SyntaxKind.DeclareKeyword ||
          (ts.isParameter(node) && node.questionToken !== undefined) ||
          (ts.isFunctionDeclaration(node) && node.body === undefined);
    if (!found) ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
