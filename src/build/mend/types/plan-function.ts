import type TypeScript from 'typescript';
import type { DeclaredParameter, DeclaredSignature } from './declared-module.ts';
import { renderSignature } from './declared-module.ts';
import { createEdit, type Edit } from './edits.ts';

export type CodeFunction =
  | TypeScript.FunctionDeclaration
  | TypeScript.FunctionExpression
  | TypeScript.ArrowFunction
  | TypeScript.MethodDeclaration
  | TypeScript.ConstructorDeclaration
  | TypeScript.GetAccessorDeclaration
  | TypeScript.SetAccessorDeclaration;

interface FunctionPlan {
  readonly node: CodeFunction;
  readonly signatures: readonly DeclaredSignature[];
  readonly label: string;
}

/** Plans annotations of one function by its declared signatures. */
export class FunctionPlanner {
  private readonly ts: typeof TypeScript;
  private readonly source: TypeScript.SourceFile;

  constructor(ts: typeof TypeScript, source: TypeScript.SourceFile) {
    this.ts = ts;
    this.source = source;
  }

  /** Empty for a function that the model annotated itself. */
  plan(plan: FunctionPlan): Edit[] {
    const { node, signatures } = plan;
    const [first] = signatures;
    if (first === undefined || node.body === undefined || this.isTyped(node)) return [];
    const isInline = signatures.length === 1 && this.fits(node, first);
    if (isInline) return this.planInline(plan, first);
    return this.canOverload(node) ? this.planOverloads(plan) : [];
  }

