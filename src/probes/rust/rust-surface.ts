import type { ApiExport, ApiSurface, ScenarioBinding } from '../../spec/index.ts';
import { type RustSignature, type RustType, readRustSignature, readRustType } from './rust-types.ts';

/** A type that the crate declares. */
export interface RustDeclared {
  /** As calls name it. */
  readonly local: string;
  readonly kind: 'enum' | 'struct';
  /** Variants of an enum with what is in them; public fields of a struct that has no others. */
  readonly variants: readonly { readonly name: string; readonly inner: string }[];
  readonly fields: readonly { readonly name: string; readonly type: RustType }[];
  readonly methods: readonly RustSignature[];
  /** Functions of the type that give one. */
  readonly makers: readonly RustSignature[];
  readonly constants: readonly string[];
  readonly fromText: boolean;
  readonly isDefault: boolean;
  readonly from: readonly RustType[];
  readonly operators: readonly { readonly symbol: string; readonly other: RustType | null }[];
  /** Traits that it is said to have. */
  readonly traits: ReadonlySet<string>;
  readonly hasGenerics: boolean;
}

const operators: Readonly<Record<string, string>> = {
  ...{ Add: '+', Sub: '-', Mul: '*', Div: '/', Rem: '%', BitAnd: '&', BitOr: '|', BitXor: '^' },
};

/** Methods that a trait of the crate gives to a type of the standard library, or to one of its own. */
export interface RustExtension {
  readonly subject: RustType;
  readonly methods: readonly RustSignature[];
}

export interface RustSurface {
  readonly bindings: readonly ScenarioBinding[];
  readonly functions: readonly { readonly local: string; readonly signature: RustSignature }[];
  /** By the name in signatures. */
  readonly types: ReadonlyMap<string, RustDeclared>;
  readonly aliases: ReadonlyMap<string, RustType>;
  readonly extensions: readonly RustExtension[];
  /** Constants by the type that they have. */
  readonly constants: readonly { readonly local: string; readonly type: string }[];
}

