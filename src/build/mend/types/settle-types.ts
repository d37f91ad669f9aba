import type TypeScript from 'typescript';
import { type CompiledSource, type SourceProblem, SourceProgram } from '../../../typecheck/index.ts';
import { BodyMender } from './body-mends.ts';
import { type DeclaredSignature, readSignature } from './declared-module.ts';
import { applyEdits, type Edit, type EditedSource, hasNextChoice, textsOf } from './edits.ts';
import { ImplicitTypes, implicitAnyCodes } from './implicit-types.ts';
import { inferTypes } from './infer-types.ts';
import { nodeAt } from './node-at.ts';
import type { AnnotationPlan } from './plan-annotations.ts';
import { FunctionPlanner } from './plan-function.ts';

/** After so many looks no annotation is weighed against another any more. */
const carefulChecks = 160;
const mostChecks = 220;
/** For all of it together: definitions may be made to keep a compiler busy. */
const mostTimeMs = 60_000;
/** Annotations that are tried for one problem. */
const mostTrials = 16;

const sourcePath = 'src/index.ts';

/** A name that is not there. */
const unknownNames = new Set([
  2304, 2305, 2307, 2318, 2503, 2552, 2580, 2582, 2583, 2584, 2591, 2694, 2709, 2749, 4025,
]);

/** What is given back or assigned has another type. */
const unassignable = new Set([2322, 2739, 2740, 2741]);

/** Comparisons and keys that are right in JavaScript; what stands in a branch that types rule out. */
const beyondTypes = new Set([2367, 2407, 7053, 7017]);

/** Says nothing against an annotation: the code is checked further than its types go. */
function isBeyondTypes({ code, message }: SourceProblem): boolean {
  return beyondTypes.has(code) || / on type 'never'/.test(message);
}

export interface SettledTypes {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly left: readonly SourceProblem[];
  /** The compiler did not get through; then nothing was put in. */
  readonly isCut: boolean;
}

/**
 * Checks an annotated source in strict mode and mends its types until nothing is left: names that are unknown become
 * any, parameters without a type get the narrowest that checks, what the code contradicts is dropped one by one, and
 * what remains is asserted. Only types are put in, and the source itself stays as it is.
 */
export function settleTypes(
  ts: typeof TypeScript,
  request: {
    readonly base: string;
    readonly plan: AnnotationPlan;
    readonly source: TypeScript.SourceFile;
    /** Files beside the source, package.json among them. */
    readonly others: Readonly<Record<string, string>>;
    readonly timeLimitMs?: number;
  },
): SettledTypes {
  const settler = new Settler(ts, request);
  try {
    const left = settler.run();
    return { text: settler.edited.text, edits: settler.edits, left, isCut: false };
  } catch (error) {
    if (!(error instanceof TimeIsUp) && !(error instanceof RangeError)) throw error;
    return { text: request.base, edits: [], left: [], isCut: true };
  }
}

/** Inside this file only; whoever asks is told by `isCut`. */
class TimeIsUp extends Error {}

class Settler {
  edits: Edit[];
  edited: EditedSource;
  private readonly ts: typeof TypeScript;
  private readonly base: string;
  private readonly source: TypeScript.SourceFile;
  private readonly others: Readonly<Record<string, string>>;
  private readonly compiler: SourceProgram;
  private readonly mender: BodyMender;
  private readonly implicit: ImplicitTypes;
  private readonly planner: FunctionPlanner;
  private inferred: ReadonlyMap<number, string> | null = null;
  private compiled: CompiledSource | null = null;
  private checks = 0;
  private readonly until: number;

  constructor(
    ts: typeof TypeScript,
    { base, plan, source, others, timeLimitMs = mostTimeMs }: Parameters<typeof settleTypes>[1],
  ) {
    this.ts = ts;
    this.base = base;
    this.edits = plan.edits;
    this.source = source;
    this.others = others;
    this.compiler = new SourceProgram(ts);
    this.planner = new FunctionPlanner(ts, source);
    this.mender = new BodyMender(ts, source, plan.members);
    this.implicit = new ImplicitTypes(ts, source, this.planner);
    this.edited = applyEdits(base, this.edits);
    this.until = performance.now() + timeLimitMs;
  }

