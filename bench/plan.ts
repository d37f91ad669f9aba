import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '../src/config/index.ts';
import { type Ecosystem, ecosystems } from '../src/core/index.ts';
import { openRegistry } from '../src/pipeline/open-registry.ts';
import { type PlanOptions, planJob } from '../src/pipeline/plan-job.ts';
import {
  type LockfileRegistries,
  listLocked,
  startLockfileRegistries,
} from '../test/lockfile-registries.fake.ts';
import { atMost, showFigure } from './harness/compare.ts';
import { type ChildFigures, measureInChild, toMegabytes } from './harness/measure-in-child.ts';
import type { Measure, MemoryTask, Outcome, Subject } from './harness/types.ts';

const few = 500;
const many = 5_000;

export const subject: Subject = {
  title: `plan of a lock file of ${many} packages, against a registry on this machine`,
  measure,
};

interface Task {
  readonly ecosystem: Ecosystem;
  readonly count: number;
  readonly registries: Readonly<Record<string, string>>;
  readonly homeDirectory: string;
}

/** A plan of so many packages reads no documentation. */
const web: PlanOptions['services']['web'] = {
  fetch: () => Promise.reject(new Error('Cannot measure: the web was asked')),
  lookup: async () => [],
};

export const tasks: Readonly<Record<'plan', MemoryTask<Task>>> = {
  plan: async ({ ecosystem, count, registries, homeDirectory }) => {
    const dependencies = listLocked(ecosystem, count);
    const config = Config.parse({ registries });
    const { registry, http } = await openRegistry(ecosystem, {
      config,
      environment: { PATH: process.env.PATH },
      homeDirectory,
      workDirectory: homeDirectory,
      say: () => {},
    });
    const services = { findRegistry: async () => registry, web };
    const collect = (globalThis as { gc?: () => void }).gc ?? (() => {});
    return async () => {
      collect();
      const before = process.memoryUsage().heapUsed;
      const signal = new AbortController().signal;
      const rows = await planJob({ dependencies, unsupported: [], config, services, signal });
      await http.close();
      collect();
      const retainedBytes = process.memoryUsage().heapUsed - before;
      return { retainedBytes, planned: rows.filter(({ kind }) => kind === 'planned').length };
    };
  },
};

/** An index of Python packages and their metadata are two addresses; the others tell all in one. */
const mostRequests: Readonly<Record<Ecosystem, number>> = { npm: 1.2, pypi: 2, crates: 1.2, go: 1.2 };

async function measure(): Promise<Outcome> {
  const registries = await startLockfileRegistries();
  try {
    const measures: Measure[] = [];
    for (const ecosystem of ecosystems) measures.push(...(await measureEcosystem(registries, ecosystem)));
    return { kind: 'measured', measures };
  } finally {
    await registries.close();
  }
}

async function measureEcosystem(registries: LockfileRegistries, ecosystem: Ecosystem): Promise<Measure[]> {
  const [small, large] = [await openHome(), await openHome()];
  const plan = async (count: number, homeDirectory: string) => {
    registries.reset();
    const input: Task = { ecosystem, count, registries: registries.keys, homeDirectory };
    const found = await measureInChild({ moduleUrl: import.meta.url, task: 'plan', input });
    if (found.figures.planned !== count)
      throw new Error(`Cannot measure: not all of ${ecosystem} was planned`);
    return { found, counts: { ...registries.counts } };
  };
  try {
    const first = await plan(few, small);
    const cold = await plan(many, large);
    const warm = await plan(many, large);
    if (cold.counts.mostAtOnce > 32)
      throw new Error('Cannot measure: more than 32 requests were open at once');
    const figure = (what: string, value: number, limit: number | null, unit = 'a package') =>
      showFigure({
        what: `${ecosystem}, ${what}`,
        unit,
        values: [value],
        limit: limit === null ? null : atMost(limit),
      });
    return [
      figure('requests, cold', cold.counts.requests / many, mostRequests[ecosystem]),
      figure('requests, warm', warm.counts.requests / many, 1),
      figure('of these with a condition', warm.counts.conditional / many, 1),
      figure('cold', cold.found.durationMs / 1000, null, 's'),
      figure('warm', warm.found.durationMs / 1000, null, 's'),
      figure(
        `live memory after ${many} packages, over that before`,
        toMegabytes(cold.found.figures.retainedBytes ?? Number.NaN),
        16,
        'MB',
      ),
      figure(`peak memory of ${few} packages over baseline`, peakOf(first.found), null, 'MB'),
      figure(`peak memory of ${many} packages over baseline`, peakOf(cold.found), 200, 'MB'),
    ];
  } finally {
    await rm(small, { recursive: true });
    await rm(large, { recursive: true });
  }
}

function openHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'phalus-bench-'));
}

function peakOf({ peakBytes, baselineBytes }: ChildFigures): number {
  return toMegabytes(peakBytes - baselineBytes);
}
