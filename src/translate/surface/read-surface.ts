import type { ApiExport, ApiMember, ApiSurface } from '../../spec/index.ts';
import {
  anyType,
  type Family,
  type NeutralCallable,
  type NeutralExport,
  type NeutralField,
  type NeutralMember,
  type NeutralSurface,
  type NeutralType,
  Unsayable,
} from '../model.ts';
import { readGoType } from '../type-text/read-go-type.ts';
import { readPythonType } from '../type-text/read-python-type.ts';
import { readRustType } from '../type-text/read-rust-type.ts';
import type { TypeScript } from '../type-text/read-typescript-type.ts';
import { makeParameter, type ReadDefault } from './make-parameter.ts';
import { mergeOverloads } from './merge-overloads.ts';
import {
  readDeclaredType,
  readGenerics,
  readGivenParameters,
  readJavascriptCallable,
  readPropertyType,
} from './read-javascript-callable.ts';
import { readTextCallable } from './read-text-callable.ts';

export interface SurfaceReading {
  readonly ts: TypeScript;
  readonly family: Family;
  readonly readDefault: ReadDefault;
}

/** The interface without its language; what documentation does not say is `any`. */
export function readSurface(reading: SurfaceReading, surface: ApiSurface): NeutralSurface {
  const exports = new Map<string, NeutralExport>();
  for (const entry of surface.exports) {
    const read = readExport(reading, entry);
    exports.set(
      entry.name,
      reading.family === 'rust' && entry.kind === 'interface' ? flattenTrait(read) : read,
    );
  }
  return { exports };
}

function readExport(reading: SurfaceReading, entry: ApiExport): NeutralExport {
  const members = readMembers(reading, entry);
  const kind = kindOf(entry, members);
  const isFree = kind !== 'class' && kind !== 'error' && kind !== 'record' && kind !== 'alias';
  const callable = kind === 'function' ? readFunction(reading, entry) : null;
  return {
    original: entry,
    name: entry.name,
    kind,
    callable,
    construct: kind === 'class' || kind === 'error' ? readConstruct(reading, entry) : null,
    // What hangs on a function, a constant or a namespace is there without an instance.
    members: isFree ? members.map((member) => ({ ...member, static: true })) : members,
    fields: kind === 'record' ? members.filter((member) => member.kind === 'property').map(toField) : [],
    type: kind === 'constant' || kind === 'alias' ? readExportType(reading, entry) : anyType,
    summary: entry.summary,
  };
}

function kindOf(entry: ApiExport, members: readonly NeutralMember[]): NeutralExport['kind'] {
  const hasMethods = members.some((member) => member.kind === 'method');
  switch (entry.kind) {
    case 'function':
      return 'function';
    case 'class': {
      if (/(?:Error|Exception)$/.test(entry.local_name)) return 'error';
      // What has fields without names only wraps a value.
      if (members.length > 0 && members.every(({ name }) => /^\d+$/.test(name))) return 'alias';
      const isData = /^(?:pub )?struct\b|^type \w+ struct\b/.test(entry.signature) && !hasMethods;
      return isData && members.length > 0 ? 'record' : 'class';
    }
    case 'constant':
    case 'namespace':
      return 'constant';
    case 'enum':
      return 'enum';
    default:
      if (hasMethods && members.some((member) => member.kind === 'method' && !member.static)) return 'class';
      return members.length > 0 ? 'record' : 'alias';
  }
}

function readFunction(reading: SurfaceReading, entry: ApiExport): NeutralCallable {
  const { family, readDefault, ts } = reading;
  const read = (text: string): NeutralCallable | null =>
    family === 'javascript'
      ? readJavascriptCallable(ts, text, readDefault)
      : readTextCallable(family, text, readDefault);
  const all = [entry.signature, ...entry.overloads].map(read).filter((one) => one !== null);
  const stated = all.length === 0 ? null : mergeOverloads(all);
  const given = readGivenParameters(ts, entry.parameters, readDefault);
  if (stated === null)
    return {
      typeParameters: [],
      parameters: family === 'javascript' ? given : given.map(untyped),
      returns: anyType,
      fails: false,
    };
  // A default that only the comment states is in the surface's own list.
  const parameters = stated.parameters.map((parameter, index) => ({
    ...parameter,
    default: parameter.default ?? given[index]?.default ?? null,
  }));
  return { ...stated, parameters };
}

function untyped(parameter: NeutralCallable['parameters'][number]): NeutralCallable['parameters'][number] {
  return { ...parameter, type: anyType };
}

function readConstruct(reading: SurfaceReading, entry: ApiExport): NeutralCallable | null {
  const { family, readDefault, ts } = reading;
  const names =
    family === 'rust' ? ['new'] : family === 'python' ? ['__init__', 'constructor'] : ['constructor'];
  const member = entry.members.find(
    ({ name, kind }) =>
      kind === 'constructor' || (names.includes(name) && Object.hasOwn({ method: 1 }, kind)),
  );
  if (member !== undefined)
    return family === 'javascript'
      ? readJavascriptCallable(ts, member.signature, readDefault)
      : readTextCallable(family, member.signature, readDefault);
  if (entry.parameters.length === 0) return null;
  return {
    typeParameters: [],
    parameters: readGivenParameters(ts, entry.parameters, readDefault),
    returns: anyType,
    fails: false,
  };
}

