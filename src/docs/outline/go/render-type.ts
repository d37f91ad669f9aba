import type { SyntaxNode } from '../../../syntax-trees/index.ts';
import { readDocComment, readTrailingComment } from './doc-comments.ts';
import { childrenOf, field, isExported, namesOf, renderPlainText } from './plain-text.ts';

/** A type as documentation shows it: structures with their exported fields, interfaces with their exported methods. */
export function renderType(type: SyntaxNode): string {
  if (type.type === 'struct_type') {
    const list = childrenOf(type).find((child) => child.type === 'field_declaration_list');
    const members = list === undefined ? [] : readMembers(list, renderField);
    const hidden = list !== undefined && list.namedChildCount > 0 && members.length === 0;
    return renderBlock('struct', hidden ? ['// Its fields are private.'] : members);
  }
  if (type.type === 'interface_type') return renderBlock('interface', readMembers(type, renderElement));
  return hasShape(type) ? renderAround(type) : renderPlainText(type);
}

/** Structures and interfaces inside of others are shown in the same way. */
function renderAround(type: SyntaxNode): string {
  const element = field(type, 'element') ?? field(type, 'value') ?? childrenOf(type).at(-1);
  if (element === undefined || element === null) return renderPlainText(type);
  const front = type.text.slice(0, element.startIndex - type.startIndex).replace(/\s+/g, ' ');
  const isPlain = element.endIndex === type.endIndex && !/[{}]/.test(front);
  return isPlain ? `${front}${renderType(element)}` : renderPlainText(type);
}

function hasShape(type: SyntaxNode): boolean {
  return type.descendantsOfType(['struct_type', 'interface_type']).length > 0;
}

function renderBlock(word: string, members: readonly string[]): string {
  const lines = members.flatMap((member) => member.split('\n')).map((line) => `\t${line}`);
  return lines.length === 0 ? `${word}{}` : `${word} {\n${lines.join('\n')}\n}`;
}

function readMembers(parent: SyntaxNode, render: (member: SyntaxNode) => string | null): string[] {
  const members: string[] = [];
  let before: SyntaxNode[] = [];
  for (const child of childrenOf(parent)) {
    if (child.type === 'comment') {
      before.push(child);
      continue;
    }
    const text = render(child);
    if (text !== null) {
      const documentation = [...readDocComment(before, child), ...readTrailingComment(child)];
      members.push([...documentation, text].join('\n'));
    }
    before = [];
  }
  return members;
}

const plainTag = /^`(?:[\w-]{1,30}:"[\w,.\- /=*|]{0,80}" ?){1,6}`$/;

function renderField(member: SyntaxNode): string | null {
  const type = field(member, 'type');
  if (member.type !== 'field_declaration' || type === null) return null;
  const names = namesOf(member)
    .map((name) => name.text)
    .filter(isExported);
  const isEmbedded = namesOf(member).length === 0;
  if (isEmbedded ? !isExported(lastName(type.text)) : names.length === 0) return null;
  const text = field(member, 'tag')?.text ?? '';
  const tag = plainTag.test(text) ? ` ${text}` : '';
  // An embedded pointer has its star beside its type.
  const front = isEmbedded ? (/^\*/.test(member.text) ? '*' : '') : `${names.join(', ')} `;
  return `${front}${renderType(type)}${tag}`;
}

function lastName(type: string): string {
  return /([\p{L}_][\p{L}\p{N}_]*)(?:\[.*\])?$/su.exec(type)?.[1] ?? '';
}

function renderElement(member: SyntaxNode): string | null {
  if (member.type !== 'method_elem') return member.type === 'type_elem' ? renderPlainText(member) : null;
  const name = field(member, 'name')?.text ?? '';
  return isExported(name) ? `${name}${renderSignature(member)}` : null;
}

/** Parameters and results of a function, a method or an element of an interface. */
export function renderSignature(callable: SyntaxNode): string {
  const parts = ['type_parameters', 'parameters'].map((name) => field(callable, name));
  const front = parts.map((part) => (part === null ? '' : renderPlainText(part))).join('');
  const result = field(callable, 'result');
  return result === null ? front : `${front} ${renderPlainText(result)}`;
}
