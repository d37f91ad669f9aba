import type TypeScript from 'typescript';
import { type DeclaredSurface, type Stateful, subjectName } from './declared-surface.ts';
import { type Code, seenName } from './observe-call.ts';
import type { Random } from './random.ts';
import type { TypedValues } from './typed-values.ts';
import { narrowPool, type ValuePool } from './value-pool.ts';

export const callbackNames = ['first', 'second'] as const;

interface Tools {
  readonly ts: typeof TypeScript;
  readonly surface: DeclaredSurface;
  readonly values: TypedValues;
  readonly pool: ValuePool;
  readonly random: Random;
}

/**
 * An object that is made and then called several times, as one expression: the list of what each step answers. Keys,
 * values and callbacks come again within it. Null where nothing that is declared has methods.
 */
export function makeSequence(tools: Tools): Code | null {
  const { surface, values, pool, random } = tools;
  if (surface.stateful.length === 0) return null;
  const stateful = random.pick(surface.stateful);
  values.useCallbacks(callbackNames);
  values.usePool(narrowPool(pool, random));
  try {
    return renderSequence(tools, stateful);
  } finally {
    values.useCallbacks(null);
    values.usePool(pool);
  }
}

function renderSequence(tools: Tools, stateful: Stateful): Code {
  const { values, random } = tools;
  const { maker, isPromise } = stateful;
  const setup: string[] = [];
  if (maker !== null) {
    const signature = random.pick(maker.signatures);
    const made = `${maker.text}(${values.renderArguments(signature).join(', ')})`;
    setup.push(`const ${subjectName} = ${isPromise ? 'await ' : ''}${made};`);
  }
  const steps = listSteps(tools, stateful);
  const count = 2 + random.whole(random.pick([4, 8, 14]));
  // Few methods in one sequence: they meet more often.
  const chosen = Array.from({ length: 1 + random.whole(4) }, () => random.pick(steps));
  const texts = Array.from({ length: count }, () =>
    (random.next() < 0.75 ? random.pick(chosen) : random.pick(steps))(),
  );
  if (random.next() < 0.15) {
    // A callback that calls the object back, once.
    const step = random.pick(steps)();
    setup.push(
      `let isFirst = true;`,
      `const third = (...given) => { ${seenName}.push(['third', ...given]); if (isFirst) { isFirst = false; ${step.replaceAll(/\bawait /g, '')}; } };`,
    );
    texts.splice(
      0,
      texts.length,
      ...texts.map((text) => (random.next() < 0.4 ? text.replace(/\b(?:first|second)\b/, 'third') : text)),
    );
  }
  if (texts.some((text) => text.includes(undoName))) {
    // TypeScript lets anything be done with it.
    setup.push(`let ${undoName} = Object.create(null);`);
  }
  const looks = listLooks(tools, stateful);
  texts.push(...looks.filter(() => random.next() < 0.6).map((look) => look()));
  return withCallbacks({ setup: setup.join('\n'), expression: `[${texts.join(', ')}]` });
}

/** Makes what callbacks of a call are given visible: `values.useCallbacks(callbackNames)` put their names in. */
export function withCallbacks({ setup, expression }: Code): Code {
  const code = `${setup}\n${expression}`.replace(/\.\w+|"(?:[^"\\]|\\.)*"/g, '');
  const used = callbackNames.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  if (used.length === 0 && !code.includes(seenName)) return { setup, expression };
  // Not \`[]\`, which TypeScript takes for a list of nothing.
  const recorders = [`const ${seenName} = new Array();`, ...used.map(renderRecorder)];
  return { setup: [...recorders, setup].filter((part) => part !== '').join('\n'), expression };
}

function renderRecorder(name: string): string {
  const answer = name === 'first' ? 'given[0]' : 'given.length';
  return `const ${name} = (...given) => { ${seenName}.push(['${name}', ...given]); return ${answer}; };`;
}

type Step = () => string;

/** What a method gives back to be called later: to unsubscribe, for instance. */
const undoName = 'undo';

function givesFunction(signature: TypeScript.Signature): boolean {
  return signature.getReturnType().getCallSignatures().length > 0;
}

/** One step for each method, more for those that take something. */
function listSteps(tools: Tools, { type, object }: Stateful): readonly Step[] {
  const { surface, values, random } = tools;
  const steps: Step[] = [];
  for (const signature of type.getCallSignatures()) {
    steps.push(() =>
      wrapStep(tools, `${object}(${values.renderArguments(signature).join(', ')})`, signature),
    );
  }
  for (const entry of type.getProperties().filter(isDeclaredHere)) {
    const access = renderAccess(object, entry.name);
    if (access === null) continue;
    const member = surface.checker.getTypeOfSymbolAtLocation(entry, surface.source);
    const signatures = surface.checker.getNonNullableType(member).getCallSignatures();
    if (signatures.length === 0) continue;
    const step: Step = () => {
      const signature = random.pick(signatures);
      return wrapStep(tools, `${access}(${values.renderArguments(signature).join(', ')})`, signature);
    };
    if (signatures.some((signature) => givesFunction(signature))) {
      steps.push(
        () => `${undoName} = ${step()}`,
        () => `typeof ${undoName} === "function" && ${undoName}()`,
      );
    }
    const takes = signatures.some(({ parameters }) => parameters.length > 0);
    steps.push(step, ...(takes ? [step, step] : []));
  }
  return steps.length === 0 ? [() => object] : steps;
}

/** What shows the state: properties, iterators, methods that take nothing and give something. */
function listLooks(tools: Tools, { type, object }: Stateful): readonly Step[] {
  const { ts, surface } = tools;
  const looks: Step[] = [];
  for (const entry of type.getProperties().filter(isDeclaredHere)) {
    if (entry.name.startsWith('__@iterator')) {
      looks.push(() => `[...${object}]`);
      continue;
    }
    const access = renderAccess(object, entry.name);
    if (access === null) continue;
    const member = surface.checker.getTypeOfSymbolAtLocation(entry, surface.source);
    const [signature] = member.getCallSignatures();
    if (signature === undefined) {
      looks.push(() => access);
    } else if (
      signature.parameters.length === 0 &&
      (signature.getReturnType().flags & ts.TypeFlags.Void) === 0
    ) {
      looks.push(() => wrapStep(tools, `${access}()`, signature));
    }
  }
  return looks.slice(0, 12);
}

/** What a class has of Map or Array beside is not what it was written for, and Node may not have it yet. */
function isDeclaredHere({ declarations }: TypeScript.Symbol): boolean {
  return declarations?.some((node) => !node.getSourceFile().fileName.includes('/lib.')) === true;
}

function renderAccess(object: string, name: string): string | null {
  if (/^[A-Za-z_$][\w$]*$/.test(name) && !name.startsWith('__')) return `${object}.${name}`;
  return null;
}

/** Promises are waited for, and iterators emptied where they stand: what is left of them at the end says little. */
function wrapStep({ surface, ts }: Tools, call: string, signature: TypeScript.Signature): string {
  const returned = signature.getReturnType();
  const name = returned.symbol?.name ?? '';
  if (/^Promise(?:Like)?$/.test(name)) return `await ${call}`;
  const isIterator =
    /^(?:Iterator|IterableIterator|Generator|Iterable|MapIterator|SetIterator|ArrayIterator)$/.test(name);
  if (isIterator && (returned.flags & ts.TypeFlags.Object) !== 0) return `[...${call}]`;
  return surface.checker.typeToString(returned) === 'this' ? `${call} === ${call.split(/[.(]/)[0]}` : call;
}
