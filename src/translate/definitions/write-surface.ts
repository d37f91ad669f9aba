import type { ApiExport, ApiMember, ApiParameter, ApiSurface } from '../../spec/index.ts';
import { renderRustAnyValue } from '../../syntax-trees/index.ts';
import type { Family, NeutralCallable, NeutralExport } from '../model.ts';
import { firstSentence } from '../prose/first-sentence.ts';
import { type NameTable, renameProse } from '../prose/rename-prose.ts';
import { tidyComment } from '../prose/tidy-comment.ts';
import type { Layout, Slot } from '../target/layout.ts';
import { optionRecords, standsAlone, type TargetSurface } from '../target/target-surface.ts';
import { GoWriter } from '../write/go-writer.ts';
import type { JavascriptWriter } from '../write/javascript-writer.ts';
import { PythonWriter } from '../write/python-writer.ts';
import { RustWriter } from '../write/rust-writer.ts';

export type AnyWriter = JavascriptWriter | PythonWriter | RustWriter | GoWriter;

export interface SurfaceWriting {
  readonly target: TargetSurface;
  readonly writer: AnyWriter;
  readonly names: NameTable;
}

/** One thing that the target declares, with what it is made from. */
export interface WrittenExport {
  /** By export name or `Owner.member`; null for what the target needs beside. */
  readonly source: string | null;
  readonly entry: ApiExport;
  /** The whole comment, names as the target has them. */
  readonly comment: string;
  /** Of options and fields: name, declaration, comment. */
  readonly fields: readonly { readonly text: string; readonly comment: string }[];
}

/** 02 of the target, in the order of the original; types of options follow the function that takes them. */
export function writeExports(writing: SurfaceWriting): readonly WrittenExport[] {
  const { target } = writing;
  const apart = optionRecords(target.surface);
  const written: WrittenExport[] = [];
  const structs = new Set<string>();
  for (const entry of target.surface.exports.values()) {
    if (target.twins.has(entry.name)) continue;
    const isOptions = apart.has(entry.name) && entry.kind === 'record';
    if (entry.kind === 'alias' || isOptions) continue;
    const one = writeExport(writing, entry);
    if (one !== null) written.push(one);
    written.push(...writeFlatMembers(writing, entry));
    for (const key of keysOf(entry)) {
      const layout = target.layouts.get(key);
      const isTyped = target.family === 'rust' || target.family === 'go';
      if (!isTyped || layout === undefined || layout.options.length === 0 || structs.has(layout.optionsName))
        continue;
      structs.add(layout.optionsName);
      written.push(writeOptions(writing, layout, entry));
    }
  }
  return written;
}

/** The type of any value, where a declaration or an example names it. */
export function findValueType(
  target: TargetSurface,
  written: readonly WrittenExport[],
  code: string,
): readonly WrittenExport[] {
  if (target.family !== 'rust') return [];
  const text = written.map(({ entry, fields }) =>
    [
      entry.signature,
      ...fields.map((field) => field.text),
      ...entry.members.map(({ signature }) => signature),
    ].join('\n'),
  );
  const isNamed = new RegExp(`\\b${target.valueName}\\b`).test(`${text.join('\n')}\n${code}`);
  return isNamed ? [writeValue(target)] : [];
}

export function createSurface(
  language: ApiSurface['language'],
  target: TargetSurface,
  written: readonly WrittenExport[],
): ApiSurface {
  return {
    schema: 'phalus/api-surface/1',
    language,
    module: target.family === 'javascript' ? 'esm' : null,
    ...(target.family === 'javascript' ? {} : { import_name: target.packageName }),
    exports: written.map(({ entry }) => entry),
  };
}

function keysOf(entry: NeutralExport): readonly string[] {
  return [entry.name, `new ${entry.name}`, ...entry.members.map((member) => `${entry.name}.${member.name}`)];
}

