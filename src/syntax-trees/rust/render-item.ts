import { isPlainPattern } from '../bodies/rust.ts';
import { hiddenFields, providedMethod } from './read-items.ts';
import type { RustField, RustItem, RustVariant } from './types.ts';

export interface RenderRules {
  /** Documentation as it is to stand there; the lines as they are by default. */
  readonly docs?: (lines: readonly string[]) => readonly string[];
  /** Which items within a module, trait or impl are shown; all by default. */
  readonly isShown?: (item: RustItem) => boolean;
}

/** Attributes that tell a caller something. */
const tellingAttribute =
  /^#\[(?:derive\([\w:, ]{1,300}\)|must_use|non_exhaustive|deprecated|macro_export|default|cfg\([\w\s=",().-]{1,200}\))\]$/;
const mostRules = 12;

/** An item as a declaration with its documentation, bodies left out. Ends without a line break. */
export function renderRustItem(item: RustItem, rules: RenderRules = {}, indent = ''): string {
  const lines = [
    ...renderDocs(item.docs, rules, indent),
    ...item.attributes
      .map(tidyAttribute)
      .filter((attribute) => tellingAttribute.test(attribute))
      .map((attribute) => `${indent}${attribute}`),
  ];
  const head = item.visibility === '' ? item.header : `${item.visibility} ${item.header}`;
  return [...lines, ...renderDeclaration(item, { head, rules, indent })].join('\n');
}

function tidyAttribute(attribute: string): string {
  return attribute.replace(/^#\[(must_use|deprecated)\b.*\]$/, '#[$1]');
}

/** Documentation as lines of comments. */
export function renderRustDocs(docs: readonly string[], mark: '///' | '//!' = '///'): string[] {
  return renderDocs(docs, {}, '', mark);
}

function renderDocs(docs: readonly string[], rules: RenderRules, indent: string, mark = '///'): string[] {
  const lines = rules.docs === undefined ? docs : rules.docs(docs);
  return lines.map((line) => `${indent}${mark} ${line.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')}`.trimEnd());
}

interface Declaring {
  readonly head: string;
  readonly rules: RenderRules;
  readonly indent: string;
}

function renderDeclaration(item: RustItem, declaring: Declaring): string[] {
  const { head, rules, indent } = declaring;
  switch (item.kind) {
    case 'struct':
    case 'union':
      return renderStruct(item, declaring);
    case 'enum':
      return block(
        head,
        item.variants.map((variant) => renderVariant(variant, rules, `${indent}    `)),
        indent,
      );
    case 'constant':
    case 'static':
      return [`${indent}${head}${item.value === null ? '' : ` = ${item.value}`};`];
    case 'macro':
      return renderMacro(item, indent);
    case 'module':
    case 'trait':
    case 'impl':
      if (item.items === null) return [`${indent}${head}${item.kind === 'module' ? ';' : ' {}'}`];
      return block(
        head,
        item.items.filter(rules.isShown ?? (() => true)).map((inner) => renderInner(inner, item, declaring)),
        indent,
      );
    case 'function':
    case 'type':
    case 'use':
      return [`${indent}${head};`];
  }
}

/** A method that a trait provides is said to be so: nothing else tells it apart once its body is gone. */
function renderInner(inner: RustItem, outer: RustItem, { rules, indent }: Declaring): string {
  const text = renderRustItem(inner, rules, `${indent}    `);
  const isProvided = outer.kind === 'trait' && inner.kind === 'function' && inner.hasBody;
  return isProvided ? `${text} ${providedMethod}` : text;
}

function block(head: string, inner: readonly string[], indent: string): string[] {
  if (inner.length === 0) return [`${indent}${head} {}`];
  return [`${indent}${head} {`, ...inner, `${indent}}`];
}

function renderStruct(item: RustItem, { head, rules, indent }: Declaring): string[] {
  const shown = item.fields.filter(({ isPublic }) => isPublic);
  if (item.shape === 'unit') return [`${indent}${head};`];
  if (item.shape === 'tuple') {
    const [name = head, where] = splitWhere(head);
    const fields = shown.map(({ type }) => `pub ${type}`);
    const all = [...fields, ...(item.hasHiddenFields ? [hiddenFields] : [])].join(', ');
    return [`${indent}${name}(${all})${where ?? ''};`];
  }
  const inner = shown.map((field) => renderField(field, rules, `${indent}    `));
  return block(head, [...inner, ...(item.hasHiddenFields ? [`${indent}    ${hiddenFields}`] : [])], indent);
}

function splitWhere(head: string): [string, string?] {
  const at = head.indexOf(' where ');
  return at === -1 ? [head] : [head.slice(0, at), head.slice(at)];
}

function renderField({ docs, name, type, isPublic }: RustField, rules: RenderRules, indent: string): string {
  return [...renderDocs(docs, rules, indent), `${indent}${isPublic ? 'pub ' : ''}${name}: ${type},`].join(
    '\n',
  );
}

function renderVariant(
  { docs, name, fields, shape, value, attributes }: RustVariant,
  rules: RenderRules,
  indent: string,
): string {
  const types = fields
    .map(({ name: own, type }) => (shape === 'tuple' ? type : `${own}: ${type}`))
    .join(', ');
  const held = { unit: '', tuple: `(${types})`, record: ` { ${types} }` }[shape];
  const marks = attributes.includes('#[default]') ? [`${indent}#[default]`] : [];
  return [
    ...renderDocs(docs, rules, indent),
    ...marks,
    `${indent}${name}${held}${value === null ? '' : ` = ${value}`},`,
  ].join('\n');
}

/** What a macro takes, without what it makes of it. */
function renderMacro(item: RustItem, indent: string): string[] {
  const rules = item.rules
    .slice(0, mostRules)
    .map((rule) => (isPlainPattern(rule) ? rule : '($($tokens:tt)*)'));
  const unique = [...new Set(rules)];
  return block(
    `macro_rules! ${item.name}`,
    unique.map((rule) => `${indent}    ${rule} => {};`),
    indent,
  );
}

/** The declaration on one line, as a signature of the surface: no documentation, no attributes. */
export function renderRustSignature(item: RustItem): string {
  const bare: RustItem = {
    ...item,
    docs: [],
    attributes: [],
    fields: item.fields.map((field) => ({ ...field, docs: [] })),
    variants: item.variants.map((variant) => ({ ...variant, docs: [], attributes: [] })),
    items: item.kind === 'trait' || item.kind === 'impl' ? [] : item.items,
  };
  return renderRustItem(bare)
    .replace(/\s+/g, ' ')
    .replace(/, \}$/, ' }')
    .replace(/ \{\}$/, '')
    .replace(/;$/, '')
    .trim();
}
