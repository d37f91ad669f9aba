import type { TypeScript } from './load-typescript.ts';
import { mentionsFailure } from './outcome.ts';
import type { PreparedSnippet, Step } from './prepared-snippet.ts';

const maxSetupLength = 6000;
const maxSteps = 60;

export interface SliceRequest {
  readonly snippets: readonly PreparedSnippet[];
  /** Which snippet and which of its steps holds the expression. */
  readonly at: readonly [number, number];
  readonly uses: ReadonlySet<string>;
  /** Names that need no declaration: the package's own, and the language's. */
  isBound(name: string): boolean;
}

export interface Slice {
  readonly setup: string;
  /** All names that setup and expression take from outside. */
  readonly names: ReadonlySet<string>;
  readonly declared: ReadonlySet<string>;
}

interface State {
  readonly needed: Set<string>;
  readonly names: Set<string>;
  readonly declared: Set<string>;
  taken: string[];
}

/** The fewest earlier statements that give the names their values; null when a name stays unknown. */
export function sliceSetup(ts: TypeScript, request: SliceRequest): Slice | null {
  const [home, stepIndex] = request.at;
  const state: State = {
    needed: new Set(request.uses),
    names: new Set(request.uses),
    declared: new Set(),
    taken: [],
  };
  const own = request.snippets[home];
  if (own === undefined) return null;
  takeFrom(ts, request, { state, snippet: own, before: stepIndex });
  for (let index = home - 1; index >= 0 && openNames(request, state).length > 0; index -= 1) {
    const earlier = request.snippets[index];
    const open = openNames(request, state);
    if (earlier === undefined || earlier.snippet.document !== own.snippet.document) break;
    if (!earlier.steps.some((step) => step.declares.some((name) => open.includes(name)))) continue;
    takeFrom(ts, request, { state, snippet: earlier, before: earlier.steps.length });
  }
  const setup = state.taken.join('\n');
  if (openNames(request, state).length > 0 || setup.length > maxSetupLength) return null;
  return { setup, names: state.names, declared: state.declared };
}

function openNames(request: SliceRequest, state: State): string[] {
  return [...state.needed].filter((name) => !request.isBound(name));
}

function takeFrom(
  ts: TypeScript,
  request: SliceRequest,
  { state, snippet, before }: { state: State; snippet: PreparedSnippet; before: number },
): void {
  const taken: string[] = [];
  const take = (step: Step, earlier: readonly Step[]): void => {
    for (const name of step.declares) {
      state.needed.delete(name);
      state.declared.add(name);
    }
    for (const name of step.uses) {
      state.names.add(name);
      // What is declared again further down had another value here.
      const isRenewed = step.declares.includes(name) || isDeclared(earlier, name);
      if (!state.declared.has(name) || isRenewed) state.needed.add(name);
    }
    taken.unshift(closeStatement(step.text));
  };
  for (const step of snippet.steps.slice(before + 1)) {
    const isFunction = ts.isFunctionDeclaration(step.statement.node);
    if (isFunction && step.declares.some((name) => state.needed.has(name))) take(step, []);
  }
  for (let index = before - 1; index >= 0 && taken.length < maxSteps; index -= 1) {
    const step = snippet.steps[index];
    if (step !== undefined && isNeeded(request, state, step)) take(step, snippet.steps.slice(0, index));
  }
  state.taken = [...taken, ...state.taken];
}

function isDeclared(steps: readonly Step[], name: string): boolean {
  return steps.some(({ declares, loading }) => loading?.kind !== 'package' && declares.includes(name));
}

function isNeeded(request: SliceRequest, state: State, step: Step): boolean {
  const { note } = step.statement;
  if (note !== null && step.declares.length === 0 && mentionsFailure(note)) return false;
  if (step.loading !== null && step.loading.kind !== 'builtin') return false;
  const declares = step.declares.some((name) => state.needed.has(name));
  if (declares) return true;
  // A redeclared name starts anew: what was done to its namesake before is of no account.
  if (step.declares.length > 0) return false;
  const known = (name: string): boolean =>
    state.needed.has(name) && (!request.isBound(name) || !isShown(step));
  return [...step.changes].some((name) => known(name)) && !isLanguageOnly(request, state, step);
}

/** A call whose result is shown is there for its result; one without is there for its effect. */
function isShown(step: Step): boolean {
  return step.statement.note !== null;
}

function isLanguageOnly(request: SliceRequest, state: State, step: Step): boolean {
  const touched = [...step.changes].filter((name) => state.needed.has(name));
  return touched.every((name) => request.isBound(name) && languageNames.has(name));
}

function closeStatement(text: string): string {
  return /[;}]$/.test(text) ? text : `${text};`;
}

/** Names of the language and of Node that an example may use without a declaration. */
export const languageNames: ReadonlySet<string> = new Set(
  'Array ArrayBuffer BigInt Boolean Buffer DataView Date Error EvalError Function Infinity Intl Int8Array Int16Array Int32Array JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TextDecoder TextEncoder TypeError URIError URL URLSearchParams Uint8Array Uint16Array Uint32Array Float32Array Float64Array WeakMap WeakSet console decodeURIComponent encodeURIComponent decodeURI encodeURI escape unescape isFinite isNaN parseFloat parseInt structuredClone undefined AbortController setTimeout clearTimeout queueMicrotask setImmediate globalThis arguments'.split(
    ' ',
  ),
);
