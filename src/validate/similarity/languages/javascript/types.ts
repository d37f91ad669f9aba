import type { BindingName, FunctionLikeDeclaration, Node, Statement } from 'typescript';
import type { Operation } from '../../operations/operation.ts';

export type TypeScript = typeof import('typescript');

/** What the readers of statements, expressions and calls share: names, declarations, functions. */
export interface JavaScriptReader {
  readonly typescript: TypeScript;
  read(node: Node | undefined): Operation;
  block(statements: readonly Statement[], at: number): Operation;
  name(text: string, at: number): Operation;
  isVariable(name: string): boolean;
  remember(text: string): void;
  /** A text of 6 letters and more. */
  rememberText(text: string): void;
  member(object: Operation, name: string, at: number): Operation;
  /** Without brackets around it. */
  bare(node: Node): Node;
  assign(target: Node, value: Operation, at: number): Operation;
  /** What a declaration takes from its value. */
  bind(name: BindingName, value: Operation, at: number): Operation;
  function(node: FunctionLikeDeclaration): Operation;
  /** What a function does, without the function. */
  inlined(node: FunctionLikeDeclaration): Operation;
  class(node: Node & { readonly members: readonly Node[] }): Operation;
}
