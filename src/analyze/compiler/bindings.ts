import type ts from 'typescript';
import type { ApiExport } from '../../spec/index.ts';
import type { TypeScript } from './load-typescript.ts';
import type { PreparedSnippet } from './prepared-snippet.ts';

/** How examples use a name that stands for the package or a part of it. */
export interface NameUse {
  called: boolean;
  constructed: boolean;
  /** Properties read from it, and whether they were called. */
  readonly members: Map<string, { called: boolean; constructed: boolean }>;
}

/** Uses of the names in `locals` over all snippets. */
export function readUses(
  ts: TypeScript,
  snippets: readonly Pick<PreparedSnippet, 'steps'>[],
  locals: ReadonlySet<string>,
): ReadonlyMap<string, NameUse> {
  const uses = new Map<string, NameUse>();
  const useOf = (name: string): NameUse => {
    const use = uses.get(name) ?? { called: false, constructed: false, members: new Map() };
    uses.set(name, use);
    return use;
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && locals.has(node.text)) readUse(ts, node, useOf);
    ts.forEachChild(node, visit);
  };
  for (const { steps } of snippets)
    for (const step of steps) if (step.loading === null) visit(step.statement.node);
  return uses;
}

function readUse(ts: TypeScript, node: ts.Identifier, useOf: (name: string) => NameUse): void {
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.expression === node) useOf(node.text).called = true;
  if (ts.isNewExpression(parent) && parent.expression === node) useOf(node.text).constructed = true;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return;
  const { members } = useOf(node.text);
  const member = members.get(parent.name.text) ?? { called: false, constructed: false };
  const outer = parent.parent;
  if (ts.isCallExpression(outer) && outer.expression === parent) member.called = true;
  if (ts.isNewExpression(outer) && outer.expression === parent) member.constructed = true;
  members.set(parent.name.text, member);
}

export interface BindingRequest {
  readonly snippets: readonly PreparedSnippet[];
  /** Exports known from declarations or signatures, before examples are counted. */
  readonly known: readonly ApiExport[];
  readonly uses: ReadonlyMap<string, NameUse>;
  /** A name for the default export where no example loads it. */
  readonly moduleName: string;
}

/** Local name to export for the whole documentation: what loads it first decides. */
export function resolveBindings(request: BindingRequest): ReadonlyMap<string, string> {
  const bindings = new Map<string, string>();
  const add = (local: string, target: string): void => {
    if (!bindings.has(local)) bindings.set(local, resolveTarget(request, local, target));
  };
  for (const { targets } of request.snippets) for (const [local, target] of targets) add(local, target);
  const taken = new Set(bindings.values());
  for (const entry of request.known) {
    if (entry.kind === 'interface' || entry.kind === 'type') continue;
    if (entry.name !== 'default') add(entry.name, entry.name);
    else if (!taken.has('default')) add(entry.local_name, 'default');
  }
  // An example without any import uses the package under its own name.
  if (!bindings.has(request.moduleName)) add(request.moduleName, 'module');
  return bindings;
}

/** Whether `require` gave the default export or the module with its named ones. */
export function resolveTarget(request: BindingRequest, local: string, target: string): string {
  const { known, uses } = request;
  const hasDefault = known.some((entry) => entry.name === 'default');
  const use = uses.get(local);
  const isCalled = use !== undefined && (use.called || use.constructed);
  const names = new Set(known.map((entry) => entry.name));
  const members = [...(use?.members.keys() ?? [])];
  if (target === '*') return isCalled || (hasDefault && known.length === 1) ? 'default' : '*';
  if (target !== 'module') return target;
  if (isCalled) return 'default';
  if (members.length > 0 && members.every((name) => names.has(name) && name !== 'default')) return '*';
  if (hasDefault) return 'default';
  return members.length > 0 || names.size > 0 ? '*' : 'default';
}