  run(): readonly SourceProblem[] {
    for (;;) {
      const problems = this.check();
      if (problems.length === 0 || this.checks > mostChecks) return problems;
      const isMended =
        this.replaceUnknownNames(problems) ||
        this.annotateImplicit(problems) ||
        this.advanceFaulty(problems) ||
        this.add(this.mender.loosen(this.inSource(problems))) ||
        this.add(this.mender.assert(this.inSource(problems.filter(isBeyondTypes)))) ||
        this.advanceVariables(problems) ||
        this.dropOne(problems) ||
        this.add(this.mender.assert(this.inSource(problems))) ||
        this.add(this.mender.silence(this.inSource(problems)));
      if (!isMended) return problems;
    }
  }

  private check(): readonly SourceProblem[] {
    this.checks += 1;
    this.edited = applyEdits(this.base, this.edits);
    this.compiled = this.compiler.compile({
      files: { ...this.others, [sourcePath]: this.edited.text },
      roots: [sourcePath, ...Object.keys(this.others).filter((path) => path.endsWith('.d.ts'))],
      timeLimitMs: this.until - performance.now(),
    });
    if (this.compiled.isCut) throw new TimeIsUp();
    return this.compiled.problems.filter(({ path }) => path === sourcePath);
  }

  private add(edits: readonly Edit[]): boolean {
    this.edits.push(...edits);
    return edits.length > 0;
  }

  /** Problems by the place in the source without edits. */
  private inSource(problems: readonly SourceProblem[]): readonly SourceProblem[] {
    return problems.flatMap((problem) => {
      const origin = this.edited.originOf(problem.start);
      if (origin.kind === 'source') return [{ ...problem, start: origin.position }];
      // A problem of an expression in brackets begins at the bracket that an assertion put there.
      const [at] = origin.edit.kind === 'assertion' ? origin.edit.places : [];
      return at === undefined ? [] : [{ ...problem, start: at }];
    });
  }

  /** In a type a name that nothing declares stands for anything. */
  private replaceUnknownNames(problems: readonly SourceProblem[]): boolean {
    const found = problems
      .filter(({ code, kind }) => kind === 'type' && unknownNames.has(code))
      .map((problem) => ({ problem, origin: this.edited.originOf(problem.start) }))
      .sort((one, other) => other.problem.start - one.problem.start);
    let isChanged = false;
    const touched = new Set<Edit>();
    for (const { problem, origin } of found) {
      // The places in an edit's text move with its first change.
      if (origin.kind !== 'edit' || touched.has(origin.edit)) continue;
      const range = this.referenceAt(problem.start);
      if (range === null) continue;
      const { edit, place, offset } = origin;
      const start = offset - (problem.start - range.start);
      const texts = textsOf(edit);
      const text = texts[place] ?? '';
      const end = start + range.end - range.start;
      if (start < 0 || end > text.length) continue;
      const next = texts.map((one, index) =>
        index === place ? `${text.slice(0, start)}any${text.slice(end)}` : one,
      );
      this.replaceChoice(edit, next);
      edit.reason ??= problem.message;
      touched.add(edit);
      isChanged = true;
    }
    return isChanged;
  }

  private replaceChoice(edit: Edit, next: readonly string[]): void {
    const index = this.edits.indexOf(edit);
    const choices = edit.choices.map((texts, at) => (at === edit.choice ? next : texts));
    this.edits[index] = { ...edit, choices };
    this.edited = applyEdits(this.base, this.edits);
  }

  /** The whole reference to a type that a name is part of; null where an expression stands for the type. */
  private referenceAt(position: number): { start: number; end: number } | null {
    const { ts } = this;
    const source = this.compiled?.sourceOf(sourcePath);
    if (source === undefined) return null;
    let found: TypeScript.Node | null = null;
    for (
      let node: TypeScript.Node | undefined = nodeAt(ts, source, position);
      node !== undefined;
      node = node.parent
    ) {
      const isReference =
        ts.isTypeReferenceNode(node) || ts.isTypeQueryNode(node) || ts.isImportTypeNode(node);
      if (isReference && node.getStart(source) <= position) {
        found = node;
        break;
      }
      if (ts.isExpressionWithTypeArguments(node) || ts.isStatement(node)) return null;
    }
    return found === null ? null : { start: found.getStart(source), end: found.end };
  }