function writeExport(writing: SurfaceWriting, entry: NeutralExport): WrittenExport | null {
  const { target, names } = writing;
  const name = target.names.get(entry.name);
  // A bundle of functions is its functions.
  if (name === undefined || (entry.kind === 'constant' && entry.members.length > 0)) return null;
  if (isUnknownConstant(entry)) return null;
  // Errors are texts in Rust, and values that are no types of ours in Go.
  if (entry.kind === 'error' && (target.family === 'rust' || target.family === 'go')) return null;
  const comment = renameProse(tidyComment(entry.summary, optionNames(entry)), names);
  const base = {
    name,
    local_name: name,
    overloads: [] as string[],
    summary: renameProse(
      firstSentence(entry.original.summary === '' ? entry.summary : entry.original.summary),
      names,
    ),
    evidence: entry.original.evidence,
    source: entry.original.source,
  };
  if (entry.kind === 'function' && entry.callable !== null)
    return {
      source: entry.name,
      entry: {
        ...base,
        kind: 'function',
        ...writeCallable(writing, { key: entry.name, name, callable: entry.callable }),
        members: [],
      },
      comment,
      fields: fieldsOfOptions(writing, entry.name),
    };
  const isRecord = entry.kind === 'record';
  return {
    source: entry.name,
    entry: {
      ...base,
      kind: kindOf(target.family, entry),
      signature: writeHead(writing, entry, name),
      parameters: entry.construct === null ? [] : writeParameters(writing, `new ${entry.name}`),
      returns: null,
      members: isRecord ? writeFields(writing, entry) : writeMembers(writing, entry),
    },
    comment,
    fields: isRecord
      ? entry.fields.map((field) => ({
          text: writing.writer.field(field),
          comment: describe(field.summary, names),
        }))
      : [],
  };
}

/** A name that documentation mentions and says nothing of. */
export function isUnknownConstant({ kind, type, members, original }: NeutralExport): boolean {
  return kind === 'constant' && type.kind === 'any' && members.length === 0 && original.signature === '';
}

function kindOf(family: Family, { kind }: NeutralExport): ApiExport['kind'] {
  if (kind === 'record') return family === 'rust' || family === 'go' ? 'class' : 'interface';
  if (kind === 'constant') return 'constant';
  return kind === 'enum' ? 'enum' : 'class';
}

function writeHead(
  { target: { family }, writer }: SurfaceWriting,
  entry: NeutralExport,
  name: string,
): string {
  if (entry.kind === 'constant') {
    const type = writer.type(entry.type);
    return {
      javascript: `const ${name}: ${type}`,
      python: `${name}: ${type}`,
      rust: `pub const ${name}: ${type.replace(/^String$/, '&str')}`,
      go: `var ${name} ${type}`,
    }[family];
  }
  const parent = entry.kind === 'error';
  switch (family) {
    case 'javascript':
      if (entry.kind === 'record') return `interface ${name}`;
      return entry.kind === 'enum'
        ? `const ${name}: object`
        : `class ${name}${parent ? ' extends Error' : ''}`;
    case 'python':
      if (entry.kind === 'record') return `class ${name}(TypedDict)`;
      return `class ${name}${parent ? '(Exception)' : entry.kind === 'enum' ? '(Enum)' : ''}`;
    case 'rust':
      return `pub ${entry.kind === 'enum' ? 'enum' : 'struct'} ${name}`;
    case 'go':
      return entry.kind === 'enum' ? `type ${name} int` : `type ${name} struct`;
  }
}

function describe(text: string, names: NameTable): string {
  return renameProse(tidyComment(text, new Set()), names);
}

/** Parameters that the target takes apart: what is said of the whole says nothing there. */
function optionNames({ callable }: NeutralExport): ReadonlySet<string> {
  return new Set(callable?.parameters.flatMap(({ name, options }) => (options === null ? [] : [name])));
}

interface Callable {
  readonly key: string;
  readonly name: string;
  readonly callable: NeutralCallable;
}

function writeCallable(
  writing: SurfaceWriting,
  { key, name, callable }: Callable,
  owner: NeutralExport | null = null,
): Pick<ApiExport, 'signature' | 'parameters' | 'returns'> {
  const layout = writing.target.layouts.get(key);
  if (layout === undefined) return { signature: '', parameters: [], returns: null };
  const signature = writing.writer.signature({ name, callable, layout }, owner);
  return {
    signature,
    parameters: writeParameters(writing, key),
    returns: returnsOf(writing.target.family, signature),
  };
}

function returnsOf(family: Family, signature: string): string | null {
  if (family === 'python') return /\) -> (.+)$/.exec(signature)?.[1] ?? null;
  if (family === 'rust') return /\) -> (.+)$/.exec(signature)?.[1] ?? '()';
  const at = closingBracket(signature);
  const rest = signature
    .slice(at + 1)
    .replace(/^:/, '')
    .trim();
  return rest === '' ? null : rest;
}

