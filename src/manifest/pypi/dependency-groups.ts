import { normalizePackageName } from '../../core/index.ts';
import { type Entry, refuseEntry } from '../entries.ts';
import { isObject, type JsonObject, nameOfJsonKind, ownString } from '../json-text.ts';
import { readRequirementText } from './dependency.ts';

interface Group {
  readonly name: string;
  readonly members: readonly unknown[];
  /** Normalised names of the groups that it includes. */
  readonly includes: readonly string[];
}

/**
 * The entries of all dependency groups (PEP 735). Every group is read, so an include adds nothing: one of no group, and
 * groups that include each other in a circle, are named.
 */
export function readDependencyGroups(table: JsonObject): Entry[] {
  const groups = new Map(
    Object.entries(table).map(([name, value]) => [
      normalizePackageName('pypi', name),
      readGroup(name, value),
    ]),
  );
  const circular = findCircular(groups);
  return [...groups].flatMap(([key, group]) => [
    ...group.members.flatMap((member) => readMember(group, member, groups)),
    ...(circular.has(key)
      ? [refuse(group.name, 'the dependency group includes itself, by way of others or at once')]
      : []),
  ]);
}

function readGroup(name: string, value: unknown): Group {
  const members: readonly unknown[] = Array.isArray(value) ? value : [value];
  const includes = members.flatMap((member) => {
    const included = readInclude(member);
    return included === null ? [] : [normalizePackageName('pypi', included)];
  });
  return { name, members, includes };
}

function readMember(group: Group, member: unknown, groups: ReadonlyMap<string, Group>): Entry[] {
  if (typeof member === 'string') return [readRequirementText(member, 'development')];
  const included = readInclude(member);
  if (included === null) {
    const kind = nameOfJsonKind(member);
    return [refuse(group.name, `a member is ${kind} and should be a requirement or an include-group`)];
  }
  if (groups.has(normalizePackageName('pypi', included))) return [];
  return [
    refuse(
      included,
      `the dependency group "${group.name.slice(0, 80)}" includes it, and there is no such group`,
    ),
  ];
}

function readInclude(member: unknown): string | null {
  return isObject(member) ? ownString(member, 'include-group') : null;
}

/** Groups that can reach themselves: what is left when those without open includes are taken away, end after end. */
function findCircular(groups: ReadonlyMap<string, Group>): Set<string> {
  const left = new Set(groups.keys());
  takeAway(left, (key) => groups.get(key)?.includes ?? []);
  const includedBy = new Map<string, string[]>();
  for (const key of left) {
    for (const included of groups.get(key)?.includes ?? []) {
      const others = includedBy.get(included);
      if (others === undefined) includedBy.set(included, [key]);
      else others.push(key);
    }
  }
  // Also from the other side, or a group that merely includes a circle would count as part of it.
  takeAway(left, (key) => includedBy.get(key) ?? []);
  return left;
}

/** Takes out, again and again, every key all of whose neighbours are gone. */
function takeAway(left: Set<string>, neighboursOf: (key: string) => readonly string[]): void {
  const open = new Map<string, number>();
  const backwards = new Map<string, string[]>();
  for (const key of left) {
    const neighbours = new Set(neighboursOf(key).filter((each) => left.has(each)));
    open.set(key, neighbours.size);
    for (const each of neighbours) {
      const waiting = backwards.get(each);
      if (waiting === undefined) backwards.set(each, [key]);
      else waiting.push(key);
    }
  }
  const ready = [...open].flatMap(([key, count]) => (count === 0 ? [key] : []));
  for (let key = ready.pop(); key !== undefined; key = ready.pop()) {
    left.delete(key);
    for (const each of backwards.get(key) ?? []) {
      const count = (open.get(each) ?? 0) - 1;
      open.set(each, count);
      if (count === 0) ready.push(each);
    }
  }
}

function refuse(name: string, reason: string): Entry {
  return refuseEntry(
    { ecosystem: 'pypi', name, constraint: 'dependency group', kind: 'development' },
    reason,
  );
}
