import type TypeScript from 'typescript';
import type { SourceProblem } from '../../../typecheck/index.ts';
import { createEdit, type Edit } from './edits.ts';
import type { CodeFunction, FunctionPlanner } from './plan-function.ts';

/** Where TypeScript takes any for a type that is nowhere written. */
export const implicitAnyCodes: ReadonlySet<number> = new Set([
  7005, 7006, 7008, 7010, 7011, 7019, 7022, 7023, 7024, 7031, 7032, 7033, 7034, 7050, 2683,
]);

/** Annotates what TypeScript calls an implicit any: with a type inferred from its use, else with any. */
export class ImplicitTypes {
  private readonly ts: typeof TypeScript;
  private readonly source: TypeScript.SourceFile;
  private readonly planner: FunctionPlanner;

  constructor(ts: typeof TypeScript, source: TypeScript.SourceFile, planner: FunctionPlanner) {
    this.ts = ts;
    this.source = source;
    this.planner = planner;
  }

  annotate(problems: readonly SourceProblem[], inferred: ReadonlyMap<number, string>): readonly Edit[] {
    const edits = new Map<TypeScript.Node, Edit>();
    for (const problem of problems) {
      for (let node = this.tokenAt(problem.start); node !== undefined; node = node.parent) {
        const edit = edits.has(node) ? null : this.annotateNode(node, problem.code, inferred);
        if (edit !== null) edits.set(node, edit);
        if (edit !== null || edits.has(node)) break;
      }
    }
    return [...edits.values()];
  }

  private annotateNode(
    node: TypeScript.Node,
    code: number,
    inferred: ReadonlyMap<number, string>,
  ): Edit | null {
    const { ts, source } = this;
    if (code === 2683) {
      const isOwner =
        ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node);
      return isOwner ? this.planner.looseThis(node) : null;
    }
    if (ts.isParameter(node)) {
      if (node.type !== undefined) return null;
      const isRest = node.dotDotDotToken !== undefined;
      const found = inferred.get(node.name.end);
      const list = isRest ? 'any[]' : 'any';
      const types = [...(found === undefined ? [] : [found]), list];
      const mark = this.isOptional(node, found) ? '?' : '';
      return this.planner.besideParameter(
        node,
        types.map((type) => `${mark}: ${type}`),
      );
    }
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      if (
        node.type !== undefined ||
        ts.isForInStatement(node.parent.parent) ||
        ts.isForOfStatement(node.parent.parent)
      )
        return null;
      return this.typeAt(
        node.name,
        inferred,
        node.initializer !== undefined && ts.isArrayLiteralExpression(node.initializer) ? 'any[]' : 'any',
      );
    }
    if (ts.isPropertyDeclaration(node) && node.type === undefined)
      return this.typeAt(node.name, inferred, 'any');
    const isFunction =
      ts.isFunctionDeclaration(node) ||
      ts.isFunctionExpression(node) ||
      ts.isArrowFunction(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isGetAccessorDeclaration(node);
    if (!isFunction || node.type !== undefined) return null;
    const label = `${node.name?.getText(source) ?? 'function'} returns any`;
    const at = this.planner.endOfHead(node satisfies CodeFunction);
    return createEdit({ kind: 'inferred', label, places: [at], choices: [[': any']] });
  }

  private typeAt(name: TypeScript.Node, inferred: ReadonlyMap<number, string>, loose: string): Edit {
    const found = inferred.get(name.end);
    const types = found === undefined ? [loose] : [found, loose];
    const label = `variable ${name.getText(this.source)}`;
    return createEdit({
      kind: 'inferred',
      label,
      places: [name.end],
      choices: [...new Set(types)].map((type) => [`: ${type}`]),
    });
  }

  /** Calls of the module's own functions may leave out what has no mark in JavaScript. */
  private isOptional(node: TypeScript.ParameterDeclaration, found: string | undefined): boolean {
    const { ts, source } = this;
    const { parent } = node;
    if (!ts.isIdentifier(node.name) || node.initializer !== undefined || node.dotDotDotToken !== undefined)
      return false;
    if (found?.includes('undefined') ?? false) return false;
    const name = ts.isFunctionDeclaration(parent) ? parent.name?.text : undefined;
    if (name === undefined) return false;
    const index = parent.parameters.indexOf(node);
    const later = parent.parameters.slice(index + 1);
    if (
      later.some(
        ({ initializer, dotDotDotToken, name: own }) =>
          initializer === undefined && dotDotDotToken === undefined && !ts.isIdentifier(own),
      )
    )
      return false;
    let isShort = false;
    const visit = (inner: TypeScript.Node): void => {
      const isCall =
        ts.isCallExpression(inner) && ts.isIdentifier(inner.expression) && inner.expression.text === name;
      if (isCall && inner.arguments.length <= index && !inner.arguments.some(ts.isSpreadElement))
        isShort = true;
      ts.forEachChild(inner, visit);
    };
    visit(source);
    return isShort;
  }

  private tokenAt(position: number): TypeScript.Node | undefined {
    const { ts, source } = this;
    let found: TypeScript.Node | undefined;
    const visit = (node: TypeScript.Node): void => {
      if (node.getStart(source) > position || node.end <= position) return;
      found = node;
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(source, visit);
    return found;
  }
}
