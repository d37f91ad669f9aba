import type TypeScript from 'typescript';

/** Texts and numbers that stand in code of JavaScript. */
export function readJavaScriptLiterals(ts: typeof TypeScript, texts: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const text of texts) {
    const scanner = ts.createScanner(
      ts.ScriptTarget.Latest,
      true,
      ts.LanguageVariant.Standard,
      text.slice(0, 500_000),
    );
    for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
      const isText =
        token === ts.SyntaxKind.StringLiteral || token === ts.SyntaxKind.NoSubstitutionTemplateLiteral;
      if (isText || token === ts.SyntaxKind.NumericLiteral) found.add(scanner.getTokenValue());
    }
  }
  return found;
}