  private annotateImplicit(problems: readonly SourceProblem[]): boolean {
    const implicit = this.inSource(problems.filter(({ code }) => implicitAnyCodes.has(code)));
    if (implicit.length === 0) return false;
    this.inferred ??= this.inferOnce();
    const known = new Set(
      this.edits.filter((edit) => textsOf(edit).some((text) => text !== '')).flatMap(({ places }) => places),
    );
    return this.add(
      this.implicit.annotate(implicit, this.inferred).filter(({ places }) => !known.has(places.at(-1) ?? -1)),
    );
  }

  /** By places in the source without edits. */
  private inferOnce(): ReadonlyMap<number, string> {
    const source = this.compiled?.sourceOf(sourcePath);
    if (this.compiled === null || source === undefined) return new Map();
    const found = inferTypes(this.ts, this.compiled.program, source);
    return new Map(
      [...found].flatMap(([position, type]) => {
        const origin = this.edited.originOf(position);
        return origin.kind === 'source' ? [[origin.position, type] as const] : [];
      }),
    );
  }

  /** A type that is at fault where it stands itself. */
  private advanceFaulty(problems: readonly SourceProblem[]): boolean {
    const faulty = new Map<Edit, string>();
    for (const { start, message } of problems) {
      const origin = this.edited.originOf(start);
      if (origin.kind === 'edit' && hasNextChoice(origin.edit) && !faulty.has(origin.edit)) {
        faulty.set(origin.edit, message);
      }
    }
    for (const [edit, message] of faulty) advance(edit, message);
    return faulty.size > 0;
  }

  /** A variable that was given a type here gives way before anything that was declared. */
  private advanceVariables(problems: readonly SourceProblem[]): boolean {
    const ends = new Set(this.mender.variablesOf(this.inSource(problems)));
    const found = this.edits.filter(
      (edit) => edit.kind === 'inferred' && hasNextChoice(edit) && ends.has(edit.places[0] ?? -1),
    );
    for (const edit of found) advance(edit, null);
    return found.length > 0;
  }

  /** Of the annotations around the first problem that has any, the one without which the fewest problems are left. */
  private dropOne(problems: readonly SourceProblem[]): boolean {
    for (const problem of this.inSource(problems)) {
      const candidates = this.aboutFirst(this.editsAround(problem.start), problem);
      if (candidates.length === 0) continue;
      if (this.checks > carefulChecks) {
        for (const edit of candidates) advance(edit, problem.message);
        return true;
      }
      const best = this.tryEach(candidates, problems.length);
      if (best === null) continue;
      advance(best, problem.message);
      this.declareBefore(best);
      return true;
    }
    return false;
  }

  /** Of two that would both do, the one that a problem speaks of is to blame. */
  private aboutFirst(edits: readonly Edit[], { start, code }: SourceProblem): Edit[] {
    const { ts } = this;
    let node = nodeAt(ts, this.source, start);
    while (node.parent !== undefined && ts.isPropertyAccessExpression(node.parent)) node = node.parent;
    while (ts.isPropertyAccessExpression(node)) node = node.expression;
    const name = ts.isIdentifier(node) ? node.text : '';
    const isMeant = ({ label }: Edit): boolean => /\bparameter ([\w$]+)/.exec(label)?.[1] === name;
    const rank = (edit: Edit): number => {
      if (isMeant(edit)) return 0;
      return edit.kind === 'return' && unassignable.has(code) ? 1 : 2;
    };
    return [...edits].sort((one, other) => rank(one) - rank(other));
  }

  private tryEach(candidates: readonly Edit[], problems: number): Edit | null {
    let best: { edit: Edit; left: number } | null = null;
    for (const edit of candidates.slice(0, mostTrials)) {
      const before = { choice: edit.choice, reason: edit.reason };
      advance(edit, null);
      const left = this.check().filter(({ code }) => !implicitAnyCodes.has(code)).length;
      edit.choice = before.choice;
      edit.reason = before.reason;
      if (left < problems && (best === null || left < best.left)) best = { edit, left };
    }
    return best?.edit ?? null;
  }

