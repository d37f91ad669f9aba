import type TypeScript from 'typescript';

/** The innermost node that begins at or around a place. */
export function nodeAt(
  ts: typeof TypeScript,
  source: TypeScript.SourceFile,
  position: number,
): TypeScript.Node {
  let found: TypeScript.Node = source;
  const visit = (node: TypeScript.Node): void => {
    if (node.getStart(source) > position || node.end <= position) return;
    found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}
