import { findBodies, type SyntaxNode } from '../../../syntax-trees/index.ts';
import { readDocComment } from './doc-comments.ts';
import { childrenOf, field, isExported, renderPlainText } from './plain-text.ts';
import { renderSignature, renderType } from './render-type.ts';
import { renderConstants, renderVariables } from './render-values.ts';

export interface OutlineParts {
  /** `package name` with its documentation. */
  readonly head: string;
  readonly declarations: readonly string[];
}

/** Null for a program, which nobody imports, and for a file that is no Go. */
export function readOutline(root: SyntaxNode): OutlineParts | null {
  const declarations: string[] = [];
  let before: SyntaxNode[] = [];
  let head: string | null = null;
  for (const node of childrenOf(root)) {
    if (node.type === 'comment') {
      before.push(node);
      continue;
    }
    const documentation = readDocComment(before, node);
    before = [];
    if (node.type === 'package_clause') {
      const name = childrenOf(node)[0]?.text ?? '';
      if (!/^[\p{L}_][\p{L}\p{N}_]{0,99}$/u.test(name) || name === 'main') return null;
      head = [...documentation, `package ${name}`].join('\n');
    } else declarations.push(...renderDeclaration(node, documentation));
  }
  return head === null ? null : { head, declarations };
}

function renderDeclaration(node: SyntaxNode, documentation: readonly string[]): string[] {
  switch (node.type) {
    case 'function_declaration':
      return isExported(nameOf(node)) ? [[...documentation, renderFunction(node)].join('\n')] : [];
    case 'method_declaration':
      return isPublicMethod(node) ? [[...documentation, renderFunction(node)].join('\n')] : [];
    case 'type_declaration':
      return renderTypes(node, documentation);
    case 'const_declaration':
      return [renderConstants(node, documentation)].filter((text) => text !== null);
    case 'var_declaration':
      return [renderVariables(node, documentation)].filter((text) => text !== null);
    default:
      return [];
  }
}

function nameOf(node: SyntaxNode): string {
  return field(node, 'name')?.text ?? '';
}

function renderFunction(node: SyntaxNode): string {
  const receiver = field(node, 'receiver');
  const front = receiver === null ? 'func' : `func ${renderPlainText(receiver)}`;
  return `${front} ${nameOf(node)}${renderSignature(node)}`;
}

function isPublicMethod(node: SyntaxNode): boolean {
  const owner = field(node, 'receiver')?.descendantsOfType('type_identifier')[0]?.text ?? '';
  return isExported(owner) && isExported(nameOf(node));
}

function renderTypes(declaration: SyntaxNode, documentation: readonly string[]): string[] {
  const specs = childrenOf(declaration);
  const isSingle = specs.filter(({ type }) => type !== 'comment').length === 1;
  let before: SyntaxNode[] = [];
  return specs.flatMap((spec) => {
    if (spec.type === 'comment') {
      before.push(spec);
      return [];
    }
    const own = readDocComment(before, spec);
    before = [];
    const type = field(spec, 'type');
    if (type === null || !isExported(nameOf(spec))) return [];
    const parameters = field(spec, 'type_parameters');
    const front = `type ${nameOf(spec)}${parameters === null ? '' : renderPlainText(parameters)}`;
    const text = `${front} ${spec.type === 'type_alias' ? '= ' : ''}${renderType(type)}`;
    return [[...(own.length === 0 && isSingle ? documentation : own), text].join('\n')];
  });
}

/** The outline as one text. What the proof does not let pass, such as a type with a function in it, is left out. */
export async function renderOutline({ head, declarations }: OutlineParts): Promise<string | null> {
  const whole = join(head, declarations);
  if ((await findBodies('go', whole)).length === 0) return declarations.length === 0 ? null : whole;
  const clean: string[] = [];
  for (const text of declarations) {
    if ((await findBodies('go', join('package p', [text]))).length === 0) clean.push(text);
  }
  const rest = join(head, clean);
  return clean.length > 0 && (await findBodies('go', rest)).length === 0 ? rest : null;
}

function join(head: string, declarations: readonly string[]): string {
  return `${[head, ...declarations].join('\n\n')}\n`;
}
