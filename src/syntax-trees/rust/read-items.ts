import type { SyntaxNode } from '../types.ts';
import { isRustLiteral } from './literal.ts';
import { readDocAttribute, readDocComment } from './read-docs.ts';
import { readUse } from './read-use.ts';
import type { RustField, RustFile, RustItem, RustItemKind, RustShape, RustVariant } from './types.ts';

const kinds: Readonly<Record<string, RustItemKind>> = {
  function_item: 'function',
  function_signature_item: 'function',
  struct_item: 'struct',
  union_item: 'union',
  enum_item: 'enum',
  trait_item: 'trait',
  impl_item: 'impl',
  mod_item: 'module',
  use_declaration: 'use',
  const_item: 'constant',
  static_item: 'static',
  type_item: 'type',
  associated_type: 'type',
  macro_definition: 'macro',
};

/** Stands in an outline where fields were left out. */
export const hiddenFields = '/* private fields */';

/** Stands in an outline behind a method that its trait provides. */
export const providedMethod = '// provided';

/** Modules within modules; deeper ones are not read. */
const mostDepth = 16;
const longestHeader = 2_000;
const longestValue = 300;
/** Of one type, attribute or rule; what is longer was not written by a person. */
const longestText = 8_000;

/** The items of a file of Rust, as data. Bodies of functions are not looked into. */
export function readRustFile(root: SyntaxNode): RustFile {
  const { items, docs, isBroken } = readList(root, 0);
  return { docs, items, hasBrokenItems: isBroken };
}

interface Before {
  readonly docs: string[];
  readonly attributes: string[];
  start: number | null;
}

interface List {
  readonly items: RustItem[];
  /** `//!` in it. */
  readonly docs: string[];
  readonly isBroken: boolean;
}

function readList(list: SyntaxNode, depth: number): List {
  const items: RustItem[] = [];
  const docs: string[] = [];
  let isBroken = false;
  let before: Before = { docs: [], attributes: [], start: null };
  for (const node of list.namedChildren) {
    if (node === null) continue;
    const last = items.at(-1);
    if (last !== undefined && node.type === 'line_comment' && node.text.trim() === providedMethod) {
      items[items.length - 1] = { ...last, hasBody: true };
      continue;
    }
    if (readBefore(node, before, docs)) continue;
    const kind = kinds[node.type];
    if (node.type === 'ERROR' || node.isMissing) isBroken = true;
    if (kind !== undefined && depth < mostDepth) items.push(readItem(node, { kind, before, depth }));
    before = { docs: [], attributes: [], start: null };
  }
  return { items, docs, isBroken };
}

/** Documentation and attributes in front of an item; true when the node was one. */
function readBefore(node: SyntaxNode, before: Before, inner: string[]): boolean {
  if (node.type === 'line_comment' || node.type === 'block_comment') {
    const outer = readDocComment(node.text, 'outer');
    if (outer !== null) {
      before.start ??= node.startIndex;
      before.docs.push(...outer);
    } else inner.push(...(readDocComment(node.text, 'inner') ?? []));
    return true;
  }
  if (node.type === 'attribute_item') {
    before.start ??= node.startIndex;
    const docs = readDocAttribute(node);
    if (docs === null) before.attributes.push(collapseRust(node.text));
    else before.docs.push(...docs);
    return true;
  }
  if (node.type === 'inner_attribute_item') {
    inner.push(...(readDocAttribute(node) ?? []));
    return true;
  }
  return false;
}

