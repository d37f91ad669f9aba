import type TypeScript from 'typescript';

/** Words of a program: what it compares with, looks for and reads is worth trying as input. */
export interface Words {
  readonly strings: readonly string[];
  readonly numbers: readonly number[];
  /** Names of properties that it reads. */
  readonly names: readonly string[];
  /** Regular expressions without their slashes. */
  readonly patterns: readonly string[];
}

const mostWords = 1500;
const longestCode = 400_000;

/** Of the code that was rebuilt, never of the original's. */
export function readCodeWords(
  ts: typeof TypeScript,
  files: Readonly<Record<string, string | Uint8Array>>,
): Words {
  const [strings, numbers, names] = [new Set<string>(), new Set<number>(), new Set<string>()];
  const patterns = new Set<string>();
  const visit = (node: TypeScript.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) && node.text.length <= 40) strings.add(node.text);
    else if (ts.isNumericLiteral(node)) numbers.add(Number(node.text));
    else if (ts.isRegularExpressionLiteral(node)) {
      patterns.add(node.text.slice(1, node.text.lastIndexOf('/')));
      for (const word of readRegexWords(node.text)) strings.add(word);
    } else if (ts.isPropertyAccessExpression(node)) names.add(node.name.text);
    else if (ts.isBindingElement(node) && ts.isIdentifier(node.propertyName ?? node.name)) {
      names.add((node.propertyName ?? node.name).getText());
    } else if (ts.isPropertyAssignment(node) && !ts.isComputedPropertyName(node.name)) {
      strings.add(node.name.getText().replace(/^['"]|['"]$/g, ''));
    }
    ts.forEachChild(node, visit);
  };
  let left = longestCode;
  for (const [path, content] of Object.entries(files)) {
    if (path.includes('node_modules/') || !/\.[cm]?js$/.test(path) || left <= 0) continue;
    const code = (typeof content === 'string' ? content : new TextDecoder().decode(content)).slice(0, left);
    left -= code.length;
    try {
      visit(ts.createSourceFile('code.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
    } catch (error) {
      // Code that is nested too deep for the parser has no words for us.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  strings.delete('use strict');
  return {
    strings: [...strings].filter((text) => text !== '').slice(0, mostWords),
    numbers: [...numbers].filter(Number.isFinite).slice(0, mostWords),
    patterns: [...patterns].slice(0, mostWords),
    names: [...names].filter((name) => !builtIn.has(name)).slice(0, mostWords),
  };
}

const builtIn = new Set(
  [
    Array.prototype,
    String.prototype,
    Object.prototype,
    Function.prototype,
    Map.prototype,
    Object,
    Math,
    Number,
  ].flatMap((owner) => Object.getOwnPropertyNames(owner)),
);

/** Words and signs that an expression looks for; `months?` gives both, a class of signs its first ones. */
function readRegexWords(literal: string): string[] {
  const pattern = literal.slice(1, literal.lastIndexOf('/')).slice(0, 2000);
  const found = new Set<string>();
  for (const [, word = '', mark = ''] of pattern.matchAll(/(?<!\\)([A-Za-z0-9_-]{1,20})(\?)?/g)) {
    found.add(word);
    if (mark !== '' && word.length > 1) found.add(word.slice(0, -1));
  }
  for (const [, sign = ''] of pattern.matchAll(/\\([^\w\s])/g)) found.add(sign);
  for (const [, signs = ''] of pattern.matchAll(/\[\^?((?:\\.|[^\]\\]){1,40})\]/g)) {
    for (const sign of signs
      .replace(/\\[dwsb]|(.)-(.)/gi, '$1$2')
      .replaceAll('\\', '')
      .slice(0, 6))
      found.add(sign);
  }
  return [...found];
}
