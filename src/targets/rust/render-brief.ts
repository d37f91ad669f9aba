import type { ApiExport, Scenario, Spec } from '../../spec/index.ts';
import { type RustItem, readRustFile, SyntaxTreeError, withTree } from '../../syntax-trees/index.ts';
import { pathsOf } from './names.ts';

const longestDocs = 600;
const longestSignature = 400;
const mostMethods = 40;
const mostTraits = 12;

/** The interface as a list: what is declared, without the look of declarations that a small model echoes. */
export async function renderInterface(spec: Spec): Promise<string> {
  const items = await readDeclarations(spec.texts['06-type-definitions.d.ts']);
  const lines =
    items === null ? spec.surface.exports.flatMap(listExport) : items.flatMap((item) => listItem(item, ''));
  return lines.join('\n');
}

async function readDeclarations(text: string): Promise<readonly RustItem[] | null> {
  try {
    const { items, hasBrokenItems } = await withTree('rust', text, readRustFile);
    return hasBrokenItems || items.length === 0 ? null : items;
  } catch (error) {
    if (error instanceof SyntaxTreeError) return null;
    throw error;
  }
}

function listItem(item: RustItem, indent: string): string[] {
  const docs = tell(item.docs);
  const inner = `${indent}  `;
  switch (item.kind) {
    case 'function':
      return [`${indent}- \`${item.header.replace(/^((?:const|async|unsafe) )*fn /, '$1')}\`${docs}`];
    case 'struct':
    case 'union':
      return [
        `${indent}- struct \`${item.header.replace(/^(?:struct|union) /, '')}\`${derives(item)}${docs}`,
        ...item.fields
          .filter(({ isPublic }) => isPublic)
          .map((field) => `${inner}- field \`${field.name}: ${field.type}\`${tell(field.docs)}`),
      ];
    case 'enum':
      return [
        `${indent}- enum \`${item.header.replace(/^enum /, '')}\`${derives(item)}${docs}`,
        ...item.variants.map(
          ({ name, fields, shape, docs: own }) =>
            `${inner}- variant \`${name}${shape === 'unit' ? '' : `(${fields.map(({ type }) => type).join(', ')})`}\`${tell(own)}`,
        ),
      ];
    case 'trait':
      return [
        `${indent}- trait \`${item.header.replace(/^trait /, '')}\`${docs}`,
        ...(item.items ?? []).flatMap((each) => listItem(each, inner)),
      ];
    case 'impl':
      return listImpl(item, indent);
    case 'module':
      return [
        `${indent}- module \`${item.name}\`${docs}`,
        ...(item.items ?? []).flatMap((each) => listItem(each, inner)),
      ];
    case 'constant':
    case 'static':
    case 'type':
      return [`${indent}- \`${item.header}${item.value === null ? '' : ` = ${item.value}`}\`${docs}`];
    case 'macro':
      return [
        `${indent}- macro \`${item.name}!\` taking ${item.rules.map((rule) => `\`${rule}\``).join(' or ')}${docs}`,
      ];
    case 'use':
      return [`${indent}- also: \`${item.header.replace(/^use /, '')}\``];
  }
}

function listImpl(item: RustItem, indent: string): string[] {
  const items = item.items ?? [];
  const head =
    item.traitName === null
      ? `methods of \`${item.typeName}\``
      : `\`${item.traitName}\` is implemented for \`${item.typeName}\``;
  return [`${indent}- ${head}`, ...items.flatMap((each) => listItem(each, `${indent}  `))];
}

