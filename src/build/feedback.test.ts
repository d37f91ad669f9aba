import { expect, it } from 'vitest';
import type { ScenarioReport, ScenarioResult } from '../scenarios/types.ts';
import { renderExample } from './brief.ts';
import { createClearedSpec } from './cleared-spec.fake.ts';
import { closenessOf } from './closeness.ts';
import { renderFeedback } from './feedback.ts';
import { scoreReport } from './score.ts';

const failed = (id: string, message: string): ScenarioResult => ({
  id,
  outcome: { kind: 'failed', actual: '1', expected: '2', message },
});
const report = (results: readonly ScenarioResult[], loadError: string | null = null): ScenarioReport => ({
  loadError,
  results,
  exported: [],
  durationMs: 1,
  enforced: {},
});
const given = {
  scenarios: [
    ['padIt("a long one")', '1'],
    ['padIt(1)', '2'],
    ['padIt(22)', '3'],
    ['padIt(333)', '4'],
    ['padIt(4444)', '5'],
  ] as const,
};

it('renderFeedback() shows three failures, the smallest first, and a hang before them', async () => {
  const { scenarios } = await createClearedSpec(given);

  const text = renderFeedback(
    report([
      failed('S001', 'gave 1'),
      failed('S002', 'gave 2'),
      failed('S003', 'gave 3'),
      { id: 'S004', outcome: { kind: 'timed-out' } },
      { id: 'S005', outcome: { kind: 'passed' } },
    ]),
    scenarios,
    renderExample,
  );

  expect(text.split('\n\n')).toEqual([
    'padIt(333) // => 4\nIt did not end in time.',
    'padIt(1) // => 2\nBut: gave 2',
    'padIt(22) // => 3\nBut: gave 3',
  ]);
});

it('renderFeedback() says nothing of contested, broken and unknown scenarios', async () => {
  const { scenarios } = await createClearedSpec({ ...given, contested: true });

  const results = [
    failed('S001', 'x'),
    failed('S999', 'x'),
    { id: 'S002', outcome: { kind: 'broken' as const, message: 'x' } },
  ];

  expect(renderFeedback(report(results), scenarios, renderExample)).toBe('');
});

it('renderFeedback() stays short whatever failed', async () => {
  const { scenarios } = await createClearedSpec({ scenarios: [[`padIt("${'a'.repeat(50_000)}")`, '1']] });

  expect(renderFeedback(report([failed('S001', 'the end')]), scenarios, renderExample)).toMatch(
    /^[\s\S]{1,1300}the end$/,
  );
  expect(renderFeedback(report([], 'x'.repeat(50_000)), scenarios, renderExample).length).toBeLessThan(1300);
});

it('scoreReport() counts neither contested nor broken scenarios, and nothing of a module that does not load', async () => {
  const { scenarios } = await createClearedSpec(given);
  const passed = { id: 'S001', outcome: { kind: 'passed' as const } };
  const broken = { id: 'S002', outcome: { kind: 'broken' as const, message: '' } };

  expect(scoreReport(report([passed, broken]), scenarios)).toEqual({
    passed: 1,
    total: 1,
    nearness: 1,
    isComplete: true,
  });
  expect(scoreReport(report([broken]), scenarios)).toEqual({
    passed: 0,
    total: 0,
    nearness: 0,
    isComplete: false,
  });
  expect(scoreReport(report([passed, failed('S003', '')]), scenarios)).toEqual({
    passed: 1,
    total: 2,
    nearness: expect.closeTo(1 + closenessOf(failed('S003', '').outcome)),
    isComplete: false,
  });
  expect(scoreReport(report([], 'no'), scenarios)).toEqual({
    passed: 0,
    total: 5,
    nearness: 0,
    isComplete: false,
  });
});
