/** True when the whole text is a JavaScript or TypeScript program of several statements. Prose never parses. */
export async function parsesAsProgram(text: string): Promise<boolean> {
  // Loaded only when wanted: the compiler takes a third of a second to start.
  const { default: ts } = await import('typescript');
  try {
    const file = ts.createSourceFile('text.tsx', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX);
    const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly unknown[] };
    const meaningful = file.statements.filter(
      (statement) =>
        !ts.isEmptyStatement(statement) &&
        !(ts.isExpressionStatement(statement) && !ts.isCallOrNewExpression(statement.expression)),
    );
    return parseDiagnostics.length === 0 && meaningful.length >= 3;
  } catch {
    // The parser is recursive: what overflows its stack is no document.
    return true;
  }
}
