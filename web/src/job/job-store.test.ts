import { describe, expect, it } from 'vitest';
import type { JobDetail, JobPackage, StreamEvent } from '../api/types.ts';
import { createJobStore, type JobStore } from './job-store.ts';

const cost = {
  input_tokens: 0,
  cached_input_tokens: 0,
  output_tokens: 0,
  reasoning_tokens: 0,
  calls: 0,
  replayed_calls: 0,
  money: 0,
  duration_ms: 0,
};

function createPackage(name: string, change: Partial<JobPackage> = {}): JobPackage {
  return {
    name,
    registry_name: name,
    version_constraint: '*',
    ecosystem: 'npm',
    status: 'waiting',
    phase: null,
    version: null,
    success: null,
    verdict: null,
    reasons: [],
    hint: null,
    checks: [],
    cost: null,
    ended_at: null,
    ...change,
  };
}

function createDetail(...packages: readonly JobPackage[]): JobDetail {
  return {
    job_id: '3f0c0000-0000-4000-8000-000000000000',
    status: 'running',
    created_at: '2026-11-24T00:00:00.000Z',
    started_at: null,
    ended_at: null,
    manifest_type: 'package.json',
    total: 0,
    failed: 0,
    size: packages.length,
    pause: null,
    settings: {},
    packages,
    cost,
    error: null,
    pausing: false,
    worked_ms: 0,
    manifest_content: null,
  };
}

function open(...packages: readonly JobPackage[]): { readonly store: JobStore; draw(): void } {
  let pending = () => {};
  const store = createJobStore(createDetail(...packages), (draw) => {
    pending = draw;
  });
  return { store, draw: () => pending() };
}

const number = (events: readonly StreamEvent[], first = 1) =>
  events.map((event, index) => ({ id: first + index, event }));

const life: readonly StreamEvent[] = [
  { PackageStarted: { name: 'a' } },
  { PhaseStarted: { name: 'a', phase: 'build' } },
  { ModelText: { name: 'a', purpose: 'implement', text: 'one ', output_tokens: 1, tokens_per_second: 2 } },
  { ModelText: { name: 'a', purpose: 'implement', text: 'two', output_tokens: 2, tokens_per_second: 2 } },
  { ModelDone: { name: 'a', purpose: 'implement', input_tokens: 30, output_tokens: 7, replayed: false } },
  { Log: { name: 'a', text: 'attempt 1 (implement): 2 of 4 scenarios, S001: no' } },
  {
    AttemptDone: {
      ...{ name: 'a', number: 1, purpose: 'implement', passed: 2, total: 4, problem: 'S001: no' },
      failing: ['S001', 'S003'],
    },
  },
  { PhaseDone: { name: 'a', phase: 'build' } },
];

describe('createJobStore()', () => {
  it('draws once for all that came since the last frame', () => {
    const { store, draw } = open(createPackage('a'));
    let drawn = 0;
    store.subscribe(() => {
      drawn += 1;
    });

    for (const event of number(life)) store.take([event], 0);
    expect(drawn).toBe(0);
    draw();

    expect(drawn).toBe(1);
    expect(store.get()).toMatchObject({ revision: 1, lastId: life.length });
  });

  it('takes each event once, also when it is sent again', () => {
    const { store, draw } = open(createPackage('a'));

    store.take(number(life), 0);
    expect(store.take(number(life), 0)).toBe(true);
    draw();

    expect(store.get().log).toHaveLength(life.length - 3);
    expect(store.get().packages[0]).toMatchObject({
      writing: { text: 'one two', isDone: true },
      attempts: [{ id: 7, passed: 2, failing: ['S001', 'S003'] }],
      notes: [],
      phases: { build: { state: 'done', calls: 1, inputTokens: 30, outputTokens: 7 } },
    });
  });

  it('refuses what would leave a gap, and keeps what came before it', () => {
    const { store } = open(createPackage('a'));
    store.take(number(life.slice(0, 2)), 0);

    expect(store.take(number(life.slice(3), 4), 0)).toBe(false);
    expect(store.newest().lastId).toBe(2);
    expect(store.take(number(life.slice(2), 3), 0)).toBe(true);
  });

  it('begins with any number: a log that was begun anew goes on with those of the one before', () => {
    const { store } = open(createPackage('a'));

    expect(store.take(number(life, 500), 0)).toBe(true);
    expect(store.newest().lastId).toBe(507);
  });

  it('does not let an older record undo what an event told', () => {
    const { store, draw } = open(createPackage('a'));
    store.take(number([{ PackageStarted: { name: 'a' } }, { PackageDone: { name: 'a', success: true } }]), 0);

    store.adopt(createDetail(createPackage('a', { status: 'running' })));
    draw();

    expect(store.get().packages[0]).toMatchObject({ status: 'finished', verdict: 'PASS' });
  });

  it('lets the record have the last word on what was read from the past', () => {
    const phases = [
      {
        phase: 'build',
        seconds: 7,
        calls: 1,
        replayed_calls: 0,
        input_tokens: 3,
        output_tokens: 4,
        money: 0.5,
      },
    ] as const;
    const ended = createPackage('a', {
      status: 'finished',
      verdict: 'REVIEW',
      reasons: ['one', 'two'],
      phases,
    });
    const { store, draw } = open(ended);
    store.take(number([...life, { PackageDone: { name: 'a', success: false } }]), null);

    store.adopt(store.newest().detail);
    draw();

    expect(store.get().packages[0]).toMatchObject({
      verdict: 'REVIEW',
      reasons: ['one', 'two'],
      phases: { build: { state: 'done', seconds: 7, inputTokens: 3, money: 0.5 } },
    });
  });

  it('leaves nothing at work when the run ends', () => {
    const { store, draw } = open(createPackage('a'));
    store.take(number(life.slice(0, 2)), 0);

    store.take(number([{ JobInterrupted: { by: 'shutdown', total: 0, failed: 0 } }], 3), 0);
    draw();

    expect(store.get().packages[0]).toMatchObject({
      status: 'waiting',
      phases: { build: { state: 'waiting' } },
    });
  });

  it('forgets what an earlier run did when a package begins again', () => {
    const { store, draw } = open(createPackage('a'));
    store.take(number(life), 0);

    store.take(number([{ PackageStarted: { name: 'a' } }], life.length + 1), 0);
    draw();

    expect(store.get().packages[0]).toMatchObject({ attempts: [], writing: null, status: 'running' });
  });

  it('keeps the end of a long text and no more', () => {
    const { store, draw } = open(createPackage('a'));
    const text = (part: string): StreamEvent => ({
      ModelText: { name: 'a', purpose: 'p', text: part, output_tokens: null, tokens_per_second: null },
    });

    store.take(number([text('x'.repeat(20_000)), text('the end')]), 0);
    draw();

    const written = store.get().packages[0]?.writing?.text ?? '';
    expect(written.length).toBeLessThan(20_000);
    expect(written.endsWith('the end')).toBe(true);
  });
});
