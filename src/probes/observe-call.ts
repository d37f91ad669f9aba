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
  const outer = nameInputs(ts, setup, `${prefix}Before`);
  const inner = nameInputs(ts, `(${expression}\n)`, prefix);
  const declared = new Set([...setup.matchAll(/\b(?:const|let) ([\w$]+) =/g)].map(([, name]) => name));
  const known = outer.known.filter((name) => declared.has(name));
  if (setup.includes(`const ${seenName} = `)) known.push(seenName);
  const shown = [...outer.names, ...inner.names, ...new Set([...inner.known, ...known].filter(isPlain))];
  return {
    setup: [...outer.statements.flat(), ...inner.statements.flatMap((lines) => lines.slice(0, -1))].join(
      '\n',
    ),
    expression: renderObserved(inner.statements.map((lines) => lines.at(-1)).join('\n'), shown.join(', ')),
  };
}

interface NamedInputs {
  /** For each statement the lines that give names to its inputs, and last itself with the names in their places. */
  readonly statements: readonly (readonly string[])[];
  readonly names: readonly string[];
  /** Names that were there before and are given to calls. */
  readonly known: string[];
}

function nameInputs(ts: typeof TypeScript, code: string, beginning: string): NamedInputs {
  const source = ts.createSourceFile('call.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const names: string[] = [];
  const known: string[] = [];
  const statements = source.statements.map((statement) => {
    const taken = listInputs(ts, statement, known);
    const lines: string[] = [];
    let text = '';
    let at = statement.getStart(source);
    for (const { start, end } of taken) {
      const name = `${beginning}${names.length}`;
      names.push(name);
      lines.push(`const ${name} = ${code.slice(start, end)};`);
      text += `${code.slice(at, start)}${name}`;
      at = end;
    }
    return [...lines, `${text}${code.slice(at, statement.end)}`];
  });
  return { statements, names, known };
}

/** Containers that calls of the statement are given, in their order; what a function of it does stays as it is. */
function listInputs(
  ts: typeof TypeScript,
  statement: TypeScript.Statement,
  known: string[],
): readonly { readonly start: number; readonly end: number }[] {
  const taken: { readonly start: number; readonly end: number }[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    const parent = node.parent;
    const isArgument =
      (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== node;
    if (isArgument && ts.isIdentifier(node)) known.push(node.text);
    if (isArgument && isContainer(ts, node)) taken.push({ start: node.getStart(), end: node.end });
    else ts.forEachChild(node, visit);
  };
  visit(statement);
  return taken;
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
