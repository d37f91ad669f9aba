import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { probeSandbox, type Sandbox } from '../src/sandbox/index.ts';
import { runScenarios } from '../src/scenarios/index.ts';
import type { TestScenarios } from '../src/spec/index.ts';
import { atMost, compareByRatio } from './harness/compare.ts';
import { measureInterleaved, timeOnClock } from './harness/measure-interleaved.ts';
import type { Outcome, Subject } from './harness/types.ts';

const run = promisify(execFile);

const files = {
  'package.json': '{"name":"tool-belt","type":"module","exports":"./src/index.js"}',
  'src/index.js': 'export default (text, width) => String(text).padStart(width, "-");',
};

export const subject: Subject = { title: 'scenarios in the sandbox, 1 and 20', measure };

async function measure(): Promise<Outcome> {
  const probe = await probeSandbox();
  if (probe.kind === 'unavailable') return { kind: 'skipped', reason: probe.reason };
  const { sandbox } = probe;
  const figures = await measureInterleaved({
    contenders: {
      bare: timeOnClock(() => run(process.execPath, ['-e', '0'])),
      one: timeOnClock(() => runAll(sandbox, 1)),
      twenty: timeOnClock(() => runAll(sandbox, 20)),
    },
    warmUps: 1,
    rounds: 11,
  });
  const one = { name: '1 scenario', values: figures.one };
  const twenty = { name: '20 scenarios', values: figures.twenty };
  const node = { name: 'node -e 0', values: figures.bare };
  return {
    kind: 'measured',
    measures: [
      compareByRatio({
        what: '1 scenario against node -e 0',
        unit: 'ms',
        own: one,
        rival: node,
        limit: atMost(4),
      }),
      compareByRatio({
        what: '20 scenarios against node -e 0',
        unit: 'ms',
        own: twenty,
        rival: node,
        limit: atMost(5),
      }),
      compareByRatio({
        what: '20 scenarios against 1',
        unit: 'ms',
        own: twenty,
        rival: one,
        limit: atMost(2),
      }),
    ],
  };
}

async function runAll(sandbox: Sandbox, count: number): Promise<void> {
  const { results } = await runScenarios({ files, scenarios: createScenarios(count), sandbox });
  const passed = results.filter(({ outcome }) => outcome.kind === 'passed').length;
  if (passed !== count) throw new Error(`Cannot measure: ${passed} of ${count} scenarios passed`);
}

function createScenarios(count: number): TestScenarios {
  return {
    schema: 'phalus/test-scenarios/1',
    language: 'javascript',
    bindings: [{ local: 'pad', export: 'default' }],
    scenarios: Array.from({ length: count }, (_, index) => ({
      id: `S${String(index + 1).padStart(3, '0')}`,
      title: 'pads',
      origin: 'example',
      setup: '',
      expression: `pad(${index}, ${index + 3})`,
      expected: { kind: 'value', value: JSON.stringify(String(index).padStart(index + 3, '-')) },
      source: null,
      contested: false,
      note: '',
    })),
  };
}
