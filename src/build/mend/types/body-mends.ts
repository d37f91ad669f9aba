import type TypeScript from 'typescript';
import type { SourceProblem } from '../../../typecheck/index.ts';
import type { DeclaredMember } from './declared-module.ts';
import { renderSignature } from './declared-module.ts';
import { createEdit, type Edit } from './edits.ts';
import { nodeAt } from './node-at.ts';

/** A value that may be null or undefined as TypeScript sees it. */
const perhapsNothing = new Set([2531, 2532, 2533, 18047, 18048, 18049]);
/** A member or a key that a type does not have. */
const noMember = new Set([2339, 2551, 7053, 7017, 7052, 2550]);

type Members = ReadonlyMap<TypeScript.ClassLikeDeclaration, ReadonlyMap<string, DeclaredMember>>;

/** Types inside functions, where code is right and its types are not to be seen: assertions, and looser variables. */
export class BodyMender {
  private readonly ts: typeof TypeScript;
  private readonly source: TypeScript.SourceFile;
  private readonly members: Members;
  private readonly done = new Set<string>();

  constructor(ts: typeof TypeScript, source: TypeScript.SourceFile, members: Members) {
    this.ts = ts;
    this.source = source;
    this.members = members;
  }

  /** Variables that begin empty and are filled, fields that are only assigned, caught errors: no type was declared of them. */
  loosen(problems: readonly SourceProblem[]): Edit[] {
    return problems.flatMap((problem) => {
      const node = this.nodeOf(problem);
      if (perhapsNothing.has(problem.code) && !this.isParameter(node)) return this.notNothing(node);
      if (noMember.has(problem.code)) {
        const field = this.fieldOf(node);
        if (field !== null) return field;
      }
      const variable = this.variableOf(problem, node);
      return variable === null ? [] : this.looseVariable(variable);
    });
  }

  /** `as any` around the expression that a problem is about. */
  assert(problems: readonly SourceProblem[]): Edit[] {
    return problems.flatMap((problem) => {
      const node = this.nodeOf(problem);
      const target = noMember.has(problem.code) ? this.ownerOf(node) : this.expressionOf(node);
      if (target === null || this.isLinkOfChain(target)) return [];
      const [start, end] = [target.getStart(this.source), target.end];
      return this.once(`assert ${start} ${end}`, () =>
        createEdit({
          kind: 'assertion',
          label: target.getText(this.source).slice(0, 60),
          places: [start, end],
          choices: [
            ['(', ' as any)'],
            ['', ''],
          ],
        }),
      );
    });
  }

  /** A line that no type could be found for. */
  silence(problems: readonly SourceProblem[]): Edit[] {
    const { ts, source } = this;
    return problems.flatMap(({ start, code, kind }) => {
      if (kind === 'syntax') return [];
      const starts = source.getLineStarts();
      const line = starts[source.getLineAndCharacterOfPosition(start).line] ?? 0;
      const around = nodeAt(this.ts, this.source, line);
      const isText =
        ts.isStringLiteralLike(around) ||
        ts.isTemplateLiteralToken(around) ||
        ts.isRegularExpressionLiteral(around);
      if (isText && around.getStart(source) < line) return [];
      return this.once(`silence ${line}`, () =>
        createEdit({
          kind: 'unchecked',
          label: `line with TS${code}`,
          places: [line],
          choices: [
            [`// @ts-expect-error TS${code}: what this line does is not to be said in types\n`],
            [''],
          ],
        }),
      );
    });
  }

  /** In brackets `a?.b` of `a?.b.c` would end the chain. */
  private isLinkOfChain(node: TypeScript.Expression): boolean {
    return this.ts.isOptionalChain(node) && node.parent !== undefined && this.ts.isOptionalChain(node.parent);
  }

  /** Ends of the names of variables that problems come from. */
  variablesOf(problems: readonly SourceProblem[]): readonly number[] {
    return problems.flatMap((problem) => this.variableOf(problem, this.nodeOf(problem))?.name.end ?? []);
  }

  private once(key: string, create: () => Edit): Edit[] {
    if (this.done.has(key)) return [];
    this.done.add(key);
    return [create()];
  }

  private notNothing(node: TypeScript.Node): Edit[] {
    const expression = this.expressionOf(node);
    if (expression === null) return [];
    const { end } = expression;
    return this.once(`nothing ${end}`, () =>
      createEdit({
        kind: 'assertion',
        label: `${expression.getText(this.source).slice(0, 60)}!`,
        places: [end],
        choices: [['!'], ['']],
      }),
    );
  }