  /**
   * What the compiler cannot follow inside a function (a condition over a type parameter, a value of type `T`) may stand
   * in a signature before it, where only a return type that the code contradicts is refused.
   */
  private declareBefore(dropped: Edit): void {
    if (dropped.kind !== 'return' && dropped.kind !== 'parameter') return;
    const node = this.functionWithHeadAt(dropped.places[0] ?? -1);
    if (node === null || !this.planner.canOverload(node)) return;
    const start = node.getStart(this.source);
    const known = this.edits.find(({ kind, places }) => kind === 'overload' && places[0] === start);
    if (known !== undefined) {
      if (known.choice === 0) dropped.reason = null;
      return;
    }
    const signature = this.declaredSignature(node, dropped);
    if (signature === null) return;
    if (dropped.kind === 'parameter' && signature.typeParameters === '') return;
    const before = this.check().length;
    const overload = this.planner.overload(node, node.name?.getText(this.source) ?? '', signature);
    this.edits.push(overload);
    if (this.check().length <= before) dropped.reason = null;
    else this.edits.splice(this.edits.indexOf(overload), 1);
  }

  private functionWithHeadAt(position: number) {
    const { ts } = this;
    let node: TypeScript.Node | undefined = nodeAt(ts, this.source, Math.max(0, position - 1));
    while (node !== undefined && !ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node)) {
      node = node.parent;
    }
    return node ?? null;
  }

  /** The signature as it stands annotated, with what was dropped just now. Null when a parameter has no type. */
  private declaredSignature(
    node: TypeScript.FunctionDeclaration | TypeScript.MethodDeclaration,
    dropped: Edit,
  ): DeclaredSignature | null {
    const { ts } = this;
    const start = node.name?.end ?? node.getStart(this.source);
    const end = this.planner.endOfHead(node);
    const inside = this.edits
      .filter(({ places }) => places.every((place) => place >= start && place <= end))
      .map((edit) => (edit === dropped ? { ...edit, choice: 0 } : edit));
    const head = applyEdits(this.base.slice(0, end), inside).text;
    const text = `declare function f${head.slice(start)};`;
    const [statement] = ts.createSourceFile('head.d.ts', text, ts.ScriptTarget.Latest, true).statements;
    if (statement === undefined || !ts.isFunctionDeclaration(statement)) return null;
    const signature = readSignature(ts, statement, (inner) => inner.getText());
    // A pattern says which options there are, and belongs to the code.
    const parameters = signature.parameters.map((parameter, index) =>
      /^[\w$]+$/.test(parameter.name) ? parameter : { ...parameter, name: `given${index + 1}` },
    );
    const isWhole = signature.returns !== null && parameters.every(({ type }) => type !== null);
    return isWhole ? { ...signature, parameters } : null;
  }

  /** Annotations of the functions around a place, the innermost first, and of the variable it belongs to. */
  private editsAround(position: number): Edit[] {
    const { ts } = this;
    const found: Edit[] = [];
    const kinds = new Set(['parameter', 'return', 'variable', 'member', 'inferred']);
    for (
      let node: TypeScript.Node | undefined = nodeAt(ts, this.source, position);
      node !== undefined;
      node = node.parent
    ) {
      const isScope = ts.isFunctionLike(node) || ts.isVariableDeclaration(node) || ts.isClassLike(node);
      if (!isScope) continue;
      const [start, end] = [node.getStart(this.source), this.endOfScope(node)];
      for (const edit of this.edits) {
        const isInside = edit.places.every((place) => place >= start && place <= end);
        if (isInside && kinds.has(edit.kind) && hasNextChoice(edit) && !found.includes(edit))
          found.push(edit);
      }
    }
    const order = (edit: Edit): number => (edit.kind === 'inferred' ? 0 : 1);
    return found.sort((one, other) => order(one) - order(other));
  }

  /** Of a function only its head; a class is looked at whole, for its fields. */
  private endOfScope(node: TypeScript.Node): number {
    const { ts } = this;
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      return (node.body as TypeScript.Node).getStart(this.source);
    }
    return ts.isVariableDeclaration(node) ? (node.initializer?.getStart(this.source) ?? node.end) : node.end;
  }
}

function advance(edit: Edit, reason: string | null): void {
  edit.choice += 1;
  edit.reason ??= reason;
}
