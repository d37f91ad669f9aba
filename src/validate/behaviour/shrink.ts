import type TypeScript from 'typescript';
import type { Code } from '../../probes/index.ts';

/** Smaller forms of a call, the boldest first. What they still show is for others to see. */
export function listSmaller(ts: typeof TypeScript, { setup, expression }: Code): Code[] {
  return [
    ...simplify(ts, expression).map((smaller) => ({ setup, expression: smaller })),
    ...(setup === '' ? [] : simplify(ts, setup).map((smaller) => ({ setup: smaller, expression }))),
  ].filter((code) => sizeOf(code) < sizeOf({ setup, expression }));
}

export function sizeOf({ setup, expression }: Code): number {
  return setup.length + expression.length;
}

function simplify(ts: typeof TypeScript, code: string): string[] {
  const source = ts.createSourceFile('call.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const found = new Set<string>();
  const replace = (start: number, end: number, text: string): void => {
    const smaller = code.slice(0, start) + text + code.slice(end);
    if (smaller.length < code.length) found.add(smaller);
  };
  const visit = (node: TypeScript.Node): void => {
    const [start, end] = [node.getStart(source), node.end];
    if (ts.isStringLiteralLike(node)) {
      for (const text of shorterTexts(node.text)) replace(start, end, JSON.stringify(text));
    } else if (ts.isNumericLiteral(node)) {
      for (const text of ['0', '1', '2']) replace(start, end, text);
    } else if (ts.isArrayLiteralExpression(node)) {
      dropEach(node.elements, source, (text) => replace(start, end, `[${text}]`));
    } else if (ts.isObjectLiteralExpression(node)) {
      dropEach(node.properties, source, (text) => replace(start, end, `{ ${text} }`));
    } else if (ts.isCallExpression(node) && node.arguments.length > 1) {
      const before = node.arguments.at(-2) as TypeScript.Node;
      const last = node.arguments.at(-1) as TypeScript.Node;
      replace(before.end, last.end, '');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found].sort((first, second) => first.length - second.length).slice(0, 24);
}

function shorterTexts(text: string): string[] {
  if (text === '') return [];
  const half = Math.ceil(text.length / 2);
  const without = Array.from(
    { length: Math.min(text.length, 12) },
    (_, at) => text.slice(0, at) + text.slice(at + 1),
  );
  return ['', 'a', text.slice(0, half), text.slice(half), ...without];
}

function dropEach(
  nodes: readonly TypeScript.Node[],
  source: TypeScript.SourceFile,
  use: (text: string) => void,
): void {
  const texts = nodes.map((node) => node.getText(source));
  if (texts.length > 2) {
    use(texts.slice(0, texts.length / 2).join(', '));
    use(texts.slice(texts.length / 2).join(', '));
  }
  for (const index of texts.slice(0, 12).keys()) {
    use(texts.filter((_text, other) => other !== index).join(', '));
  }
}
