import type { ExpectedOutcome, Scenario, ScenarioBinding } from '../../../spec/index.ts';
import { quotePython, readExpectedValue } from './expected-value.ts';
import { type Draft, maxScenarios, numberScenarios, oneLine } from './number-scenarios.ts';
import { readSteps, type Step, type StepClaim } from './read-steps.ts';
import type { PyPackage } from './resolve-exports.ts';
import { createNaming, type Naming, type Resolved, Scope } from './scope.ts';
import type { PyExport, RawExpectation, Session } from './types.ts';

const maxSteps = 4_000;
const maxSetup = 3_000;
const maxExpression = 2_000;
// What differs from run to run or needs the world outside has no fixed outcome.
const unstable =
  /\b(?:random|uuid[14]|shuffle|urandom|utcnow|perf_counter|monotonic|getpass|environ|sleep|Thread|subprocess|socket|urlopen|requests|__file__|tempfile|argv|getcwd|settrace)\b|\b(?:now|today|time|id|hash|open|input)\s*\(\s*\)|\b(?:id|hash|open|input|exit|quit|help)\s*\(|\bglobal\b|\bwhile\s+True\b|\bself\b/;

/** A step as it could be part of a setup. */
interface Held {
  readonly step: Step;
  readonly resolved: Resolved | null;
}

/** Every exact claim of the examples with the least setup it needs, and the names they use. */
export async function readScenarios(
  sessions: readonly Session[],
  found: PyPackage,
): Promise<{ scenarios: Scenario[]; bindings: ScenarioBinding[] }> {
  const naming = createNaming(found);
  const drafts: Draft[] = [];
  const used = new Map<string, PyExport>();
  let steps = 0;
  for (const session of sessions) {
    const held: Held[] = [];
    const scope = new Scope(naming, session.module);
    for (const chunk of session.chunks) {
      for (const step of await readSteps(chunk)) {
        steps += 1;
        if (steps > maxSteps || drafts.length >= maxScenarios * 2) break;
        const draft = step.claim === null ? null : await readDraft(step, step.claim, { scope, held, naming });
        if (draft !== null) {
          drafts.push(draft.draft);
          for (const [local, entry] of draft.exports) used.set(local, entry);
        }
        held.push({ step, resolved: step.isSkipped ? null : scope.resolve(step.code, step.names) });
        scope.take(step.names);
      }
    }
  }
  const scenarios = numberScenarios(drafts);
  const words = new Set(
    scenarios.flatMap(({ setup, expression }) => `${setup}\n${expression}`.match(/\w+/g) ?? []),
  );
  return {
    scenarios,
    bindings: [...used]
      .filter(([local]) => words.has(local))
      .map(([local, { name }]) => ({ local, export: name })),
  };
}

interface Place {
  readonly scope: Scope;
  readonly held: readonly Held[];
  readonly naming: Naming;
}

async function readDraft(
  step: Step,
  claim: StepClaim,
  { scope, held }: Place,
): Promise<{ draft: Draft; exports: ReadonlyMap<string, PyExport> } | null> {
  if (step.isSkipped) return null;
  const own = scope.resolve(step.code.slice(claim.start, claim.end), shiftTo(claim));
  if (own === null) return null;
  const slice = sliceSetup(held, own);
  if (slice === null || slice.exports.size === 0) return null;
  const read = await readOutcome(claim, own, callee(claim, own));
  if (read === null) return null;
  // What the setup prints would stand before it.
  if (read.expected.kind === 'output' && slice.prints) return null;
  const whole = `${slice.setup}\n${read.expression}`;
  if (unstable.test(whole) || slice.setup.length > maxSetup || read.expression.length > maxExpression)
    return null;
  return {
    draft: {
      title: step.chunk.title || oneLine(read.expression).slice(0, 80),
      origin: 'example',
      setup: slice.setup,
      expression: read.expression,
      expected: read.expected,
      source: { document: step.chunk.document, lines: [step.line, step.line + countLines(step.code) - 1] },
      contested: false,
      note: '',
    },
    exports: slice.exports,
  };
}

function shiftTo({ names, start }: StepClaim): StepClaim['names'] {
  return {
    ...names,
    uses: names.uses.map((use) => ({
      ...{ name: use.name, start: use.start - start, end: use.end - start },
      path: use.path.map(({ name, end }) => ({ name, end: end - start })),
    })),
  };
}

/** The export that the expression calls. */
function callee(claim: StepClaim, own: Resolved): PyExport | null {
  const name = claim.callee === null ? null : /^(\w+)\(/.exec(own.text)?.[1];
  return name === null || name === undefined ? null : (own.exports.get(name) ?? null);
}

interface Slice {
  readonly setup: string;
  readonly exports: ReadonlyMap<string, PyExport>;
  readonly prints: boolean;
}

const mostStatements = 60;
/** Calls that are made for what they change in the package, and for nothing that comes back. */
const changesState =
  /^(?:\w+\.)*(?:set|activate|deactivate|configure|register|unregister|add|enable|disable|install|reset|clear|update|patch)\w*\(/;

/** The earlier statements that the expression depends on, backwards from it; null when one cannot be had. */
function sliceSetup(held: readonly Held[], own: Resolved): Slice | null {
  const touched = findTouched(held, own);
  const needed = new Set(own.locals);
  const imports = new Set(own.imports);
  const exports = new Map(own.exports);
  const bound = new Set<string>();
  const lines: string[] = [];
  let prints = false;
  for (const { step, resolved } of held.toReversed()) {
    if (step.names.imports.length > 0) continue;
    const { binds } = step.names;
    const isBinding = binds.some((name) => needed.has(name));
    if (!isBinding && !isTouching(step, touched) && !isConfiguring(step)) continue;
    if (resolved === null) return null;
    lines.unshift(resolved.text);
    prints ||= step.prints;
    for (const name of binds) {
      bound.add(name);
      if (resolved.locals.has(name)) continue;
      // What was done to a variable before it was bound anew does not matter.
      needed.delete(name);
      touched.delete(name);
    }
    for (const name of resolved.locals) needed.add(name);
    for (const line of resolved.imports) imports.add(line);
    for (const [local, found] of resolved.exports) exports.set(local, found);
    if (lines.length > mostStatements) return null;
  }
  // A variable of that name would hide what is bound, and an example of another block is none of ours.
  if (needed.size > 0 || [...exports.keys()].some((local) => bound.has(local))) return null;
  return { setup: [...imports, ...lines].join('\n'), exports, prints };
}

/** All variables that the expression depends on, through others, and that a statement may change. */
function findTouched(held: readonly Held[], own: Resolved): Set<string> {
  const touched = new Set(own.locals);
  for (let before = -1; before !== touched.size; ) {
    before = touched.size;
    for (const { step, resolved } of held) {
      if (resolved === null || !step.names.binds.some((name) => touched.has(name))) continue;
      for (const name of resolved.locals) touched.add(name);
    }
  }
  const changing = new Set(
    held.filter(({ step }) => !step.isConstant).flatMap(({ step }) => step.names.binds),
  );
  return new Set([...touched].filter((name) => changing.has(name)));
}

/** A statement that may change a variable: one that assigns to a part of it, or hands it to a call, as `next(it)` does. */
function isTouching({ names, type, code, claim }: Step, touched: ReadonlySet<string>): boolean {
  if (names.changes.some((name) => touched.has(name))) return true;
  const isQuestion = type === 'assert_statement' || names.binds.length > 0;
  const raises =
    claim?.candidates.some((each) => each.kind === 'outcome' && each.outcome.kind === 'throws') === true;
  return !isQuestion && !raises && code.includes('(') && names.uses.some(({ name }) => touched.has(name));
}

function isConfiguring({ type, names, claim, code }: Step): boolean {
  return (
    type === 'expression_statement' && names.binds.length === 0 && claim === null && changesState.test(code)
  );
}

interface Outcome {
  readonly expression: string;
  readonly expected: ExpectedOutcome;
}

async function readOutcome(
  claim: StepClaim,
  own: Resolved,
  called: PyExport | null,
): Promise<Outcome | null> {
  const expression = own.text;
  const returnsText = called?.item.returns === 'str';
  for (const candidate of claim.candidates) {
    if (candidate.kind === 'outcome') return { expression, expected: candidate.outcome };
    const outcome = await readCandidate(candidate, { claim, expression, returnsText });
    if (outcome !== null) return outcome;
  }
  return null;
}

interface Reading {
  readonly claim: StepClaim;
  readonly expression: string;
  readonly returnsText: boolean;
}

async function readCandidate(
  { text, isMarked, isTruth = false }: Extract<RawExpectation, { kind: 'literal' }>,
  { claim, expression, returnsText }: Reading,
): Promise<Outcome | null> {
  const { printed, isShown } = claim;
  if (/\.\.\.|…/.test(text) && !/^\s*['"]/.test(text)) return null;
  if (isShown && printed) {
    if (returnsText) return { expression, expected: { kind: 'value', value: quotePython(text) } };
    const lines = text.replaceAll('<BLANKLINE>', '').split('\n');
    return { expression: `print(${expression})`, expected: { kind: 'output', lines } };
  }
  const value = await readExpectedValue(text);
  if (value !== null) {
    const isBoolean = /^(?:not\b|bool\(|isinstance\(|all\(|any\()|[^=]==[^=]| (?:in|is|not in) /.test(
      expression,
    );
    return {
      expression: isTruth && !isBoolean ? `bool(${expression})` : expression,
      expected: { kind: 'value', value },
    };
  }
  if (isShown) return readShown(text, expression);
  const bare = text.trim();
  if (
    bare.includes('\n') ||
    bare === '' ||
    bare.length > 200 ||
    /\.\.\.|…|\b(?:or|e\.g\.|etc)\b|^['"`[{(]/.test(bare)
  )
    return null;
  if (returnsText && (isMarked || (printed && !isProse(bare))))
    return { expression, expected: { kind: 'value', value: quotePython(bare) } };
  if (printed && (isMarked || !isProse(bare)))
    return { expression: `print(${expression})`, expected: { kind: 'output', lines: [bare] } };
  return null;
}

/** What a prompt shows of a value that is no literal, as `repr` gives it. */
function readShown(text: string, expression: string): Outcome | null {
  if (/\bat 0x|0x[0-9a-f]{6}|^<(?:generator|function|bound|map|filter|zip|itertools)/i.test(text))
    return null;
  if (text.includes('\n') || text.length > 400) return null;
  return { expression: `repr(${expression})`, expected: { kind: 'value', value: quotePython(text) } };
}

function isProse(text: string): boolean {
  return /\b(?:the|this|an?|is|are|will|should|with|something|like|of|note|see|default)\b/i.test(text);
}

function countLines(text: string): number {
  return text.split('\n').length;
}