function readItem(
  node: SyntaxNode,
  { kind, before, depth }: { readonly kind: RustItemKind; readonly before: Before; readonly depth: number },
): RustItem {
  const field = (name: string): SyntaxNode | null => node.childForFieldName(name);
  const body = field('body');
  const value = field('value');
  const visibility = node.namedChildren.find((child) => child?.type === 'visibility_modifier');
  const isList = body?.type === 'declaration_list';
  const list = isList ? readList(body, depth + 1) : null;
  const shape = shapeOf(body);
  return {
    kind,
    name: (field('name')?.text ?? '').replace(/^r#/, ''),
    visibility: visibility == null ? '' : collapseRust(visibility.text),
    docs: [...before.docs, ...(kind === 'module' ? (list?.docs ?? []) : [])],
    attributes: before.attributes,
    header: readHeader(node, [visibility ?? null, body, value]),
    hasBody: body !== null,
    value: value !== null && isRustLiteral(value) && value.text.length <= longestValue ? value.text : null,
    ...readCall(field('parameters')),
    returns: textOf(field('return_type')),
    shape,
    hasHiddenFields: body !== null && hidesFields(body),
    fields: body !== null && kind !== 'enum' ? readFields(body) : [],
    variants: kind === 'enum' && body !== null ? readVariants(body) : [],
    items: list?.items ?? null,
    traitName: kind === 'impl' ? textOf(field('trait')) : null,
    typeName: kind === 'impl' ? textOf(field('type')) : null,
    rules: kind === 'macro' ? readRules(node) : [],
    uses: kind === 'use' ? readUse(field('argument')?.text ?? '') : [],
    start: before.start ?? node.startIndex,
    end: node.endIndex,
    declared: node.startIndex,
    line: node.startPosition.row + 1,
    lastLine: node.endPosition.row + 1,
  };
}

function textOf(node: SyntaxNode | null): string | null {
  return node === null ? null : collapseRust(node.text);
}

/** What the item's node holds beside the given parts, on one line. */
function readHeader(node: SyntaxNode, without: readonly (SyntaxNode | null)[]): string {
  const parts: string[] = [];
  for (const child of node.children) {
    if (child === null || without.some((part) => part !== null && part.id === child.id)) continue;
    if (child.type === 'macro_rule' || child.type.endsWith('_comment')) continue;
    if (child.type === ';' || child.type === '=') {
      // A type is the value of its name, and belongs to the declaration.
      if (child.type === '=' && node.type === 'type_item') parts.push('=');
      continue;
    }
    parts.push(child.type === 'parameters' ? renderParameters(child) : child.text);
    if (parts.length > 200) break;
  }
  return tidy(collapseRust(parts.join(' '))).slice(0, longestHeader);
}

/** Without the blanks that joining the parts has made. */
function tidy(text: string): string {
  return text
    .replace(/^((?:[\w"]+ )*(?:fn|struct|enum|union|trait|type) \w+) (?=[(<:])/, '$1')
    .replace(/^(unsafe )?impl </, '$1impl<')
    .replace(/ (?=:(?!:))/g, '')
    .replace(/> \(/, '>(')
    .replace(/(?<=^use .*)\{ /g, '{');
}

/** Names and types: how a body takes a parameter apart, or whether it may change it, is no concern of a caller. */
function renderParameters(list: SyntaxNode): string {
  const { receiver, parameters } = readCall(list);
  const named = parameters.map(({ name, type }) => `${name}: ${type}`);
  return `(${[...(receiver === null ? [] : [receiver]), ...named].join(', ')})`;
}

function readCall(parameters: SyntaxNode | null): Pick<RustItem, 'parameters' | 'receiver'> {
  const found: { name: string; type: string }[] = [];
  let receiver: string | null = null;
  for (const node of parameters?.namedChildren ?? []) {
    if (node?.type === 'self_parameter') receiver = collapseRust(node.text).replace(/^mut (?=self)/, '');
    if (node?.type !== 'parameter') continue;
    const pattern = node.childForFieldName('pattern');
    const type = textOf(node.childForFieldName('type')) ?? '_';
    if (pattern?.type === 'self') receiver = `self: ${type}`;
    else found.push({ name: pattern?.type === 'identifier' ? pattern.text : '_', type });
  }
  return { parameters: found, receiver };
}

function shapeOf(body: SyntaxNode | null): RustShape {
  if (body?.type === 'ordered_field_declaration_list') return 'tuple';
  return body?.type === 'field_declaration_list' ? 'record' : 'unit';
}

function readFields(list: SyntaxNode): RustField[] {
  const fields: RustField[] = [];
  let before: Before = { docs: [], attributes: [], start: null };
  let isPublic = false;
  for (const node of list.namedChildren) {
    if (node === null || readBefore(node, before, [])) continue;
    if (node.type === 'visibility_modifier') {
      isPublic = node.text === 'pub';
      continue;
    }
    if (list.type === 'ordered_field_declaration_list') {
      fields.push({
        name: String(fields.length),
        type: collapseRust(node.text),
        isPublic,
        ...takeBefore(before),
      });
    } else if (node.type === 'field_declaration') {
      const own = node.namedChildren.find((child) => child?.type === 'visibility_modifier');
      fields.push({
        name: textOf(node.childForFieldName('name')) ?? '',
        type: textOf(node.childForFieldName('type')) ?? '_',
        isPublic: own?.text === 'pub',
        ...takeBefore(before),
      });
    }
    before = { docs: [], attributes: [], start: null };
    isPublic = false;
  }
  return fields;
}

/** Some are private, or an outline says so. */
function hidesFields(list: SyntaxNode): boolean {
  if (!list.type.endsWith('field_declaration_list')) return false;
  const isSaid = list.namedChildren.some(
    (node) => node?.type === 'block_comment' && node.text === hiddenFields,
  );
  return isSaid || readFields(list).some(({ isPublic }) => !isPublic);
}

function takeBefore({ docs, attributes }: Before): Pick<RustField, 'docs' | 'attributes'> {
  return { docs, attributes };
}

function readVariants(list: SyntaxNode): RustVariant[] {
  const variants: RustVariant[] = [];
  let before: Before = { docs: [], attributes: [], start: null };
  for (const node of list.namedChildren) {
    if (node === null || readBefore(node, before, [])) continue;
    if (node.type === 'enum_variant') {
      const body = node.childForFieldName('body');
      const value = node.childForFieldName('value');
      variants.push({
        name: textOf(node.childForFieldName('name')) ?? '',
        ...takeBefore(before),
        fields: body === null ? [] : readFields(body),
        shape: shapeOf(body),
        value: value !== null && isRustLiteral(value) ? value.text : null,
      });
    }
    before = { docs: [], attributes: [], start: null };
  }
  return variants;
}

function readRules(node: SyntaxNode): string[] {
  return node.namedChildren.flatMap((child) => {
    const left = child?.type === 'macro_rule' ? child.childForFieldName('left') : null;
    return left === null ? [] : [collapseRust(left.text)];
  });
}

/** Rust on one line, without comments. Strings keep what looks like a comment in them. */
export function collapseRust(text: string): string {
  return text
    .slice(0, longestText)
    .replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) => (part.startsWith('"') ? part : ' '))
    .replace(/\s+/g, ' ')
    .replace(/, ?([)\]>}])/g, '$1')
    .trim();
}
