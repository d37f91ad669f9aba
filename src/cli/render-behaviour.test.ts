import { describe, expect, it } from 'vitest';
import { renderBehaviour } from './render-behaviour.ts';
import type { Colors } from './reporter.ts';
import type { Verdict } from './verdict.ts';

const colors = new Proxy({}, { get: () => (text: string) => text }) as Colors;

function makeVerdict(detail: Readonly<Record<string, unknown>>): Verdict {
  const check = { name: 'behaviour', status: 'review', reason: 'differs', detail, durationMs: 1 };
  return { verdict: 'REVIEW', reasons: [], checks: [check] } as unknown as Verdict;
}

describe('renderBehaviour()', () => {
  it('shows the shares, each export, and each difference with both answers and the sentence', () => {
    const text = renderBehaviour(
      makeVerdict({
        ...{ compared: 3000, agreed: 2999, documented: { compared: 2000, agreed: 1999 } },
        ...{
          undocumented: { compared: 1000, agreed: 1000 },
          per_export: { default: { compared: 3000, agreed: 2999 } },
        },
        excluded: { unstable: 2, unanswered: 3 },
        disagreements: [
          {
            ...{ export: 'default', setup: 'const a = 1;', expression: 'pad("x", a)', difference: 'value' },
            ...{ documented: true, original: 'returned " x"', rebuilt: 'returned "x\u001b[2J"' },
            statement: 'Pads on the left.',
          },
        ],
      }),
      colors,
    ).join('\n');

    expect(text).toContain('documented inputs    1999 of 2000 alike (99.9 %)');
    expect(text).toContain('undocumented inputs  1000 of 1000 alike (100 %)');
    expect(text).toContain('default: 2999 of 3000 alike');
    expect(text).toContain('left out: 2 that the original answers in two ways, 3 that it does not answer');
    expect(text).toMatch(
      /const a = 1;\n {4}pad\("x", a\)\n {4}the original returned " x"\n {4}ours {9}returned "x/,
    );
    expect(text).toContain('the specification says: Pads on the left.');
    expect(text).not.toContain('\u001b');
  });

  it.each([
    ['not compared', null],
    ['skipped by a check without figures', makeVerdict({})],
    ['written by another version', makeVerdict({ compared: 1, agreed: 'x', disagreements: [null, 7] })],
  ])('says so when it is %s', (_, verdict) => {
    expect(renderBehaviour(verdict, colors)).toHaveLength(1);
  });
});
