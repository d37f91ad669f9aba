import type TypeScript from 'typescript';

/** The tree of a file, with parents; null for one that is nested too deeply for the parser, which recurses. */
export function parseCode(ts: typeof TypeScript, path: string, text: string): TypeScript.SourceFile | null {
  const kind = /\.[cm]?ts$/.test(path) ? ts.ScriptKind.TS : ts.ScriptKind.JSX;
  try {
    return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
