import type {
  BindingName,
  CreateSourceFileOptions,
  FunctionLikeDeclaration,
  Node,
  SourceFile,
  Statement,
} from 'typescript';
import { makeDefault } from '../../operations/build.ts';
import {
  constant,
  local,
  nothing,
  type Operation,
  operation,
  type ReadFile,
} from '../../operations/operation.ts';
import { builtInGlobals, builtInNames } from './built-in.ts';
import { findObfuscation } from './find-obfuscation.ts';
import { readExpression } from './read-expression.ts';
import { readStatement } from './read-statement.ts';
import { Scopes } from './scopes.ts';
import type { JavaScriptReader, TypeScript } from './types.ts';

const maximumDepth = 400;

/** Comments leave no trace, so what is written in them for other tools is not parsed. */
function readAs({ ScriptTarget, JSDocParsingMode }: TypeScript): CreateSourceFileOptions {
  return { languageVersion: ScriptTarget.ESNext, jsDocParsingMode: JSDocParsingMode.ParseNone };
}

/** Parses one file of JavaScript or TypeScript; one with errors gives what the parser could make of it. */
export async function readJavaScript(path: string, text: string): Promise<ReadFile> {
  // Loaded when needed: the compiler takes a third of a second.
  const { default: typescript } = await import('typescript');
  const kind = /\.[cm]?ts$/.test(path) ? typescript.ScriptKind.TS : typescript.ScriptKind.JSX;
  const names = new Set<string>();
  const strings = new Set<string>();
  try {
    const source = typescript.createSourceFile(path, text, readAs(typescript), false, kind);
    const reader = new Reader(typescript, { names, strings });
    const body = reader.readFile(source);
    return {
      ...{ path, body, names, strings, complete: reader.complete },
      obfuscation: findObfuscation(typescript, source),
    };
  } catch (error) {
    // The parser recurses once a bracket: 20,000 of them end in "Maximum call stack size exceeded".
    if (!(error instanceof RangeError)) throw error;
    return { path, body: nothing(0), names, strings, obfuscation: [], complete: false };
  }
}

class Reader implements JavaScriptReader {
  complete = true;
  readonly typescript: TypeScript;
  #depth = 0;
  readonly #scopes: Scopes;
  readonly #names: Set<string>;
  readonly #strings: Set<string>;
  /** Variables that hold another module: what is taken from them is as good as a name. */
  readonly #modules = new Set<number>();

  constructor(typescript: TypeScript, found: { names: Set<string>; strings: Set<string> }) {
    this.typescript = typescript;
    this.#scopes = new Scopes(typescript);
    this.#names = found.names;
    this.#strings = found.strings;
  }

  rememberText(text: string): void {
    if (text.length >= 6) this.#strings.add(text.slice(0, 400));
  }

  readFile(source: SourceFile): Operation {
    this.#scopes.enter(source);
    const body = this.block(source.statements, source.end);
    this.#scopes.leave();
    return body;
  }

  block(statements: readonly Statement[], at: number): Operation {
    return operation(
      'block',
      statements.map((statement) => this.read(statement)),
      at,
    );
  }

  read(node: Node | undefined): Operation {
    if (node === undefined) return nothing(0);
    if (this.#depth > maximumDepth) {
      this.complete = false;
      return nothing(node.end);
    }
    this.#depth += 1;
    // Expressions have the lower numbers, and are most of what there is.
    const isExpression = node.kind < this.typescript.SyntaxKind.Block;
    const read = (isExpression ? null : readStatement(this, node)) ?? readExpression(this, node);
    this.#depth -= 1;
    return read;
  }

  name(text: string, at: number): Operation {
    const variable = this.#scopes.find(text);
    this.remember(text);
    if (variable !== null) return local(variable, at);
    if (text === 'undefined') return nothing(at);
    if (text === 'exports' || text === 'module') return operation('exports', [], at);
    if (text === 'NaN' || text === 'Infinity') return operation('number', [], at);
    return operation(builtInGlobals.has(text) ? `@${text}` : '', [], at);
  }

  isVariable(name: string): boolean {
    return this.#scopes.find(name) !== null;
  }

