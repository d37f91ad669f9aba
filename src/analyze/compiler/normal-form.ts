import type ts from 'typescript';
import type { TypeScript } from './load-typescript.ts';
import { parseCode } from './syntax.ts';

/** The code's tokens without layout: equal for texts that differ in spaces, comments, quotes and final signs only. */
export function normalForm(ts: TypeScript, text: string): string {
  const source = parseCode(ts, text)?.source;
  if (source === undefined) return text;
  const tokens: string[] = [];
  // A stack of its own: documentation may nest deeper than calls can.
  const open: ts.Node[] = [source];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isLayout(ts, node)) continue;
    if (isStatement(ts, node)) tokens.push('\n');
    const children = node.getChildren(source);
    if (children.length === 0) tokens.push(tokenText(ts, node, source));
    const list = node.kind === ts.SyntaxKind.SyntaxList ? withoutLastComma(ts, children) : children;
    open.push(...[...list].reverse());
  }
  // No token holds a null character outside of a literal, where it is escaped or the same on both sides.
  return tokens.join('\u0000');
}

function tokenText(ts: TypeScript, node: ts.Node, source: ts.SourceFile): string {
  return ts.isStringLiteral(node) ? JSON.stringify(node.text) : node.getText(source);
}

function isLayout(ts: TypeScript, node: ts.Node): boolean {
  const { SyntaxKind: kinds } = ts;
  if (node.kind >= kinds.FirstJSDocNode && node.kind <= kinds.LastJSDocNode) return true;
  if (node.kind === kinds.EmptyStatement) return !ts.isIterationStatement(node.parent, false);
  return node.kind === kinds.SemicolonToken && !ts.isForStatement(node.parent);
}

function isStatement(ts: TypeScript, node: ts.Node): boolean {
  const isKind = node.kind >= ts.SyntaxKind.FirstStatement && node.kind <= ts.SyntaxKind.LastStatement;
  return isKind || ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node);
}

function withoutLastComma(ts: TypeScript, children: readonly ts.Node[]): readonly ts.Node[] {
  return children.at(-1)?.kind === ts.SyntaxKind.CommaToken ? children.slice(0, -1) : children;
}
