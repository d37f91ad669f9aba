import type TypeScript from 'typescript';
import type { TestScenarios } from '../spec/index.ts';

/** Texts and numbers that the examples hold, as they are there. */
export function readLiterals(
  ts: typeof TypeScript,
  { scenarios }: TestScenarios,
): { strings: string[]; numbers: number[] } {
  const strings = new Set<string>();
  const numbers = new Set<number>();
  const visit = (node: TypeScript.Node): void => {
    if (ts.isStringLiteralLike(node) && node.text.length < 500) strings.add(node.text);
    if (ts.isNumericLiteral(node)) numbers.add(Number(node.text));
    ts.forEachChild(node, visit);
  };
  for (const { setup, expression, expected } of scenarios) {
    for (const code of [setup, expression, expected.kind === 'value' ? expected.value : '']) {
      visit(ts.createSourceFile('example.js', code, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS));
    }
  }
  return { strings: [...strings], numbers: [...numbers].filter(Number.isFinite) };
}
