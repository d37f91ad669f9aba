import type TypeScript from 'typescript';

/** Statements that run first, and one expression. */
export interface Code {
  readonly setup: string;
  readonly expression: string;
}

const prefix = 'phalusInput';

/** Where callbacks of a call keep what they were given, in the order of the calls. */
export const seenName = 'seen';

/**
 * The same call, with an answer that shows more: whether a promise came back, what it gave, and what the arguments are
 * after the call, and what its callbacks were given. Arrays, objects and collections among the arguments get names for this; what stands in a function
 * that the call is given stays as it is.
 */
export function observeCall(ts: typeof TypeScript, { setup, expression }: Code): Code {
  const source = ts.createSourceFile(
    'call.js',
    `(${expression}\n)`,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.JS,
  );
  const taken: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const named: string[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      for (const argument of node.arguments ?? []) {
        if (ts.isIdentifier(argument)) named.push(argument.text);
        else if (isContainer(ts, argument)) {
          const [start, end] = [argument.getStart(source), argument.end];
          taken.push({ start, end, text: source.text.slice(start, end) });
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  let text = source.text;
  taken.toReversed().forEach(({ start, end }, index) => {
    text = `${text.slice(0, start)}${prefix}${taken.length - 1 - index}${text.slice(end)}`;
  });
  const inputs = taken.map((entry, index) => `const ${prefix}${index} = ${entry.text};`);
  if (setup.includes(`const ${seenName} = `)) named.push(seenName);
  const shown = [...taken.map((_, index) => `${prefix}${index}`), ...new Set(named.filter(isPlain))];
  return {
    setup: [setup, ...inputs].filter((part) => part !== '').join('\n'),
    expression: renderObserved(text, shown.join(', ')),
  };
}

/** How a line that the guest prints about a call begins, to tell it from what the package prints. */
export const markSign = '\u0000';

/** A promise that is rejected is told from an error that is thrown at once, and an asynchronous iterator is emptied. */
function renderObserved(call: string, shown: string): string {
  return `await (async () => {
    const answer = ${call};
    if (typeof answer?.then === 'function') {
      try { return ['promise', await answer, ${shown}]; }
      catch (error) { console.info('\\u0000rejected'); throw error; }
    }
    if (typeof answer?.[Symbol.asyncIterator] !== 'function') return ['value', answer, ${shown}];
    const items = [];
    for await (const item of answer) { items.push(item); if (items.length >= 50) break; }
    return ['asynchronous iterator', items, ${shown}];
  })()`;
}

/** Names that every module has are no inputs. */
function isPlain(name: string): boolean {
  return !['undefined', 'NaN', 'Infinity', 'globalThis', 'console', 'process'].includes(name);
}

function isContainer(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return (
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    (ts.isNewExpression(node) && /^(?:Map|Set|Date|Uint8Array)$/.test(node.expression.getText()))
  );
}
