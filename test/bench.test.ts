import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  atLeast,
  atMost,
  compareByDifference,
  compareByRatio,
  showFigure,
} from '../bench/harness/compare.ts';
import { missOf } from '../bench/harness/judge.ts';
import { describeMachine } from '../bench/harness/machine.ts';
import { measureInChild } from '../bench/harness/measure-in-child.ts';
import { measureInterleaved } from '../bench/harness/measure-interleaved.ts';
import { runSubjects } from '../bench/harness/run-subjects.ts';
import { differences, ratios, summarise } from '../bench/harness/statistics.ts';
import type { Limit, Loader, Outcome } from '../bench/harness/types.ts';
import { writeResults } from '../bench/harness/write-results.ts';
import { loaders } from '../bench/subjects.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const moduleUrl = new URL('bench-task.fake.ts', import.meta.url).href;

const figure = (values: readonly number[], limit: Limit | null) =>
  showFigure({ what: 'time', unit: 'ms', values, limit });

describe('summarise()', () => {
  it('gives median and quartiles in any order, of odd and even counts', () => {
    expect(summarise([5, 1, 3])).toEqual({ median: 3, lowerQuartile: 2, upperQuartile: 4, count: 3 });
    expect(summarise([4, 1, 3, 2])).toMatchObject({ median: 2.5, lowerQuartile: 1.75, upperQuartile: 3.25 });
    expect(summarise([7])).toEqual({ median: 7, lowerQuartile: 7, upperQuartile: 7, count: 1 });
  });

  it('sorts by number and leaves the given values as they were', () => {
    const values = [10, 9, 100];

    expect(summarise(values).median).toBe(10);
    expect(values).toEqual([10, 9, 100]);
  });

  it('has no figure for no values', () => {
    expect(summarise([]).median).toBeNaN();
  });
});

describe('differences() and ratios()', () => {
  it('compare round by round', () => {
    expect(differences([5, 9], [2, 3])).toEqual([3, 6]);
    expect(ratios([6, 9], [2, 3])).toEqual([3, 3]);
  });

  it('refuse sides of different length', () => {
    expect(() => ratios([1, 2], [1])).toThrow('Cannot pair 2 runs with 1');
  });
});

describe('measureInterleaved()', () => {
  it('runs every contender in each round, every other round backwards, and does not count warm-ups', async () => {
    const calls: string[] = [];
    const contender = (name: string) => async () => calls.push(name);

    const figures = await measureInterleaved({
      contenders: { a: contender('a'), b: contender('b') },
      warmUps: 1,
      rounds: 2,
    });

    expect(calls.join('')).toBe('abbaab');
    expect(figures).toEqual({ a: [4, 5], b: [3, 6] });
  });
});

describe('missOf()', () => {
  it.each([
    ['under the most', [9], atMost(10), 0],
    ['at the most', [10], atMost(10), 0],
    ['over the most', [12, 14, 90], atMost(10), 4],
    ['over the least', [11], atLeast(10), 0],
    ['under the least', [7], atLeast(10), 3],
    ['without a limit', [1e9], null, 0],
    ['without a figure', [], atMost(10), Number.POSITIVE_INFINITY],
    ['without a figure, at least', [Number.NaN], atLeast(10), Number.POSITIVE_INFINITY],
  ])('judges the median: %s', (_, values, limit, expected) => {
    expect(missOf(figure(values, limit))).toBe(expected);
  });
});

describe('compareByDifference() and compareByRatio()', () => {
  const comparison = {
    what: 'ours over theirs',
    unit: 'ms',
    own: { name: 'ours', values: [30, 20, 10] },
    rival: { name: 'theirs', values: [10, 10, 2] },
    limit: atMost(2.5),
  };

  it('judge the pairs and show both sides', () => {
    expect(compareByDifference(comparison)).toMatchObject({ unit: 'ms', sample: { median: 10 } });
    expect(compareByRatio(comparison)).toMatchObject({
      unit: 'times',
      sample: { median: 3 },
      sides: [
        { name: 'ours', unit: 'ms', sample: { median: 20 } },
        { name: 'theirs', unit: 'ms', sample: { median: 10 } },
      ],
    });
  });
});

