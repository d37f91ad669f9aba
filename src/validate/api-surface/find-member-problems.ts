import type { ApiExport, ApiMember } from '../../spec/index.ts';
import type { SeenMember, SeenValue } from '../observation/types.ts';
import type { SurfaceProblem } from './problem.ts';

/** Declared methods, accessors and static properties that are not there, or are of another kind. */
export function findMemberProblems(wanted: ApiExport, found: SeenValue): SurfaceProblem[] {
  if (wanted.evidence !== 'declaration') return [];
  return wanted.members.flatMap((member) => {
    if (member.optional || !/^[\w$]+$/.test(member.name)) return [];
    // What every object has does not have to be declared again.
    if (member.name in Object.prototype) return [];
    if (member.kind === 'constructor' || member.kind === 'call' || member.kind === 'index') return [];
    const places = findPlaces(wanted, member, found);
    const seen = places.find(({ name }) => name === member.name);
    const isSure = wanted.kind !== 'constant';
    if (seen !== undefined)
      return isOfKind(member, seen) ? [] : [{ text: describeKind(wanted, member, seen), isSure }];
    // What a constructor puts on an instance leaves no trace before there is one.
    if (wanted.kind === 'class' && !member.static && mentions(found.source, member)) return [];
    return [
      { text: `${nameOf(wanted)}.${member.name} is documented as ${member.kind} and is not there`, isSure },
    ];
  });
}

/** Of a class a static member on itself and others on its prototype; elsewhere wherever it can be reached. */
function findPlaces(
  { kind }: ApiExport,
  { static: isStatic }: ApiMember,
  found: SeenValue,
): readonly SeenMember[] {
  if (kind !== 'class') return [...found.statics, ...found.inherited];
  return isStatic ? found.statics : found.inherited;
}

function mentions(source: string | null, { kind, name }: ApiMember): boolean {
  if (kind === 'property' || source === null || source.endsWith('…')) return true;
  return new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(source);
}

function isOfKind({ kind }: ApiMember, { type }: SeenMember): boolean {
  return kind !== 'method' || type === 'function' || type === 'accessor';
}

function describeKind(wanted: ApiExport, member: ApiMember, { type }: SeenMember): string {
  return `${nameOf(wanted)}.${member.name} is a ${type}, documented as ${member.kind}`;
}

function nameOf({ name, local_name }: ApiExport): string {
  return name === 'default' ? local_name : name;
}