function derives({ attributes }: RustItem): string {
  const names = attributes.flatMap((text) => /^#\[derive\((.*)\)\]$/.exec(text)?.[1] ?? []);
  return names.length === 0 ? '' : ` (derives ${names.join(', ')})`;
}

function tell(docs: readonly string[]): string {
  const text = docs.join(' ').replace(/\s+/g, ' ').trim();
  if (text === '') return '';
  return `: ${text.length > longestDocs ? `${text.slice(0, longestDocs)}...` : text}`;
}

function listExport(entry: ApiExport): string[] {
  const members = entry.members.map(
    ({ signature, name, summary }) => `  - \`${signature === '' ? name : signature}\`${tell([summary])}`,
  );
  return [
    `- \`${entry.signature === '' ? entry.name : entry.signature}\`${tell([entry.summary])}`,
    ...members,
  ];
}

/** Name by name what the crate has to declare: the last part of the brief. */
export function renderWanted({ surface, texts }: Spec): string {
  const types = texts['06-type-definitions.d.ts'];
  const lines = pathsOf(surface).map(({ entry, path }) => {
    const text = wantedOf(entry, types);
    return path.length === 1 ? text : `in pub mod ${path.slice(0, -1).join('::')}: ${text}`;
  });
  return `Write src/lib.rs in Rust. It must declare, each with its body:\n${[...new Set(lines)].join('\n')}`;
}

/** A type with its fields, methods and traits: each of them is asked for by examples. */
function wantedOf(entry: ApiExport, types: string): string {
  const { kind, local_name: name, members } = entry;
  const head = entry.signature === '' ? guessDeclaration(entry) : entry.signature.slice(0, longestSignature);
  if (kind !== 'class' && kind !== 'enum' && kind !== 'interface') return head;
  const derived = new RegExp(`#\\[derive\\(([\\w:, ]{1,200})\\)\\]\\s+pub (?:struct|enum) ${name}\\b`).exec(
    types,
  )?.[1];
  const fields = members.filter((each) => each.kind === 'property' && !each.static && each.signature !== '');
  const withFields =
    /[{(;]/.test(head) || fields.length === 0
      ? head
      : `${head} { ${fields.map(({ signature }) => signature).join(', ')} }`;
  const methods = members
    .filter((each) => each.kind !== 'property' && each.signature !== '')
    .slice(0, mostMethods);
  const inner = methods.map(
    ({ signature, optional }) => `    ${signature}${optional ? ' (with a body in the trait)' : ''}`,
  );
  const traits = kind === 'interface' ? [] : listTraits(name, types);
  const opening = kind === 'interface' ? ' with' : `\n  impl ${name} with`;
  return [
    `${derived === undefined ? '' : `#[derive(${derived})] `}${withFields}${inner.length === 0 ? '' : `${opening}:\n${inner.join('\n')}`}`,
    ...traits.map((head) => `  ${head}`),
  ].join('\n');
}

/** `impl Display for Name`, as the declarations have it. */
function listTraits(name: string, types: string): string[] {
  const pattern = new RegExp(`^ *(impl\\b[^{}\\n]{1,300}\\bfor ${name}\\b[^{}\\n]{0,200}) \\{`, 'gm');
  return Array.from(types.matchAll(pattern), (match) => match[1] ?? '').slice(0, mostTraits);
}

function guessDeclaration({ kind, local_name: name }: ApiExport): string {
  if (kind === 'function') return `pub fn ${name}`;
  if (kind === 'class') return `pub struct ${name}`;
  if (kind === 'constant') return `pub const ${name}`;
  return kind === 'enum'
    ? `pub enum ${name}`
    : kind === 'interface'
      ? `pub trait ${name}`
      : `pub type ${name}`;
}

/** One example as a person would write it in a doc test. */
export function renderExample({ setup, expression, expected }: Scenario): string {
  const before = setup.trim() === '' ? '' : `${setup.trim()}\n`;
  switch (expected.kind) {
    case 'value':
      return `${before}assert_eq!(${expression}, ${expected.value});`;
    case 'output':
      return `${before}${expression}; // prints ${expected.lines.join(' | ')}`;
    case 'throws': {
      const what = [expected.name, expected.message].filter((part) => part !== null).join(': ');
      return `${before}${expression}; // an error or a panic${what === '' ? '' : `: ${what}`}`;
    }
  }
}
