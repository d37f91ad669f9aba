import type { WrittenExport } from './definitions/write-surface.ts';
import { callablesOf, optionRecords, standsAlone, type TargetSurface } from './target/target-surface.ts';
import type { NameMapping } from './types.ts';

/** Every name of the original's interface with what it is called in the target. */
export function listNames(target: TargetSurface, written: readonly WrittenExport[]): readonly NameMapping[] {
  const bySource = new Map(
    written.flatMap((one) => (one.source === null ? [] : [[one.source, one.entry] as const])),
  );
  const apart = optionRecords(target.surface);
  const names: NameMapping[] = [];
  for (const entry of target.surface.exports.values()) {
    const { name, kind, original } = entry;
    const made = bySource.get(name);
    const spelled = made?.name ?? target.names.get(name) ?? '';
    const isGone = made === undefined && !target.twins.has(name);
    names.push({
      original: name === 'default' ? `default (${original.local_name})` : name,
      target: isGone ? '' : spelled,
      kind: original.kind,
      originalSignature: original.signature,
      targetSignature: made?.signature ?? describeGone(kind, apart.has(name), target),
    });
    for (const member of entry.members) {
      const key = `${name}.${member.name}`;
      const flat = bySource.get(key);
      const inner = made?.members.find((one) => one.name === target.names.get(key));
      const own = target.names.get(key) ?? '';
      const prefix = flat !== undefined || standsAlone(entry) || spelled === '' ? '' : `${spelled}.`;
      names.push({
        original: key,
        target: own === '' ? '' : `${prefix}${own}`,
        kind: member.kind,
        originalSignature: member.signature,
        targetSignature: flat?.signature ?? inner?.signature ?? '',
      });
    }
  }
  return [...names, ...listOptions(target)];
}

function describeGone(kind: string, isOptions: boolean, { twins, family }: TargetSurface): string {
  if (isOptions)
    return {
      python: 'keyword arguments',
      javascript: 'an object of options',
      rust: 'a struct of options',
      go: 'a struct of options',
    }[family];
  if (kind === 'alias') return 'spelled out where it is used';
  if (kind === 'error') return 'an error value';
  return twins.size > 0 ? 'the same under another name' : 'its members stand alone';
}

/** Options by the function that takes them. */
function listOptions({ surface, layouts, family }: TargetSurface): NameMapping[] {
  const names: NameMapping[] = [];
  for (const entry of surface.exports.values()) {
    for (const [key] of callablesOf(entry)) {
      const layout = layouts.get(key);
      for (const slot of layout?.options ?? []) {
        const owner = family === 'rust' || family === 'go' ? `${layout?.optionsName}.` : '';
        names.push({
          original: `${key}(${slot.source})`,
          target: `${owner}${slot.name}`,
          kind: 'option',
          originalSignature: '',
          targetSignature: '',
        });
      }
    }
  }
  return names;
}