function readMembers(reading: SurfaceReading, entry: ApiExport): readonly NeutralMember[] {
  const seen = new Set<string>();
  return entry.members.flatMap((member): NeutralMember[] => {
    // A field and the method that sets it, or overloads: the first stands for all.
    if (seen.has(member.name)) return [];
    seen.add(member.name);
    if (member.kind === 'constructor' || member.kind === 'call' || member.kind === 'index') return [];
    if (reading.family === 'python' && member.name.startsWith('_')) return [];
    if (reading.family === 'rust' && member.name === 'new') return [];
    return [
      readMember(
        reading,
        entry,
        isFunctionField(reading.family, member) ? { ...member, kind: 'property' } : member,
      ),
    ];
  });
}

/** `transform?: (key: string) => string` is a field that holds a function. */
function isFunctionField(family: Family, { kind, signature }: ApiMember): boolean {
  return (
    family === 'javascript' &&
    kind === 'method' &&
    /^(?:readonly\s+)?(?:[\w$]+|'[^']*'|"[^"]*")\??\s*:/.test(signature)
  );
}

function readMember(reading: SurfaceReading, entry: ApiExport, member: ApiMember): NeutralMember {
  const { family, readDefault, ts } = reading;
  const isMethod = member.kind === 'method';
  const callable = !isMethod
    ? null
    : family === 'javascript'
      ? readJavascriptCallable(ts, member.signature, readDefault)
      : readTextCallable(family, member.signature, readDefault);
  return {
    name: member.name,
    kind: isMethod ? 'method' : 'property',
    static: member.static,
    callable: isMethod
      ? (callable ?? {
          typeParameters: [],
          parameters: [
            makeParameter({ name: 'values', type: anyType, optional: true, rest: true, default: null }),
          ],
          returns: anyType,
          fails: false,
        })
      : null,
    type: isMethod ? anyType : readMemberType(reading, entry, member),
    optional: member.optional,
    signature: member.signature,
    summary: member.summary,
  };
}

function readMemberType(reading: SurfaceReading, entry: ApiExport, member: ApiMember): NeutralType {
  if (reading.family === 'javascript')
    return readPropertyType(reading.ts, member.signature, readGenerics(reading.ts, entry.signature));
  const brackets = /->\s*(.+?)\s*:?\s*$/s.exec(member.signature)?.[1];
  const typed = brackets ?? memberType(reading.family, member);
  return typed === undefined ? anyType : readNativeType(reading.family, typed);
}

function memberType(family: Family, { name, signature }: ApiMember): string | undefined {
  if (family === 'go')
    return new RegExp(`\\b${name.replace(/\W/g, '')}\\s+([^\`]+)`).exec(signature)?.[1]?.trim();
  return /:\s*([^=]+?)\s*(?:=.*)?[,;]?$/s.exec(signature)?.[1];
}

function readNativeType(family: Family, text: string): NeutralType {
  try {
    if (family === 'python') return readPythonType(text, new Set());
    if (family === 'rust') return readRustType(text, new Map()).type;
    return readGoType(text, new Set());
  } catch (error) {
    if (error instanceof Unsayable) return anyType;
    throw error;
  }
}

function readExportType(reading: SurfaceReading, entry: ApiExport): NeutralType {
  if (entry.signature === '') return anyType;
  if (reading.family === 'javascript') return readDeclaredType(reading.ts, entry.signature);
  if (reading.family === 'go') {
    const typed = /^(?:var|const|type)?\s*\w+\s+([^=\s][^=]*?)\s*(?:=.*)?$/s.exec(entry.signature)?.[1];
    return typed === undefined ? anyType : readNativeType('go', typed);
  }
  const typed = /^[^:=]*:\s*([^=]+?)\s*(?:=.*)?;?$/s.exec(entry.signature)?.[1];
  return typed === undefined ? anyType : readNativeType(reading.family, typed);
}

function toField(member: NeutralMember): NeutralField {
  const { name, summary } = member;
  const isOptional = member.type.kind === 'optional';
  return {
    name,
    type: member.type.kind === 'optional' ? member.type.item : member.type,
    optional: member.optional || isOptional,
    default: null,
    summary,
  };
}

/** Methods that a trait gives to other values are functions of those values elsewhere. */
function flattenTrait(trait: NeutralExport): NeutralExport {
  const text = makeParameter({
    name: 'text',
    type: { kind: 'string' },
    optional: false,
    rest: false,
    default: null,
  });
  const members = trait.members.flatMap((member): NeutralMember[] => {
    if (member.callable === null) return [];
    const parameters = member.static ? member.callable.parameters : [text, ...member.callable.parameters];
    return [{ ...member, static: true, callable: { ...member.callable, parameters } }];
  });
  return members.length === 0
    ? { ...trait, kind: 'alias', type: anyType }
    : { ...trait, kind: 'constant', members, fields: [], type: anyType };
}