  remember(text: string): void {
    if (text.length >= 4 && !builtInNames.has(text) && !builtInGlobals.has(text)) this.#names.add(text);
  }

  member(object: Operation, name: string, at: number): Operation {
    this.remember(name);
    if (name === 'prototype' || name === 'default') return operation('', [object], at);
    // What is put on `exports`, or taken from a module, is a name only.
    if (object.op === 'exports' || object.op === 'module') return object;
    if (object.local !== undefined && this.#modules.has(object.local)) return object;
    return operation(builtInNames.has(name) ? `.${name}` : '.', [object], at);
  }

  bare(node: Node): Node {
    let inner = node;
    while (this.typescript.isParenthesizedExpression(inner)) inner = inner.expression;
    return inner;
  }

  assign(target: Node, value: Operation, at: number): Operation {
    const ts = this.typescript;
    const bare = this.bare(target);
    if (ts.isArrayLiteralExpression(bare) || ts.isObjectLiteralExpression(bare)) {
      return operation('block', [value, this.read(bare)], at);
    }
    const place = this.read(bare);
    if (value.op === 'module' && place.local !== undefined) this.#modules.add(place.local);
    return operation('set', [value, place], at);
  }

  /** What a declaration takes from its value. */
  bind(name: BindingName, value: Operation, at: number): Operation {
    const ts = this.typescript;
    if (ts.isIdentifier(name)) {
      const target = this.name(name.text, at);
      if (isModule(value) && target.local !== undefined) this.#modules.add(target.local);
      return operation('set', [value, target], at);
    }
    const isObject = ts.isObjectBindingPattern(name);
    const kids: Operation[] = [value];
    name.elements.forEach((element, index) => {
      if (!ts.isBindingElement(element)) return;
      const at = element.end;
      const key = element.propertyName ?? element.name;
      const hole = operation('', [], at);
      let taken: Operation = hole;
      if (element.dotDotDotToken === undefined) {
        taken = isObject
          ? this.member(hole, ts.isIdentifier(key) || ts.isStringLiteral(key) ? key.text : '', at)
          : operation('[]', [hole, constant(index, at)], at);
      }
      if (element.initializer !== undefined) taken = makeDefault(taken, this.read(element.initializer), at);
      kids.push(this.bind(element.name, taken, at));
    });
    return operation('block', kids, at);
  }

  function(node: FunctionLikeDeclaration): Operation {
    const name = node.name !== undefined && this.typescript.isIdentifier(node.name) ? node.name.text : '';
    return { op: 'function', kids: [this.inlined(node)], at: node.end, from: node.pos, name };
  }

  /** What a function does, without the function. */
  inlined(node: FunctionLikeDeclaration): Operation {
    const at = node.end;
    this.#scopes.enter(node);
    const kids: Operation[] = [];
    for (const { name, initializer } of node.parameters) {
      const given = operation('', [], at);
      if (initializer !== undefined)
        kids.push(this.bind(name, makeDefault(given, this.read(initializer), at), at));
      else if (!this.typescript.isIdentifier(name)) kids.push(this.bind(name, given, at));
    }
    const body = this.read(node.body);
    const isShort = node.body !== undefined && !this.typescript.isBlock(node.body);
    kids.push(isShort ? operation('return', [body], at) : body);
    this.#scopes.leave();
    return operation('block', kids, at);
  }

  class(
    node: Node & {
      readonly members: readonly Node[];
      readonly heritageClauses?: readonly Node[] | undefined;
    },
  ): Operation {
    const ts = this.typescript;
    const kids = node.members.map((member) => {
      if (ts.isPropertyDeclaration(member)) {
        return operation('set', [this.read(member.initializer), operation('.', [], member.end)], member.end);
      }
      if (ts.isClassStaticBlockDeclaration(member)) return this.read(member.body);
      return ts.isFunctionLike(member) ? this.read(member) : nothing(member.end);
    });
    return operation('block', kids, node.end);
  }
}

function isModule(value: Operation): boolean {
  return value.op === 'module' || (value.op === 'call' && value.kids.some((kid) => kid.op === 'module'));
}