  /** `this.name` that no field declares: `declare` says that there is one and makes none. */
  private fieldOf(node: TypeScript.Node): Edit[] | null {
    const { ts } = this;
    const access = node.parent;
    const isOwn =
      access !== undefined &&
      ts.isPropertyAccessExpression(access) &&
      access.name === node &&
      access.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (!isOwn || !ts.isIdentifier(access.name)) return null;
    let owner: TypeScript.Node | undefined = access;
    while (owner !== undefined && !ts.isClassLike(owner)) owner = owner.parent;
    if (owner === undefined) return null;
    const name = access.name.text;
    const declared = this.members.get(owner)?.get(name);
    const type =
      declared === undefined
        ? this.assignedType(owner, name)
        : declared.kind === 'value'
          ? declared.type
          : `{ ${declared.signatures.map((signature) => renderSignature(signature)).join('; ')} }`;
    const at = (owner.members[0]?.getFullStart() ?? owner.end - 1) as number;
    const texts = [...new Set([type, 'any'])].map((one) => [`\n  declare ${name}: ${one};`]);
    const label = `${owner.name?.text ?? 'class'}.${name}: ${type}`;
    return this.once(`field ${at} ${name}`, () =>
      createEdit({
        kind: declared === undefined ? 'inferred' : 'member',
        label,
        places: [at],
        choices: texts,
      }),
    );
  }

  /** What is assigned first, where that is a plain value. */
  private assignedType(owner: TypeScript.ClassLikeDeclaration, name: string): string {
    const { ts } = this;
    let found = 'any';
    const visit = (node: TypeScript.Node): void => {
      const isAssigned =
        ts.isBinaryExpression(node) &&
        node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
        node.left.getText(this.source) === `this.${name}`;
      if (isAssigned && found === 'any') found = this.plainType(node.right);
      ts.forEachChild(node, visit);
    };
    visit(owner);
    return found;
  }

  private plainType(node: TypeScript.Expression): string {
    const { ts } = this;
    if (ts.isNumericLiteral(node)) return 'number';
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return 'string';
    if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return 'boolean';
    if (ts.isArrayLiteralExpression(node)) return 'any[]';
    if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return 'any';
    const { text } = node.expression;
    if (text === 'Map' || text === 'WeakMap') return `${text}<any, any>`;
    if (text === 'Set' || text === 'WeakSet') return `${text}<any>`;
    return text === 'Date' || text === 'RegExp' ? text : 'any';
  }

  /** The variable of the function that a problem comes from, where it begins empty. */
  private variableOf(problem: SourceProblem, node: TypeScript.Node): TypeScript.VariableDeclaration | null {
    const { ts } = this;
    // What is put into a list that began empty fits its type `never[]` least of all.
    const isFilling = problem.message.includes("parameter of type 'never'");
    const owner =
      noMember.has(problem.code) || isFilling ? this.ownerOf(isFilling ? this.calleeOf(node) : node) : null;
    const returned = ts.isReturnStatement(node) ? node.expression : undefined;
    const root = rootName(ts, owner ?? returned ?? node);
    if (root === null) return null;
    const declaration = this.findVariable(root);
    if (declaration === null || declaration.type !== undefined) return null;
    if (ts.isCatchClause(declaration.parent)) return declaration;
    const loop = declaration.parent.parent;
    if (ts.isForOfStatement(loop) || ts.isForInStatement(loop)) return null;
    const { initializer } = declaration;
    return initializer === undefined || this.isEmpty(initializer) ? declaration : null;
  }

  private isEmpty(node: TypeScript.Expression): boolean {
    const { ts } = this;
    if (ts.isObjectLiteralExpression(node)) return true;
    if (ts.isArrayLiteralExpression(node)) return node.elements.every((element) => this.isEmpty(element));
    if (node.kind === ts.SyntaxKind.NullKeyword) return true;
    if (ts.isIdentifier(node)) return node.text === 'undefined';
    if (ts.isNewExpression(node)) return (node.arguments?.length ?? 0) === 0;
    return ts.isCallExpression(node) && node.expression.getText(this.source) === 'Object.create';
  }

  private looseVariable(declaration: TypeScript.VariableDeclaration): Edit[] {
    const { ts } = this;
    const { name, initializer } = declaration;
    const isRecord =
      initializer !== undefined &&
      ts.isObjectLiteralExpression(initializer) &&
      !ts.isCatchClause(declaration.parent);
    const isList = initializer !== undefined && ts.isArrayLiteralExpression(initializer);
    const first = isRecord ? [': Record<string, any>'] : isList ? [': any[]'] : [];
    return this.once(`variable ${name.end}`, () =>
      createEdit({
        kind: 'inferred',
        label: `variable ${name.getText(this.source)}`,
        places: [name.end],
        choices: [...first, ': any'].map((text) => [text]),
      }),
    );
  }

