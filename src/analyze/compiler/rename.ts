import type ts from 'typescript';
import type { TypeScript } from './load-typescript.ts';
import { bindingNames, declaredNames, isValuePosition } from './syntax.ts';

/** A piece of text to stand in the place of another, by offsets. */
export type Edit = readonly [start: number, end: number, text: string];

/** The new name of a variable, undefined where it keeps its own. */
export type NameLookup = (name: string) => string | undefined;

/** The text with the edits made. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const [start, end, name] of [...edits].sort((a, b) => a[0] - b[0])) {
    result += text.slice(at, start) + name;
    at = end;
  }
  return result + text.slice(at);
}

/** Where the node's identifiers stand for a variable that has a new name. */
export function findRenames(ts: TypeScript, root: ts.Node, lookup: NameLookup): readonly Edit[] {
  const found: Edit[] = [];
  const visit = (node: ts.Node, names: NameLookup): void => {
    if (ts.isIdentifier(node)) {
      const name = names(node.text);
      if (name !== undefined && node.text !== name) found.push(...editOf(ts, node, name));
      return;
    }
    const own = new Set(scopeNames(ts, node));
    const inner: NameLookup = own.size === 0 ? names : (name) => (own.has(name) ? undefined : names(name));
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(root, lookup);
  return found;
}

/** Parameters and variables of an inner scope, which hide the outer ones. */
function scopeNames(ts: TypeScript, node: ts.Node): readonly string[] {
  const ofList = (list: ts.VariableDeclarationList): readonly string[] =>
    list.declarations.flatMap(({ name }) => bindingNames(ts, name));
  if (ts.isFunctionLike(node)) {
    const own = ts.isFunctionExpression(node) && node.name !== undefined ? [node.name.text] : [];
    return [...own, ...node.parameters.flatMap(({ name }) => bindingNames(ts, name))];
  }
  if (ts.isBlock(node)) return node.statements.flatMap((statement) => declaredNames(ts, statement));
  if (ts.isForStatement(node) || ts.isForInStatement(node) || ts.isForOfStatement(node)) {
    const { initializer } = node;
    return initializer !== undefined && ts.isVariableDeclarationList(initializer) ? ofList(initializer) : [];
  }
  const caught = ts.isCatchClause(node) ? node.variableDeclaration : undefined;
  return caught === undefined ? [] : bindingNames(ts, caught.name);
}

function editOf(ts: TypeScript, node: ts.Identifier, name: string): readonly Edit[] {
  const { parent } = node;
  const edit = (text: string): readonly Edit[] => [[node.getStart(), node.end, text]];
  if (ts.isShorthandPropertyAssignment(parent)) return edit(`${node.text}: ${name}`);
  if (ts.isImportSpecifier(parent)) {
    if (parent.name !== node) return [];
    return edit(parent.propertyName === undefined ? `${node.text} as ${name}` : name);
  }
  if (ts.isBindingElement(parent) && parent.name === node) {
    const isShort = parent.propertyName === undefined && ts.isObjectBindingPattern(parent.parent);
    return edit(isShort ? `${node.text}: ${name}` : name);
  }
  return isValuePosition(ts, node) ? edit(name) : [];
}
