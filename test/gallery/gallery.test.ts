import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { probeSandbox } from '../../src/sandbox/index.ts';
import { type BaseName, bases } from './bases.ts';
import { exhibits, secondExhibits } from './exhibits.ts';
import { judgePackage } from './judge-exhibit.ts';
import { expectedStatuses, lookAt } from './look-at.ts';
import { escapeCell } from './render-table.ts';

const probe = await probeSandbox();
/** Packages of languages that this machine has no tool chain for are not judged. */
const absentBases = new Set<BaseName>();
for (const [name, own] of [
  ['python', ['python', 'wordKit']],
  ['go', ['go']],
  ['rust', ['rust']],
] as const) {
  const status = probe.kind === 'unavailable' ? probe : await probe.sandbox.findToolchain(name);
  if (status.kind === 'unavailable') for (const base of own) absentBases.add(base);
}
const absent = probe.kind === 'unavailable' ? ` (skipped: ${probe.reason})` : '';

/** Go and Rust compile for each round of calls, and five are judged at a time. */
const timeout = 400_000;

describe.skipIf(absent !== '')(`the gallery of planted faults${absent}`, { timeout }, () => {
  const sandbox = () => {
    if (probe.kind === 'unavailable') throw new Error(probe.reason);
    return probe.sandbox;
  };

  const isShown = (base: BaseName): boolean => !absentBases.has(base);
  it.concurrent.each((Object.keys(bases) as BaseName[]).filter(isShown))(
    'lets the honest package %s pass',
    async (base) => {
      const verdict = await judgePackage(sandbox(), { base, change: (files) => files });

      const open = verdict.checks.filter(({ status }) => status !== 'passed');
      // Too little code to judge its similarity.
      expect(open.filter(({ status }) => status !== 'not-applicable')).toEqual([]);
      expect(verdict.verdict).toBe('PASS');
    },
  );

  const shown = [...exhibits, ...secondExhibits].filter(({ base }) => isShown(base));
  it.concurrent.each(shown.map((exhibit) => [exhibit.name, exhibit.verdict, exhibit] as const))(
    '%s: %s',
    async (_, __, exhibit) => {
      const { verdict, status, reason, alsoOpen } = await lookAt(sandbox(), exhibit);

      expect(reason).toMatch(exhibit.reason);
      expect(exhibit.verdict.split(' or ')).toContain(verdict);
      expect(expectedStatuses(exhibit, verdict)).toContain(status);
      // Where a person has to look, it is for this fault.
      const others = verdict === 'REVIEW' ? alsoOpen : [];
      expect(others.filter((name) => exhibit.also?.includes(name) !== true)).toEqual([]);
    },
  );
});

describe('the table in docs/validation.md', () => {
  const text = readFileSync(new URL('../../docs/validation.md', import.meta.url), 'utf8');

  it('has every fault of the gallery', () => {
    const all = [...exhibits, ...secondExhibits];
    for (const { name, check, verdict } of all) {
      const row = text.split('\n').find((line) => line.startsWith(`| ${escapeCell(name)} | ${check} | `));
      expect(row ?? `no row for ${name}`).toMatch(
        new RegExp(` \\| (?:${verdict.replace(' or ', '|')}) \\| `),
      );
    }
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});
