import type {
  Family,
  NeutralCallable,
  NeutralExport,
  NeutralField,
  NeutralMember,
  NeutralSurface,
} from '../model.ts';
import { NameSpace } from '../names/name-space.ts';
import { type NameRole, spellName, spellPackage } from '../names/spell-name.ts';
import type { Observations } from '../refine/observe.ts';
import { createLayout, type Layout } from './layout.ts';

/** The interface with its names and shapes in the target's language. */
export interface TargetSurface {
  readonly family: Family;
  readonly packageName: string;
  readonly surface: NeutralSurface;
  /** By export name and `Owner.member`. */
  readonly names: ReadonlyMap<string, string>;
  /** By the key of `findCallable`. */
  readonly layouts: ReadonlyMap<string, Layout>;
  /** Exports whose twin under another name is declared. */
  readonly twins: ReadonlySet<string>;
  /** The type that holds any value, in Rust. */
  readonly valueName: string;
}

export interface TargetRequest {
  readonly family: Family;
  readonly packageName: string;
  readonly surface: NeutralSurface;
  readonly observed: Observations;
}

export function createTargetSurface(request: TargetRequest): TargetSurface {
  const { family, surface } = request;
  const space = new NameSpace(
    family === 'rust' ? ['String', 'Option', 'Vec', 'Result', 'Box', 'Some', 'None', 'Ok', 'Err'] : [],
  );
  const names = new Map<string, string>();
  const layouts = new Map<string, Layout>();
  const twins = findTwins(surface);
  // Named exports first: the default one has a name of ours and gives way.
  const ordered = [...surface.exports.values()].sort(
    (a, b) => Number(a.name === 'default') - Number(b.name === 'default'),
  );
  for (const entry of ordered) {
    const twin = twins.get(entry.name);
    if (twin !== undefined || isBundle(entry)) continue;
    names.set(entry.name, space.claim(spellName(family, roleOf(entry), plainName(entry))));
  }
  for (const [name, twin] of twins) names.set(name, names.get(twin) ?? twin);
  for (const entry of ordered) {
    nameMembers(request, entry, { names, space });
    for (const [key, callable] of callablesOf(entry)) {
      const own = names.get(key) ?? names.get(entry.name) ?? key;
      const fallbackName = `${own.replace(/^new /, '')}_options`;
      layouts.set(key, createLayout({ family, key, fallbackName, callable, observed: request.observed }));
    }
  }
  const constructors = family === 'go' ? ordered.filter(({ construct }) => construct !== null) : [];
  for (const { name } of constructors) names.set(`new ${name}`, space.claim(`New${names.get(name) ?? ''}`));
  const packageName = spellPackage(family, request.packageName);
  return {
    family,
    packageName,
    surface,
    names,
    layouts,
    twins: new Set(twins.keys()),
    valueName: space.claim('Value'),
  };
}

/** `special.GERMAN` is `german`, `de::Error` is `Error`, a default export is what documentation calls it. */
function plainName({ name, original }: NeutralExport): string {
  return name === 'default' ? original.local_name : (name.split(/\.|::/).at(-1) ?? name);
}

function roleOf({ kind }: NeutralExport): NameRole {
  if (kind === 'function') return 'function';
  return kind === 'constant' ? 'constant' : 'type';
}

/** The default export and one of the same name and declaration are one thing. */
function findTwins({ exports }: NeutralSurface): ReadonlyMap<string, string> {
  const main = exports.get('default');
  const twin = main === undefined ? undefined : exports.get(main.original.local_name);
  const isSame =
    twin !== undefined &&
    main !== undefined &&
    twin.kind === main.kind &&
    twin.original.signature === main.original.signature;
  return new Map(isSame ? [['default', twin.name]] : []);
}

interface Naming {
  readonly names: Map<string, string>;
  readonly space: NameSpace;
}

/** Members that hang on a function or constant stand alone in the target; those of a class stay in it. */
function nameMembers(
  { family, surface }: TargetRequest,
  entry: NeutralExport,
  { names, space }: Naming,
): void {
  const own = new NameSpace();
  for (const member of entry.members) {
    const key = `${entry.name}.${member.name}`;
    const isFlat = standsAlone(entry) || (family === 'go' && member.static && entry.kind !== 'record');
    if (!isFlat) {
      names.set(key, own.claim(spellName(family, memberRole(entry, member), member.name)));
    } else if (entry.kind === 'enum' || entry.kind === 'class' || entry.kind === 'error') {
      names.set(key, space.claim(spellName(family, 'constant', `${names.get(entry.name)}_${member.name}`)));
    } else if (surface.exports.has(member.name)) {
      names.set(key, names.get(member.name) ?? member.name);
    } else if (entry.kind === 'constant' || member.kind === 'method') {
      const role = member.kind === 'method' ? 'function' : 'constant';
      names.set(key, space.claim(spellName(family, role, member.name)));
    }
  }
}

function memberRole(entry: NeutralExport, member: NeutralMember): NameRole {
  if (entry.kind === 'enum') return entry.original.signature === '' ? 'constant' : 'type';
  return member.kind === 'method' ? 'member' : 'field';
}

/** A constant or a trait that is nothing but what hangs on it. */
export function isBundle({ kind, members }: NeutralExport): boolean {
  return kind === 'constant' && members.length > 0;
}

/** True of a function, and of a constant that is a bundle of functions. */
export function standsAlone({ kind }: NeutralExport): boolean {
  return kind === 'function' || kind === 'constant';
}

export function callablesOf(entry: NeutralExport): readonly (readonly [string, NeutralCallable])[] {
  return [
    ...(entry.callable === null ? [] : [[entry.name, entry.callable] as const]),
    ...(entry.construct === null ? [] : [[`new ${entry.name}`, entry.construct] as const]),
    ...entry.members.flatMap((member) =>
      member.callable === null ? [] : [[`${entry.name}.${member.name}`, member.callable] as const],
    ),
  ];
}

/** The name of a record's field; keys of a map are data and stay. */
export function fieldName(target: TargetSurface, field: Pick<NeutralField, 'name'>): string {
  return spellName(target.family, 'field', field.name);
}

/** Records that are taken apart wherever they are given: the target has them as options and not as data. */
export function optionRecords(surface: NeutralSurface): ReadonlySet<string> {
  const apart = new Set<string>();
  for (const entry of surface.exports.values())
    for (const [, callable] of callablesOf(entry))
      for (const { options, optionsName } of callable.parameters)
        if (options !== null && optionsName !== null) apart.add(optionsName);
  return apart;
}
