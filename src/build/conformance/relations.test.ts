import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../spec/index.ts';
import { createClearedSpec } from '../cleared-spec.fake.ts';
import { createScenarios } from '../scenarios.fake.ts';
import { renderRelations } from './relations.ts';

type Given = readonly [setup: string, expression: string, value: string];

async function relationsOf(...given: readonly Given[]): Promise<readonly Scenario[]> {
  const scenarios = createScenarios(
    given.map(([setup, expression, value]) => ({ setup, expression, expected: { kind: 'value', value } })),
  );
  const spec = await createClearedSpec({ texts: { '09-test-scenarios.json': JSON.stringify(scenarios) } });
  return (await renderRelations(spec)).scenarios;
}

describe('renderRelations()', () => {
  it('asks of other arguments that they stay as they were', async () => {
    const relations = await relationsOf(['const list = [2, 1];\npadIt(list);', 'list', '[2,1]']);

    expect(relations.length).toBeGreaterThan(3);
    const [first] = relations;
    expect(first).toMatchObject({ id: 'S001', expression: 'list' });
    expect(first?.setup).toMatch(/const list = (.+);\s*padIt\(list\);/);
    for (const { setup, expected } of relations) {
      expect(setup).toContain(`const list = ${expected.kind === 'value' ? expected.value : ''};`);
    }
  });

  it('asks of other arguments that they hold the result, where an example shows both', async () => {
    const relations = await relationsOf(
      ['const list = [2, 1];', 'padIt(list)', '[1, 2]'],
      ['const list = [2, 1];\npadIt(list);', 'list', '[1, 2]'],
    );

    expect(relations.length).toBeGreaterThan(3);
    for (const { setup, expression, expected } of relations) {
      expect(setup).not.toContain('padIt');
      expect(expression).toMatch(
        /JSON\.stringify\(\[list\]\) === JSON\.stringify\(\[result\]\)\)\(padIt\(list\)\)$/,
      );
      expect(expected).toEqual({ kind: 'value', value: 'true' });
    }
  });

  it('makes no rule of a change whose result is not shown, nor of examples without a variable', async () => {
    expect(await relationsOf(['const list = [2, 1];\npadIt(list);', 'list', '[1, 2]'])).toEqual([]);
    expect(await relationsOf(['', 'padIt([2, 1])', '[1, 2]'])).toEqual([]);
  });
});
