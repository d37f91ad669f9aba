import type { ScenarioBinding } from '../../spec/index.ts';
import type { Family } from '../model.ts';
import { callablesOf, fieldName, type TargetSurface } from '../target/target-surface.ts';
import type { NameTable } from './rename-prose.ts';
import { literalWords } from './tidy-comment.ts';

/** Every name that prose may use of the interface; one that stands for several things with different names stays. */
export function createNameTable(
  target: TargetSurface,
  bindings: readonly ScenarioBinding[],
  from: Family,
): NameTable {
  const names = new Map<string, string>(literalWords(from, target.family));
  const unclear = new Set<string>();
  const add = (original: string, name: string): void => {
    if (!/\p{L}/u.test(original) || unclear.has(original)) return;
    const before = names.get(original);
    if (before === undefined || before === name) names.set(original, name);
    else {
      unclear.add(original);
      names.delete(original);
    }
  };
  addExports(target, bindings, add);
  for (const entry of target.surface.exports.values()) {
    for (const member of entry.members) {
      const own = target.names.get(`${entry.name}.${member.name}`);
      if (own !== undefined) add(member.name, own);
    }
    for (const field of entry.fields) add(field.name, fieldName(target, field));
    for (const [key] of callablesOf(entry)) {
      const layout = target.layouts.get(key);
      if (layout === undefined) continue;
      const slots = [...layout.positional, ...layout.options, ...(layout.rest === null ? [] : [layout.rest])];
      for (const slot of slots) add(slot.source.split('.').at(-1) ?? slot.source, slot.name);
    }
  }
  return names;
}

function addExports(
  target: TargetSurface,
  bindings: readonly ScenarioBinding[],
  add: (original: string, name: string) => void,
): void {
  for (const entry of target.surface.exports.values()) {
    const own = target.names.get(entry.name);
    if (own === undefined) continue;
    add(entry.original.local_name, own);
    if (entry.name !== 'default') add(entry.name, own);
  }
  for (const { local, export: bound } of bindings) {
    const own = target.names.get(bound);
    if (own !== undefined) add(local, own);
  }
}
