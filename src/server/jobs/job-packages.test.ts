import { expect, it } from 'vitest';
import { countPackages, listPackages, stopPackage, sumCost } from './job-packages.ts';
import type { JobPackage, PackageCost } from './record.ts';

const [waiting] = listPackages({
  manifestType: 'package.json',
  packages: [
    {
      ecosystem: 'npm',
      name: 'a',
      registryName: 'a',
      constraint: '*',
      range: '*',
      lockedVersion: null,
      lockedIntegrity: null,
      kind: 'runtime',
    },
  ],
  unsupported: [],
});
const make = (change: Partial<JobPackage>) => ({ ...(waiting as JobPackage), ...change });

it.each<[string, Partial<JobPackage>, number, number]>([
  ['waits', {}, 0, 0],
  ['runs', { status: 'running' }, 0, 0],
  ['is never looked up', { status: 'unsupported' }, 0, 0],
  ['has passed', { status: 'finished', verdict: 'PASS' }, 1, 0],
  ['is for a person to judge', { status: 'finished', verdict: 'REVIEW' }, 1, 0],
  ['has failed', { status: 'finished', verdict: 'FAIL' }, 1, 1],
  ['was stopped', { status: 'stopped' }, 1, 1],
])('countPackages() counts one that %s as JobDone says', (_, change, total, failed) => {
  const passed = make({ status: 'finished', verdict: 'PASS' });

  expect(countPackages([passed, make(change)])).toEqual({ total: total + 1, failed });
});

it('stopPackage() counts as an end', () => {
  const stopped = stopPackage(make({ status: 'running' }), 'why', new Date('2026-01-02T03:04:05Z'));

  expect(stopped).toMatchObject({ success: false, reasons: ['why'], ended_at: '2026-01-02T03:04:05.000Z' });
  expect(countPackages([stopped])).toEqual({ total: 1, failed: 1 });
});

it('sumCost() knows no money when it is unknown of one', () => {
  const cost: PackageCost = {
    input_tokens: 3,
    cached_input_tokens: 1,
    output_tokens: 2,
    reasoning_tokens: 0,
    calls: 1,
    replayed_calls: 0,
    money: 0.5,
    duration_ms: 10,
  };
  const sum = (...money: (number | null)[]) =>
    sumCost(money.map((each) => make({ cost: { ...cost, money: each } })));

  expect(sum(0.5, 0.25)).toMatchObject({ input_tokens: 6, output_tokens: 4, calls: 2, money: 0.75 });
  expect(sum(0.5, null)).toMatchObject({ calls: 2, money: null });
  expect(sum()).toMatchObject({ calls: 0, money: 0 });
});