/** What of a crate can be called, from the surface of its specification and the headers of its declarations. */
export function readRustSurface(
  surface: ApiSurface,
  given: readonly ScenarioBinding[],
  declarations: string,
): RustSurface {
  const bindings = completeBindings(given, surface);
  const localOf = (name: string): string | null =>
    bindings.find((each) => each.export === name)?.local ?? null;
  const functions = surface.exports.flatMap(({ kind, name, signature }) => {
    const read = kind === 'function' ? readRustSignature(signature) : null;
    const local = localOf(name);
    return read === null || local === null || read.isUnsafe || read.self !== null
      ? []
      : [{ local, signature: read }];
  });
  const headers = readHeaders(declarations);
  const types = new Map<string, RustDeclared>();
  const aliases = new Map<string, RustType>();
  for (const entry of surface.exports) {
    const local = localOf(entry.name);
    const alias = /\btype\s+(\w+)(?:<[^>]*>)?\s*=\s*(.+)$/s.exec(entry.signature);
    if (alias !== null) aliases.set(alias[1] ?? '', readRustType(alias[2] ?? ''));
    if (local === null || (entry.kind !== 'class' && entry.kind !== 'enum')) continue;
    const own = /\b(?:enum|struct|union)\s+(\w+)/.exec(entry.signature)?.[1] ?? entry.local_name;
    types.set(own, readDeclared(entry, { own, local, headers, declarations }));
  }
  nameAliases(types, aliases, localOf);
  return {
    ...{ bindings, functions, types, aliases },
    extensions: readExtensions(surface, headers),
    constants: surface.exports.flatMap(({ kind, name, signature }) => {
      const type = /\b(?:const|static)\s+\w+\s*:\s*&?(?:'static\s+)?(\w+)/.exec(signature)?.[1];
      const local = localOf(name);
      return kind === 'constant' && type !== undefined && local !== null ? [{ local, type }] : [];
    }),
  };
}

/** `type Pattern = Matcher<'*'>` is a type that can be called where the other has open parameters. */
function nameAliases(
  types: Map<string, RustDeclared>,
  aliases: ReadonlyMap<string, RustType>,
  localOf: (name: string) => string | null,
): void {
  for (const [name, type] of aliases) {
    const declared = type.kind === 'name' && type.inner.length > 0 ? types.get(type.name) : undefined;
    const local = localOf(name);
    if (declared?.hasGenerics === true && local !== null)
      types.set(name, { ...declared, local, hasGenerics: false });
  }
}

interface Header {
  readonly trait: string;
  readonly argument: string;
  readonly subject: string;
}

/** `impl FromStr for Span` and the like. */
function readHeaders(declarations: string): Header[] {
  return Array.from(
    declarations.matchAll(/^impl(?:<[^>\n]*>)?\s+(?:\w+::)*(\w+)(?:<([^\n]*?)>)?\s+for\s+([^\n{]+)/gm),
    ([, trait = '', argument = '', subject = '']) => ({
      trait,
      argument,
      subject: subject.replace(/\bwhere\b.*$/s, '').trim(),
    }),
  );
}

function readDeclared(
  entry: ApiExport,
  around: {
    readonly own: string;
    readonly local: string;
    readonly headers: readonly Header[];
    readonly declarations: string;
  },
): RustDeclared {
  const { own, local, headers, declarations } = around;
  const derive = new RegExp(
    `#\\[derive\\(([^)]*)\\)\\]\\s*(?:#\\[[^\\n]*\\]\\s*)*pub (?:struct|enum) ${own}\\b`,
  ).exec(declarations);
  const derived = (derive?.[1] ?? '').split(',').map((trait) => trait.trim());
  const isMine = ({ subject }: Header): boolean => new RegExp(`^(?:\\w+::)*${own}\\b`).test(subject);
  const signatures = entry.members.flatMap(({ kind, signature }) => {
    const read = kind === 'method' || kind === 'constructor' ? readRustSignature(signature) : null;
    return read === null || read.isUnsafe ? [] : [read];
  });
  const isOpen = !/private fields|\.\./.test(entry.signature) && !/non_exhaustive/.test(entry.signature);
  const properties = entry.members.filter(({ kind, static: isStatic }) => kind === 'property' && !isStatic);
  return {
    local,
    kind: entry.kind === 'enum' ? 'enum' : 'struct',
    variants: entry.members.flatMap(({ kind, name, signature }) =>
      entry.kind === 'enum' && kind === 'property' && /^[A-Z]\w*$/.test(name)
        ? [{ name, inner: signature.slice(signature.indexOf(name) + name.length).trim() }]
        : [],
    ),
    fields:
      isOpen && entry.kind === 'class'
        ? properties.map(({ name, signature }) => ({
            name,
            type: readRustType(signature.replace(/^(?:pub\s+)?\w+\s*:\s*/, '')),
          }))
        : [],
    methods: signatures.filter(({ self }) => self !== null),
    makers: [...signatures.filter(({ self, result }) => self === null && givesType(result, own))],
    constants: entry.members.flatMap(({ kind, static: isStatic, name, signature }) =>
      kind === 'property' &&
      isStatic &&
      /\bconst\s/.test(signature) &&
      new RegExp(`:\\s*(?:Self|${own})\\b`).test(signature)
        ? [`${local}::${name}`]
        : [],
    ),
    fromText: headers.some((header) => isMine(header) && header.trait === 'FromStr'),
    isDefault:
      headers.some((header) => isMine(header) && header.trait === 'Default') ||
      /derive\([^)]*\bDefault\b/.test(entry.signature),
    from: headers.flatMap((header) =>
      isMine(header) && header.trait === 'From' ? [readRustType(header.argument)] : [],
    ),
    hasGenerics: /\b(?:enum|struct|union)\s+\w+<[^>]*\b[A-Z]/.test(entry.signature),
    operators: headers.flatMap((header) => {
      const symbol = operators[header.trait];
      if (symbol === undefined || !isMine(header) || /^&/.test(header.subject)) return [];
      return [{ symbol, other: header.argument === '' ? null : readRustType(header.argument) }];
    }),
    traits: new Set([...derived, ...headers.filter(isMine).map(({ trait }) => trait)]),
  };
}

/** The type itself, or one that may hold it. */
export function givesType(result: RustType | null, own: string): boolean {
  if (result?.kind === 'reference') return givesType(result.item, own);
  if (result?.kind !== 'name') return false;
  if (result.name === own || result.name === 'Self') return true;
  return /^(?:Option|Result)$/.test(result.name) && givesType(result.inner[0] ?? null, own);
}

function readExtensions(surface: ApiSurface, headers: readonly Header[]): RustExtension[] {
  return surface.exports.flatMap(({ kind, local_name: local, members }) => {
    if (kind !== 'interface') return [];
    const methods = members.flatMap(({ signature }) => {
      const read = readRustSignature(signature);
      return read === null || read.isUnsafe || read.self === null ? [] : [read];
    });
    const subjects = headers.filter(({ trait }) => trait === local).map(({ subject }) => subject);
    return subjects
      .slice(0, 6)
      .map((subject) => ({ subject: readRustType(/^[A-Z]$/.test(subject) ? 'str' : subject), methods }));
  });
}

/** A name for each export that no example uses. */
function completeBindings(
  given: readonly ScenarioBinding[],
  surface: ApiSurface,
): readonly ScenarioBinding[] {
  const known = new Set(given.map((binding) => binding.export));
  const taken = new Set(given.map(({ local }) => local));
  const added = surface.exports.flatMap(({ name, local_name: wanted }) => {
    if (known.has(name) || !/^[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*$/.test(name)) return [];
    const local = taken.has(wanted) ? name.replaceAll('::', '_') : wanted;
    if (taken.has(local) || !/^[A-Za-z_]\w*$/.test(local)) return [];
    taken.add(local);
    return [{ local, export: name }];
  });
  return [...given, ...added];
}
