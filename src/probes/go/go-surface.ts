import type { ApiSurface, ScenarioBinding } from '../../spec/index.ts';
import { type GoSignature, type GoType, readGoSignature, readGoType } from './go-types.ts';

export interface GoField {
  readonly name: string;
  readonly type: GoType;
}

/** A type that the package declares. */
export interface GoDeclared {
  readonly name: string;
  /** `struct`, `interface`, or what it is made of. */
  readonly under: GoType | 'struct' | 'interface';
  readonly fields: readonly GoField[];
  readonly methods: readonly GoSignature[];
  /** Constants of this type. */
  readonly values: readonly string[];
  /** Functions whose first result it is, by value or pointer. */
  readonly makers: readonly GoSignature[];
  readonly hasGenerics: boolean;
}

export interface GoSurface {
  /** What calls name the package by. */
  readonly packageName: string;
  readonly bindings: readonly ScenarioBinding[];
  readonly functions: readonly GoSignature[];
  readonly types: ReadonlyMap<string, GoDeclared>;
  /** Variables that are switches: assigning them changes what calls do. */
  readonly switches: readonly string[];
}

/** What of a package in Go can be called, from the surface of its specification. */
export function readGoSurface(
  surface: ApiSurface,
  bindings: readonly ScenarioBinding[],
  packageName: string,
): GoSurface {
  const isOwn = (name: string): boolean => /^\p{Lu}[\p{L}\p{N}_]*$/u.test(name);
  const functions = surface.exports.flatMap(({ kind, name, signature }) => {
    const read = kind === 'function' && isOwn(name) ? readGoSignature(signature) : null;
    return read === null || read.receiver !== null ? [] : [read];
  });
  const types = new Map<string, GoDeclared>();
  for (const { kind, name, signature, members } of surface.exports) {
    if (!/^(?:class|type|interface|enum)$/.test(kind) || !isOwn(name)) continue;
    const under = new RegExp(`^type\\s+${name}\\s*(\\[\\w[^\\]]*\\])?\\s*=?\\s*(.*)$`, 's').exec(signature);
    const text = (under?.[2] ?? '').trim();
    types.set(name, {
      name,
      under: text.startsWith('struct')
        ? 'struct'
        : text.startsWith('interface')
          ? 'interface'
          : readGoType(text),
      fields: members.flatMap((member) => {
        const field =
          member.kind === 'property' && isOwn(member.name)
            ? /^\w+\s+(.+)$/s.exec(member.signature)?.[1]
            : undefined;
        return field === undefined ? [] : [{ name: member.name, type: readGoType(field) }];
      }),
      methods: members.flatMap((member) => {
        const read =
          member.kind === 'method' && isOwn(member.name) ? readGoSignature(member.signature) : null;
        return read === null ? [] : [read];
      }),
      values: surface.exports.flatMap((entry) =>
        entry.kind === 'constant' &&
        new RegExp(`^(?:const|var)\\s+\\w+\\s+\\*?${name}\\b`).test(entry.signature)
          ? [entry.name]
          : [],
      ),
      makers: functions.filter(({ results: [first] }) => nameOf(first) === name),
      hasGenerics: under?.[1] !== undefined,
    });
  }
  const switches = surface.exports.flatMap(({ kind, name, signature }) =>
    kind === 'constant' && /^var\s+\w+\s+bool\b/.test(signature) && isOwn(name) ? [name] : [],
  );
  const known = bindings.some(({ local, export: target }) => target === '*' && local === packageName);
  return {
    packageName,
    bindings: known ? bindings : [...bindings, { local: packageName, export: '*' }],
    functions,
    types,
    switches,
  };
}

/** The name of a type, or of what a pointer points to. */
export function nameOf(type: GoType | undefined): string | null {
  if (type?.kind === 'pointer') return nameOf(type.item);
  return type?.kind === 'name' ? type.name : null;
}
