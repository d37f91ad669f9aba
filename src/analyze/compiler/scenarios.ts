import type ts from 'typescript';
import type { ExpectedOutcome, Scenario, ScenarioBinding } from '../../spec/index.ts';
import { type Claim, readClaim } from './claim.ts';
import type { TypeScript } from './load-typescript.ts';
import { normalForm } from './normal-form.ts';
import type { PreparedSnippet, Step } from './prepared-snippet.ts';
import { calledExport, contradicts, type ReturnKinds, returnsString } from './return-kinds.ts';
import { languageNames, sliceSetup } from './slice.ts';
import { declaredNames, freeNames, parseCode } from './syntax.ts';

const maxScenarios = 200;
const maxDrafts = 1000;
const maxExpressionLength = 2000;
// What differs from run to run or needs the world outside has no fixed outcome.
const unstable =
  /\bDate\.now\b|\bMath\.random\b|\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()|\bperformance\b|\b(?:random|shuffle|uuid|nanoid)\w*\s*\(|\bprocess\.(?!getBuiltinModule)|\b(?:setTimeout|setInterval|fetch|require|__dirname|__filename)\b|\bparseArgs\(\s*\)|\bimport\s*\(|\bwhile\s*\(true|\bfor\s*\(;;/;

export interface ScenarioRequest {
  readonly snippets: readonly PreparedSnippet[];
  readonly bindings: ReadonlyMap<string, string>;
  readonly returnKinds: ReturnKinds;
  /** Export of a local name as one snippet loads it. */
  targetOf(snippet: PreparedSnippet, local: string): string | undefined;
}

/** A scenario before it has a number. */
export type Draft = Omit<Scenario, 'id'>;

/** Every exact claim of the examples with the least setup it needs, in the order of the documentation. */
export function readExampleScenarios(ts: TypeScript, request: ScenarioRequest): readonly Draft[] {
  const drafts: Draft[] = [];
  request.snippets.forEach((snippet, snippetIndex) => {
    snippet.steps.forEach((step, stepIndex) => {
      if (drafts.length >= maxScenarios || step.loading !== null) return;
      const draft = readDraft(ts, request, { snippet, step, at: [snippetIndex, stepIndex] });
      if (draft !== null) drafts.push(draft);
    });
  });
  return drafts;
}

interface Place {
  readonly snippet: PreparedSnippet;
  readonly step: Step;
  readonly at: readonly [number, number];
}

function readDraft(ts: TypeScript, request: ScenarioRequest, { snippet, step, at }: Place): Draft | null {
  const kindsOf = (node: ts.Node): ReturnType<ReturnKinds['get']> =>
    request.returnKinds.get(calledExport(ts, node, request.bindings) ?? '');
  const claim = readClaim(ts, {
    statement: step.statement,
    isRepl: snippet.snippet.isRepl,
    isString: (expression) => returnsString(kindsOf(expression)),
    texts: snippet.texts,
  });
  if (claim === null || claim.expression.length > maxExpressionLength) return null;
  const isBound = (name: string): boolean =>
    !snippet.foreign.has(name) &&
    !declaresBefore(snippet, at[1], name) &&
    (isOwn(request, snippet, name) || languageNames.has(name));
  const uses = freeNames(ts, claim.node);
  const slice = sliceSetup(ts, { snippets: request.snippets, at, uses, isBound });
  if (slice === null || [...slice.declared].some((name) => request.bindings.has(name))) return null;
  const touchesPackage = [...slice.names].some(
    (name) => isOwn(request, snippet, name) && !slice.declared.has(name),
  );
  const whole = `${slice.setup}\n${claim.expression}`;
  if (!touchesPackage || unstable.test(whole) || !runs(ts, slice.setup, claim.expression)) return null;
  return {
    title: snippet.snippet.title || claim.expression.slice(0, 80),
    origin: 'example',
    setup: slice.setup,
    expression: claim.expression,
    expected: claim.expected,
    source: { document: snippet.snippet.document, lines: [...step.statement.lines] },
    ...readDoubt(ts, { claim, kinds: kindsOf(claim.node), snippet }),
  };
}

/** Whether the documentation itself casts doubt on a claim. */
function readDoubt(
  ts: TypeScript,
  {
    claim,
    kinds,
    snippet,
  }: { claim: Claim; kinds: ReturnType<ReturnKinds['get']>; snippet: PreparedSnippet },
): { contested: boolean; note: string } {
  if (claim.expected.kind === 'value' && contradicts(ts, kinds, claim.expected.value)) {
    return { contested: true, note: 'The declared return type does not allow this value' };
  }
  if (!snippet.snippet.isSimplified) return { contested: false, note: '' };
  return { contested: true, note: 'The documentation says that it shows outcomes here in a simplified form' };
}

function declaresBefore(snippet: PreparedSnippet, before: number, name: string): boolean {
  return snippet.steps.slice(0, before).some((step) => step.loading === null && step.declares.includes(name));
}

function isOwn(request: ScenarioRequest, snippet: PreparedSnippet, name: string): boolean {
  const global = request.bindings.get(name);
  return global !== undefined && (request.targetOf(snippet, name) ?? global) === global;
}

/** True when setup and expression are one function body that parses and declares no name twice. */
function runs(ts: TypeScript, setup: string, expression: string): boolean {
  const parsed = parseCode(ts, `async () => {\n${setup}\nreturn (${expression}\n)}`);
  if (parsed === null || parsed.errors.length > 0) return false;
  const statements = parseCode(ts, setup)?.source.statements ?? [];
  const names = statements.flatMap((statement) => declaredNames(ts, statement));
  // Only `var` may come again.
  const single = statements.filter((statement) => !isVar(ts, statement));
  return single
    .flatMap((statement) => declaredNames(ts, statement))
    .every((name) => names.indexOf(name) === names.lastIndexOf(name));
}

function isVar(ts: TypeScript, statement: ts.Statement): boolean {
  return (
    ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.BlockScoped) === 0
  );
}

/** Numbers the drafts; equal ones become one whatever their layout, contradicting ones are marked. */
export function numberScenarios(ts: TypeScript, all: readonly Draft[]): Scenario[] {
  const drafts = all.slice(0, maxDrafts);
  const byQuestion = new Map<string, Draft[]>();
  const questions = new Map(drafts.map((draft) => [draft, questionOf(ts, draft)]));
  for (const [draft, question] of questions) {
    const answers = byQuestion.get(question) ?? [];
    if (!answers.some((other) => sameOutcome(other.expected, draft.expected))) answers.push(draft);
    byQuestion.set(question, answers);
  }
  const kept = new Set([...byQuestion.values()].flat());
  return drafts
    .filter((draft) => kept.has(draft))
    .slice(0, maxScenarios)
    .map((draft, index) => {
      const answers = byQuestion.get(questions.get(draft) ?? '') ?? [];
      const contested = draft.contested || answers.length > 1;
      const note =
        answers.length > 1 ? 'The documentation shows another outcome for the same expression' : draft.note;
      return { ...draft, id: `S${String(index + 1).padStart(3, '0')}`, contested, note };
    });
}

function questionOf(ts: TypeScript, { setup, expression }: Draft): string {
  return `${normalForm(ts, setup)}\u0000\n\u0000${normalForm(ts, `(${expression}\n)`)}`;
}

function sameOutcome(a: ExpectedOutcome, b: ExpectedOutcome): boolean {
  if (a.kind !== 'value' || b.kind !== 'value') return JSON.stringify(a) === JSON.stringify(b);
  const plain = (text: string): string =>
    text
      .replace(/["`]/g, "'")
      .replace(/\s+/g, '')
      .replace(/,([\]}])/g, '$1');
  return a.value === b.value || plain(a.value) === plain(b.value);
}

/** The names that the scenarios use, with their exports. */
export function usedBindings(
  scenarios: readonly Scenario[],
  bindings: ReadonlyMap<string, string>,
): ScenarioBinding[] {
  const text = scenarios.map(({ setup, expression }) => `${setup}\n${expression}`).join('\n');
  const words = new Set(text.match(/[A-Za-z_$][\w$]*/g) ?? []);
  return [...bindings]
    .filter(([local]) => words.has(local))
    .map(([local, target]) => ({ local, export: target }));
}
