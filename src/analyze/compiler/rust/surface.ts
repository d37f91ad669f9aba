import type { ApiExport, ApiMember } from '../../../spec/index.ts';
import {
  collapseRust,
  type RustExport,
  type RustItem,
  type RustVariant,
  renderRustSignature,
} from '../../../syntax-trees/index.ts';
import { summaryOf } from './doc-text.ts';
import type { ReadCrate } from './read-crate.ts';

const mostExports = 400;
const mostMembers = 120;

const kinds: Readonly<Partial<Record<RustItem['kind'], ApiExport['kind']>>> = {
  function: 'function',
  macro: 'function',
  struct: 'class',
  union: 'class',
  enum: 'enum',
  trait: 'interface',
  constant: 'constant',
  static: 'constant',
  type: 'type',
};

/** Every public item under its shortest path, with the methods of its inherent impls. */
export function readSurface(read: ReadCrate): ApiExport[] {
  return read.crate.exports.slice(0, mostExports).flatMap((found) => {
    const kind = kinds[found.item.kind];
    return kind === undefined ? [] : [describe(read, found, kind)];
  });
}

function describe(read: ReadCrate, { path, item, origin }: RustExport, kind: ApiExport['kind']): ApiExport {
  const document = read.documents.get(origin);
  const isCallable = item.kind === 'function';
  return {
    name: path.join('::'),
    local_name: path.at(-1) ?? item.name,
    kind,
    signature: renderRustSignature(item),
    overloads: [],
    parameters: isCallable
      ? item.parameters.map(({ name, type }) => ({ name, type, optional: false, rest: false, default: null }))
      : [],
    returns: isCallable ? (item.returns ?? '()') : null,
    members: listMembers(read, { path, item, origin }).slice(0, mostMembers),
    summary: summaryOf(item.docs),
    evidence: 'declaration',
    source: document === undefined ? null : { document: document.id, lines: [item.line, item.lastLine] },
  };
}

function listMembers({ crate }: ReadCrate, found: RustExport): ApiMember[] {
  const { item } = found;
  if (item.kind === 'trait') return (item.items ?? []).flatMap((inner) => readMember(inner, inner.hasBody));
  if (item.kind === 'enum') {
    return [...item.variants.map(describeVariant), ...listMethods(crate, found)];
  }
  const fields = item.fields
    .filter(({ isPublic }) => isPublic)
    .map(
      ({ name, type, docs }): ApiMember => ({
        name,
        kind: 'property',
        static: false,
        optional: false,
        signature: `pub ${name}: ${type}`,
        summary: summaryOf(docs),
      }),
    );
  return [...fields, ...listMethods(crate, found)];
}

function describeVariant({ name, docs, fields, shape }: RustVariant): ApiMember {
  const types = fields
    .map((field) => (shape === 'tuple' ? field.type : `${field.name}: ${field.type}`))
    .join(', ');
  const held = { unit: '', tuple: `(${types})`, record: ` { ${types} }` }[shape];
  return {
    name,
    kind: 'property',
    static: true,
    optional: false,
    signature: `${name}${held}`,
    summary: summaryOf(docs),
  };
}

function listMethods(crate: ReadCrate['crate'], found: RustExport): ApiMember[] {
  return implsOfType(crate, found)
    .filter((impl) => impl.traitName === null)
    .flatMap((impl) => impl.items ?? [])
    .filter(({ visibility }) => visibility === 'pub')
    .flatMap((inner) => readMember(inner, false));
}

/** The impls of a type; where a crate has several of one name, those beside it. */
export function implsOfType(crate: ReadCrate['crate'], { item, origin }: RustExport): RustItem[] {
  if (item.kind !== 'struct' && item.kind !== 'enum' && item.kind !== 'union') return [];
  const isShared = crate.exports.some((other) => other.item !== item && other.item.name === item.name);
  return crate.impls
    .filter((impl) => bareName(impl.item.typeName) === item.name && (!isShared || impl.origin === origin))
    .map((impl) => impl.item);
}

function readMember(inner: RustItem, optional: boolean): ApiMember[] {
  if (inner.kind !== 'function' && inner.kind !== 'constant') return [];
  return [
    {
      name: inner.name,
      kind: inner.kind === 'function' ? 'method' : 'property',
      static: inner.receiver === null,
      optional,
      signature: renderRustSignature(inner),
      summary: summaryOf(inner.docs),
    },
  ];
}

/** `de::Error<T>` is `Error`. */
export function bareName(written: string | null): string {
  return (
    collapseRust(written ?? '')
      .replace(/^(?:&|mut |dyn |'\w+ )+/, '')
      .replace(/<.*$/, '')
      .split('::')
      .at(-1)
      ?.trim() ?? ''
  );
}
