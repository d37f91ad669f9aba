import { describe, expect, it } from 'vitest';
import type { JobEvent } from '../../pipeline/index.ts';
import { StreamEvent } from './events.ts';
import { createEventTranslator } from './translate-event.ts';

const text = (name: string, delta: string): JobEvent => ({
  kind: 'model-text',
  name,
  purpose: 'code',
  delta,
});

describe('createEventTranslator()', () => {
  it('gathers the text of each package until its count comes, and before anything else of that package', () => {
    const translate = createEventTranslator();
    const progress = {
      kind: 'model-progress',
      name: 'a',
      purpose: 'code',
      outputTokens: 7,
      tokensPerSecond: 1.26,
    } as const;

    const events = [
      text('a', 'one '),
      text('b', 'other'),
      text('a', 'two'),
      progress,
      text('a', 'rest'),
      { kind: 'note', name: 'a', text: 'said' } as const,
      { kind: 'note', name: 'b', text: 'said' } as const,
    ].map(translate);

    expect(events).toEqual([
      [],
      [],
      [],
      [
        {
          ModelText: {
            name: 'a',
            purpose: 'code',
            text: 'one two',
            output_tokens: 7,
            tokens_per_second: 1.3,
          },
        },
      ],
      [],
      [
        {
          ModelText: {
            name: 'a',
            purpose: 'code',
            text: 'rest',
            output_tokens: null,
            tokens_per_second: null,
          },
        },
        { Log: { name: 'a', text: 'said' } },
      ],
      [
        {
          ModelText: {
            name: 'b',
            purpose: 'code',
            text: 'other',
            output_tokens: null,
            tokens_per_second: null,
          },
        },
        { Log: { name: 'b', text: 'said' } },
      ],
    ]);
    expect(events.flat().every((event) => StreamEvent.safeParse(event).success)).toBe(true);
  });

  it('says of a package that did not pass why, before it is done', () => {
    const cost = { usage: {}, calls: 0, replayedCalls: 0, money: 0, durationMs: 0 } as never;
    const stopped = {
      kind: 'stopped',
      ecosystem: 'npm',
      name: 'a',
      version: null,
      phase: 'docs',
      code: 'none',
      reason: 'mute',
      hint: null,
      cost,
    } as const;
    const review = {
      kind: 'finished',
      ecosystem: 'npm',
      name: 'a',
      version: '1.0.0',
      folder: '',
      cost,
      verdict: { verdict: 'REVIEW', reasons: ['too close', 'too small'], checks: [] },
    } as const;
    const translate = createEventTranslator();
    const done = (outcome: typeof stopped | typeof review): JobEvent => ({
      kind: 'package-done',
      name: 'a',
      success: false,
      outcome,
    });

    expect(translate(done(stopped))).toEqual([
      {
        PackageFailed: { name: 'a', verdict: null, phase: 'docs', code: 'none', reason: 'mute', hint: null },
      },
      { PackageDone: { name: 'a', success: false } },
    ]);
    expect(translate(done(review))).toEqual([
      {
        PackageFailed: {
          name: 'a',
          verdict: 'REVIEW',
          phase: null,
          code: null,
          reason: 'too close; too small',
          hint: null,
        },
      },
      { PackageDone: { name: 'a', success: false } },
    ]);
  });

  it('leaves the end of the job to its keeper', () => {
    expect(createEventTranslator()({ kind: 'job-done', total: 1, failed: 0 })).toEqual([]);
  });
});