/** Where the list of parameters ends; a receiver and type parameters come before it. */
function closingBracket(signature: string): number {
  let depth = 0;
  const from = signature.startsWith('func (') ? signature.indexOf(')') + 1 : 0;
  for (let at = from; at < signature.length; at += 1) {
    if (signature[at] === '(') depth += 1;
    if (signature[at] === ')') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return signature.length;
}

function writeParameters({ target, writer }: SurfaceWriting, key: string): ApiParameter[] {
  const layout = target.layouts.get(key);
  if (layout === undefined) return [];
  const { family } = target;
  const make = (slot: Slot, changes: Partial<ApiParameter> = {}): ApiParameter => ({
    name: slot.name,
    type: writer.type(slot.type),
    optional: slot.optional,
    rest: false,
    default: writer instanceof PythonWriter ? writer.defaultOf(slot) : null,
    ...changes,
  });
  const options = { name: 'options', optional: true, rest: false, default: null };
  const named =
    layout.options.length === 0
      ? []
      : family === 'python'
        ? layout.options.map((slot) => make(slot, { keyword_only: true }))
        : [{ ...options, type: family === 'javascript' ? 'object' : layout.optionsName }];
  const rest =
    layout.rest === null
      ? []
      : [make(layout.rest, { rest: !layout.restIsList, optional: !layout.restIsList })];
  const isOptionsLast = family !== 'go' || layout.rest === null;
  return [
    ...layout.positional.map((slot) => make(slot)),
    ...(isOptionsLast ? [...rest, ...named] : [...named, ...rest]),
  ];
}

function writeMembers(writing: SurfaceWriting, entry: NeutralExport): ApiMember[] {
  const { target, writer, names } = writing;
  const members = entry.members.flatMap((member): ApiMember[] => {
    const key = `${entry.name}.${member.name}`;
    const name = target.names.get(key);
    if (name === undefined || (target.family === 'go' && member.static)) return [];
    const owner = member.static ? null : entry;
    const isComputed = target.family === 'rust' || target.family === 'go';
    const text =
      member.callable !== null
        ? writeCallable(writing, { key, name, callable: member.callable }, owner).signature
        : entry.kind === 'enum'
          ? name
          : isComputed
            ? readerSignature(writing, entry, { name, type: writer.type(member.type) })
            : `${name}: ${writer.type(member.type)}`;
    return [
      {
        name,
        kind: member.callable !== null || (isComputed && entry.kind !== 'enum') ? 'method' : 'property',
        static: member.static,
        optional: false,
        signature: text,
        summary: renameProse(firstSentence(member.summary), names),
      },
    ];
  });
  return [...writeConstructor(writing, entry), ...members];
}

/** A property that is read through a method. */
function readerSignature(
  { target }: SurfaceWriting,
  entry: NeutralExport,
  { name, type }: { readonly name: string; readonly type: string },
): string {
  if (target.family === 'rust') return `pub fn ${name}(&self) -> ${type}`;
  const owner = target.names.get(entry.name) ?? '';
  return `func (${owner.slice(0, 1).toLowerCase()} *${owner}) ${name}() ${type}`;
}

function writeConstructor(writing: SurfaceWriting, entry: NeutralExport): ApiMember[] {
  const { family } = writing.target;
  if (entry.construct === null || family === 'go' || entry.kind === 'error') return [];
  const name = { javascript: 'constructor', python: '__init__', rust: 'new' }[family];
  const { signature } = writeCallable(
    writing,
    { key: `new ${entry.name}`, name, callable: entry.construct },
    entry,
  );
  const isMethod = family !== 'javascript';
  return [
    {
      name,
      kind: isMethod ? 'method' : 'constructor',
      static: family === 'rust',
      optional: false,
      signature,
      summary: '',
    },
  ];
}

function writeFields({ target, writer, names }: SurfaceWriting, entry: NeutralExport): ApiMember[] {
  return entry.fields.map((field) => {
    const signature = writer.field(field);
    return {
      name: /^(?:pub )?([\p{L}_][\p{L}\p{N}_]*)/u.exec(signature)?.[1] ?? field.name,
      kind: 'property',
      static: false,
      optional: field.optional && target.family === 'javascript',
      signature,
      summary: renameProse(firstSentence(field.summary), names),
    };
  });
}

/** Functions that hang on a function or a bundle stand alone; so do, in Go, constructors and what a class has without an instance. */
function writeFlatMembers(writing: SurfaceWriting, entry: NeutralExport): WrittenExport[] {
  const { target, names } = writing;
  const isGoClass = target.family === 'go' && (entry.kind === 'class' || entry.kind === 'enum');
  if (!standsAlone(entry) && !isGoClass) return [];
  const members = entry.members.filter(
    (member) => (standsAlone(entry) || member.static) && !target.surface.exports.has(member.name),
  );
  const written = members.flatMap((member): WrittenExport[] => {
    const key = `${entry.name}.${member.name}`;
    const name = target.names.get(key);
    if (name === undefined) return [];
    const summary = renameProse(firstSentence(member.summary), names);
    const shared = {
      name,
      local_name: name,
      overloads: [] as string[],
      members: [] as ApiMember[],
      summary,
      evidence: entry.original.evidence,
      source: entry.original.source,
    };
    const made: ApiExport =
      member.callable !== null
        ? { ...shared, kind: 'function', ...writeCallable(writing, { key, name, callable: member.callable }) }
        : {
            ...shared,
            kind: 'constant',
            parameters: [],
            returns: null,
            signature: writeHead(writing, { ...entry, kind: 'constant', type: member.type }, name),
          };
    return [
      {
        source: key,
        entry: made,
        comment: describe(
          [member.summary, ...(entry.original.kind === 'interface' ? [entry.summary] : [])].join('\n\n'),
          names,
        ),
        fields: fieldsOfOptions(writing, key),
      },
    ];
  });
  return isGoClass && entry.kind === 'class' && entry.construct !== null
    ? [writeGoConstructor(writing, entry, entry.construct), ...written]
    : written;
}

function writeGoConstructor(
  writing: SurfaceWriting,
  entry: NeutralExport,
  construct: NeutralCallable,
): WrittenExport {
  const owner = writing.target.names.get(entry.name) ?? entry.name;
  const name = writing.target.names.get(`new ${entry.name}`) ?? `New${owner}`;
  const callable: NeutralCallable = { ...construct, returns: { kind: 'named', name: entry.name } };
  const made = writeCallable(writing, { key: `new ${entry.name}`, name, callable });
  const summary = `Makes a ${owner}.`;
  return {
    source: null,
    entry: {
      name,
      local_name: name,
      kind: 'function',
      overloads: [],
      members: [],
      summary,
      evidence: entry.original.evidence,
      source: entry.original.source,
      ...made,
    },
    comment: summary,
    fields: [],
  };
}

function fieldsOfOptions({ target, names }: SurfaceWriting, key: string): WrittenExport['fields'] {
  const isTyped = target.family === 'rust' || target.family === 'go';
  const options = isTyped ? [] : (target.layouts.get(key)?.options ?? []);
  return options
    .filter(({ summary }) => summary !== '')
    .map(({ name, summary }) => ({ text: name, comment: describe(summary, names) }));
}

function writeOptions(
  { target, writer, names }: SurfaceWriting,
  { options, optionsName: name }: Layout,
  entry: NeutralExport,
): WrittenExport {
  const fields = options.map((slot) => ({
    text: writer instanceof RustWriter || writer instanceof GoWriter ? writer.optionField(slot) : slot.name,
    comment: describe(slot.summary, names),
    name: slot.name,
  }));
  return {
    source: null,
    entry: {
      name,
      local_name: name,
      kind: 'class',
      signature: target.family === 'rust' ? `pub struct ${name}` : `type ${name} struct`,
      overloads: [],
      parameters: [],
      returns: null,
      members: fields.map((field) => ({
        name: field.name,
        kind: 'property',
        static: false,
        optional: false,
        signature: field.text,
        summary: firstSentence(field.comment),
      })),
      summary: 'Options; what is not given has its default.',
      evidence: entry.original.evidence,
      source: null,
    },
    comment: 'Options; what is not given has its default.',
    fields,
  };
}

function writeValue({ valueName: name }: TargetSurface): WrittenExport {
  const summary = 'A value whose type is known only when a program runs.';
  return {
    source: null,
    entry: {
      name,
      local_name: name,
      kind: 'enum',
      signature: renderRustAnyValue(name).signature,
      overloads: [],
      parameters: [],
      returns: null,
      members: [],
      summary,
      evidence: 'signature',
      source: null,
    },
    comment: summary,
    fields: [],
  };
}