  private calleeOf(node: TypeScript.Node): TypeScript.Node {
    const { parent } = node;
    return parent !== undefined && this.ts.isCallExpression(parent) ? parent.expression : node;
  }

  /** The nearest declaration of a name before or around its use. */
  private findVariable(use: TypeScript.Identifier): TypeScript.VariableDeclaration | null {
    const { ts } = this;
    let scope: TypeScript.Node | undefined = use.parent;
    while (scope !== undefined) {
      const isScope =
        ts.isFunctionLike(scope) || ts.isBlock(scope) || ts.isSourceFile(scope) || ts.isCatchClause(scope);
      if (
        ts.isFunctionLike(scope) &&
        scope.parameters.some(({ name }) => name.getText(this.source) === use.text)
      )
        return null;
      const found = isScope ? this.declaredIn(scope, use.text) : null;
      if (found !== null) return found;
      scope = scope.parent;
    }
    return null;
  }

  private declaredIn(scope: TypeScript.Node, name: string): TypeScript.VariableDeclaration | null {
    const { ts } = this;
    let found: TypeScript.VariableDeclaration | null = null;
    const visit = (node: TypeScript.Node): void => {
      if (found !== null || (ts.isFunctionLike(node) && node !== scope)) return;
      if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name)
        found = node;
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(scope, visit);
    return found;
  }

  private isParameter(node: TypeScript.Node): boolean {
    const { ts } = this;
    if (!ts.isIdentifier(node)) return false;
    for (let scope: TypeScript.Node | undefined = node.parent; scope !== undefined; scope = scope.parent) {
      if (
        ts.isFunctionLike(scope) &&
        scope.parameters.some(({ name }) => name.getText(this.source) === node.text)
      )
        return true;
    }
    return false;
  }

  /** `a` of `a.b` and `a[b]`, where a member is the problem. */
  private ownerOf(node: TypeScript.Node): TypeScript.Expression | null {
    const { ts } = this;
    for (
      let at: TypeScript.Node | undefined = node;
      at !== undefined && !ts.isStatement(at);
      at = at.parent
    ) {
      if (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) return at.expression;
    }
    return null;
  }

  /** The expression to assert something of: never what is assigned to, a key, or the name of a declaration. */
  private expressionOf(node: TypeScript.Node): TypeScript.Expression | null {
    const { ts } = this;
    if (ts.isReturnStatement(node)) return node.expression ?? null;
    if (ts.isVariableDeclaration(node)) return node.initializer ?? null;
    // Of a comparison one side is enough.
    if (ts.isBinaryExpression(node)) return node.left;
    const { parent } = node;
    if (parent !== undefined && ts.isVariableDeclaration(parent) && parent.name === node)
      return parent.initializer ?? null;
    if (parent !== undefined && ts.isPropertyAssignment(parent) && parent.name === node)
      return parent.initializer;
    const assigned = this.assignmentTo(node);
    if (assigned !== null) return assigned.right;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return parent.expression;
    const isName = parent !== undefined && 'name' in parent && parent.name === node;
    return !isName && ts.isExpression(node) && !ts.isSpreadElement(node) && !ts.isOmittedExpression(node)
      ? node
      : null;
  }

  private assignmentTo(node: TypeScript.Node): TypeScript.BinaryExpression | null {
    const { ts } = this;
    const { parent } = node;
    const isAssigned =
      parent !== undefined &&
      ts.isBinaryExpression(parent) &&
      parent.left === node &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return isAssigned ? parent : null;
  }

  /** The widest node that begins where the problem does and is no longer than it. */
  private nodeOf({ start, length }: SourceProblem): TypeScript.Node {
    const { ts, source } = this;
    let node = nodeAt(this.ts, this.source, start);
    while (
      node.parent !== undefined &&
      node.parent.getStart(source) === start &&
      node.parent.end <= start + length &&
      !ts.isSourceFile(node.parent)
    ) {
      node = node.parent;
    }
    // The compiler points at the word `return`, and means what it returns.
    const first = node.getStart(source) === start ? node : null;
    return first ?? node;
  }
}

function rootName(ts: typeof TypeScript, node: TypeScript.Node): TypeScript.Identifier | null {
  if (ts.isIdentifier(node)) return node;
  const goesOn =
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isCallExpression(node);
  return goesOn ? rootName(ts, node.expression) : null;
}