describe('runSubjects()', () => {
  const subject =
    (measure: () => Promise<Outcome>): Loader =>
    async () => ({ subject: { title: 'made up', measure } });
  const measured = (value: number) =>
    subject(async () => ({ kind: 'measured', measures: [figure([value], atMost(10))] }));
  const skipped = subject(async () => ({ kind: 'skipped', reason: 'there is no such tool here' }));
  const broken = subject(async () => {
    throw new Error('the tool answered 7');
  });

  async function run(given: Readonly<Record<string, Loader>>) {
    const lines: string[] = [];
    const names = Object.keys(given);
    const { exitCode, results } = await runSubjects({
      loaders: given,
      names,
      print: (text) => void lines.push(text),
    });
    return { exitCode, results, output: lines.join('\n') };
  }

  it('ends well when limits are held', async () => {
    const { exitCode, output } = await run({ quick: measured(9) });

    expect(exitCode).toBe(0);
    expect(output).toMatch(/time +9 ms \(once\) +at most 10 ms +held/);
    expect(output).toContain('1 held, 0 failed, 0 skipped');
  });

  it('fails and says by how much when one is missed, and goes on', async () => {
    const { exitCode, output } = await run({ slow: measured(14.5), quick: measured(9) });

    expect(exitCode).toBe(1);
    expect(output).toContain('MISSED by 4.5 ms');
    expect(output).toContain('1 held, 1 failed (slow), 0 skipped');
  });

  it('names what was skipped with the reason, and does not call it held', async () => {
    const { exitCode, output } = await run({ tool: skipped });

    expect(exitCode).toBe(0);
    expect(output).toContain('skipped: there is no such tool here');
    expect(output).toContain('0 held, 0 failed, 1 skipped (tool)');
  });

  it('fails for a subject that breaks, and for one that cannot be loaded', async () => {
    const { exitCode, results, output } = await run({
      broken,
      unloadable: () => Promise.reject(new Error('no such file')),
    });

    expect(exitCode).toBe(1);
    expect(results.map(({ outcome }) => outcome.kind)).toEqual(['broken', 'broken']);
    expect(output).toContain('the tool answered 7');
    expect(output).toContain('2 failed (broken, unloadable)');
  });
});

describe('measureInChild()', () => {
  it('counts what the work holds over what was held before it', async () => {
    const bytes = 96 * 1024 * 1024;

    const { baselineBytes, peakBytes, figures } = await measureInChild({
      moduleUrl,
      task: 'hold',
      input: bytes,
    });

    expect(figures).toEqual({ first: 1 });
    expect(baselineBytes).toBeGreaterThan(10 * 1024 * 1024);
    expect(peakBytes - baselineBytes).toBeGreaterThan(bytes * 0.9);
    expect(peakBytes - baselineBytes).toBeLessThan(bytes * 1.5);
  });

  it.runIf(process.platform === 'linux')('does not count a peak before the work', async () => {
    const { baselineBytes, peakBytes } = await measureInChild({ moduleUrl, task: 'prepare' });

    expect(peakBytes - baselineBytes).toBeLessThan(48 * 1024 * 1024);
  });

  it('throws with what the process said when it breaks', async () => {
    await expect(measureInChild({ moduleUrl, task: 'fail' })).rejects.toThrow('the preparation broke');
    await expect(measureInChild({ moduleUrl, task: 'none' })).rejects.toThrow('none of that name');
  });
});

describe('writeResults()', () => {
  it('writes figures with date, commit, Node and cores', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'phalus-bench-'));
    const outcome: Outcome = { kind: 'measured', measures: [figure([1, 2, 3], atMost(10))] };

    const path = writeResults(join(folder, 'results'), {
      schema: 'phalus/bench/1',
      date: '2026-11-24T01:02:03.000Z',
      machine: describeMachine(root),
      results: [{ name: 'quick', title: 'made up', outcome }],
    });

    expect(path).toMatch(/2026-11-24T01-02-03\.000Z\.json$/);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      date: '2026-11-24T01:02:03.000Z',
      machine: { node: process.version, cpuCount: expect.any(Number) },
      results: [{ name: 'quick', outcome: { measures: [{ sample: { median: 2, count: 3 } }] } }],
    });
    await rm(folder, { recursive: true });
  });
});

describe('npm run bench', () => {
  it('refuses a subject that there is not, and names those there are', async () => {
    const words = ['--import', import.meta.resolve('tsx'), join(root, 'bench', 'main.ts'), 'nonsense'];

    const { code, errors } = await new Promise<{ code: number | null; errors: string }>((resolve) => {
      const child = execFile(process.execPath, words, (_error, _output, told) =>
        resolve({ code: child.exitCode, errors: told }),
      );
    });

    expect(code).toBe(2);
    for (const name of Object.keys(loaders)) expect(errors).toContain(name);
  });

  it('has a line in docs/benchmarks.md for every subject', async () => {
    const text = await readFile(join(root, 'docs', 'benchmarks.md'), 'utf8');

    for (const name of Object.keys(loaders)) expect(text).toContain(`| \`${name}\` |`);
  });
});