  /** A declaration of its own can have signatures before it; a function that is a value cannot. */
  canOverload(node: CodeFunction): boolean {
    const { ts } = this;
    return (
      ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node)
    );
  }

  isTyped(node: CodeFunction): boolean {
    return node.type !== undefined || node.parameters.some(({ type }) => type !== undefined);
  }

  /** Parameter by parameter: none too few, and rest where rest is declared. */
  fits(node: CodeFunction, { parameters }: DeclaredSignature): boolean {
    if (node.parameters.length < parameters.length) return false;
    return node.parameters.every((parameter, index) => {
      const declared = parameters[index];
      const isRest = parameter.dotDotDotToken !== undefined;
      const isPattern = !this.ts.isIdentifier(parameter.name);
      // A pattern cannot be left out, and neither can what stands behind all that is declared.
      if (declared === undefined) return isRest || parameter.initializer !== undefined || !isPattern;
      if (isPattern && declared.optional && parameter.initializer === undefined) return false;
      return isRest === declared.rest;
    });
  }

  private planInline({ node, label }: FunctionPlan, signature: DeclaredSignature): Edit[] {
    const edits: Edit[] = [];
    const { typeParameters, parameters, thisType } = signature;
    if (typeParameters !== '') edits.push(this.typeParameters(node, label, typeParameters));
    if (thisType !== null && !this.ts.isArrowFunction(node)) edits.push(this.thisOf(node, label, thisType));
    node.parameters.forEach((parameter, index) => {
      const declared = parameters[index];
      if (declared === undefined && (parameter.initializer !== undefined || parameter.dotDotDotToken)) return;
      const given = declared ?? { name: '', type: 'any', optional: true, rest: false };
      edits.push(
        this.parameter(parameter, { label, given, canBeLeftOut: this.canBeLeftOut(node, index, parameters) }),
      );
    });
    return [...edits, ...this.returnOf(node, label, signature)];
  }

  /** The return type by the declared one, where one can be written. */
  returnOf(node: CodeFunction, label: string, signature: DeclaredSignature): Edit[] {
    const { ts } = this;
    if (signature.returns === null || ts.isConstructorDeclaration(node) || ts.isSetAccessorDeclaration(node))
      return [];
    const type = this.returnType(node, signature);
    return type === null
      ? []
      : [
          createEdit({
            kind: 'return',
            label: `${label} returns ${type}`,
            places: [this.endOfHead(node)],
            choices: [[`: ${type}`], ['']],
          }),
        ];
  }

  private returnType(
    node: CodeFunction,
    { returns, predicateOf, parameters }: DeclaredSignature,
  ): string | null {
    if (predicateOf === null || predicateOf === 'this') return returns;
    const name = node.parameters[parameters.findIndex((parameter) => parameter.name === predicateOf)]?.name;
    if (name === undefined || !this.ts.isIdentifier(name)) return null;
    const own = name.text;
    return returns?.replace(predicateOf, () => own) ?? null;
  }

  private planOverloads({ node, signatures, label }: FunctionPlan): Edit[] {
    const edits = signatures.map((signature) => this.overload(node, label, signature));
    const isGeneric = signatures.some(({ typeParameters }) => typeParameters !== '');
    node.parameters.forEach((parameter, index) => {
      const declared = signatures.map(({ parameters }) => parameters[index]);
      if (parameter.initializer !== undefined && declared.every((one) => one === undefined)) return;
      const types = [...new Set(declared.flatMap((one) => one?.type ?? []))];
      const isUnion =
        !isGeneric && types.length > 0 && declared.every((one) => one === undefined || !one.rest);
      const type = isUnion
        ? types.map((one) => (/=>|\bextends\b|\binfer\b/.test(one) ? `(${one})` : one)).join(' | ')
        : null;
      const given = {
        name: '',
        type,
        optional: declared.some((one) => one === undefined || one.optional),
        rest: false,
      };
      edits.push(
        this.parameter(parameter, {
          label,
          given,
          canBeLeftOut: this.restCanBeLeftOut(node, index, signatures),
        }),
      );
    });
    return edits;
  }

  /** One signature before the function itself. */
  overload(node: CodeFunction, label: string, signature: DeclaredSignature): Edit {
    const { ts } = this;
    const isConstructor = ts.isConstructorDeclaration(node);
    const isStatic =
      ts.canHaveModifiers(node) &&
      (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
    const name = isConstructor
      ? 'constructor'
      : `${isStatic ? 'static ' : ''}${node.name?.getText(this.source) ?? ''}`;
    const head = ts.isFunctionDeclaration(node) ? 'function ' : '';
    const text = renderSignature(signature);
    const shown = isConstructor
      ? text.slice(text.indexOf('('), text.lastIndexOf(signature.returns ?? 'any') - 2)
      : text;
    const indent = ts.isFunctionDeclaration(node) ? '' : '  ';
    return createEdit({
      kind: 'overload',
      label: `${label}${text}`,
      places: [node.getStart(this.source)],
      choices: [[`${head}${name}${shown};\n${indent}`], ['']],
    });
  }

  private parameter(
    parameter: TypeScript.ParameterDeclaration,
    request: { readonly label: string; readonly given: DeclaredParameter; readonly canBeLeftOut: boolean },
  ): Edit {
    const { ts, source } = this;
    const { label, given, canBeLeftOut } = request;
    const isRest = parameter.dotDotDotToken !== undefined;
    const isMarked = given.optional && !isRest && parameter.initializer === undefined;
    const mark = isMarked && canBeLeftOut && ts.isIdentifier(parameter.name) ? '?' : '';
    const type = given.type ?? (isRest ? 'any[]' : 'any');
    const whole =
      isMarked && mark === '' && type !== 'any'
        ? `${type.includes('=>') ? `(${type})` : type} | undefined`
        : type;
    const loose = isRest ? 'any[]' : 'any';
    const texts = [...new Set([`${mark}: ${whole}`, `${mark}: ${loose}`])];
    return {
      ...this.besideParameter(parameter, texts),
      kind: 'parameter',
      label: `${label}: parameter ${parameter.name.getText(source)}: ${type}`,
    };
  }

  /** An annotation of a parameter; the only one of an arrow function may stand without brackets. */
  besideParameter(parameter: TypeScript.ParameterDeclaration, texts: readonly string[]): Edit {
    const { source } = this;
    const label = `parameter ${parameter.name.getText(source)}`;
    const end = parameter.name.end;
    if (!this.isBare(parameter)) {
      return createEdit({ kind: 'inferred', label, places: [end], choices: texts.map((text) => [text]) });
    }
    const choices = texts.map((text) => ['(', `${text})`]);
    return createEdit({ kind: 'inferred', label, places: [parameter.getStart(source), end], choices });
  }

  private isBare(parameter: TypeScript.ParameterDeclaration): boolean {
    const { parent } = parameter;
    return this.ts.isArrowFunction(parent) && this.openBracket(parent) === null;
  }

  /** True when all behind it can be left out too. */
  private canBeLeftOut(node: CodeFunction, index: number, declared: readonly DeclaredParameter[]): boolean {
    return node.parameters
      .slice(index + 1)
      .every(
        (parameter, offset) =>
          parameter.initializer !== undefined ||
          parameter.dotDotDotToken !== undefined ||
          (declared[index + 1 + offset]?.optional ?? true),
      );
  }

  private restCanBeLeftOut(
    node: CodeFunction,
    index: number,
    signatures: readonly DeclaredSignature[],
  ): boolean {
    return node.parameters.slice(index + 1).every((parameter, offset) => {
      if (parameter.initializer !== undefined || parameter.dotDotDotToken !== undefined) return true;
      if (!this.ts.isIdentifier(parameter.name)) return false;
      return signatures.some(({ parameters }) => parameters[index + 1 + offset]?.optional ?? true);
    });
  }

  private typeParameters(node: CodeFunction, label: string, text: string): Edit {
    const bracket = this.openBracket(node);
    const at = bracket ?? node.parameters[0]?.getStart(this.source) ?? node.getStart(this.source);
    return createEdit({
      kind: 'declared-type',
      label: `${label}: type parameters ${text}`,
      places: [at],
      choices: [[text], ['']],
    });
  }

  private thisOf(node: CodeFunction, label: string, type: string): Edit {
    const at = (this.openBracket(node) ?? node.getStart(this.source)) + 1;
    const comma = node.parameters.length > 0 ? ', ' : '';
    return createEdit({
      kind: 'parameter',
      label: `${label}: this: ${type}`,
      places: [at],
      choices: [[`this: ${type}${comma}`], [`this: any${comma}`]],
    });
  }

  /** `this: any`, where a function speaks of it. */
  looseThis(node: CodeFunction): Edit {
    return { ...this.thisOf(node, node.name?.getText(this.source) ?? 'function', 'any'), kind: 'inferred' };
  }

  /** Where the return type goes. */
  endOfHead(node: CodeFunction): number {
    const bracket = node
      .getChildren(this.source)
      .find(({ kind }) => kind === this.ts.SyntaxKind.CloseParenToken);
    return bracket?.end ?? node.parameters.at(-1)?.end ?? node.getStart(this.source);
  }

  private openBracket(node: CodeFunction): number | null {
    const bracket = node
      .getChildren(this.source)
      .find(({ kind }) => kind === this.ts.SyntaxKind.OpenParenToken);
    return bracket?.getStart(this.source) ?? null;
  }
}
