import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEdits, findLineStarts, trackText } from './tracked-text.ts';

it('applyEdits() keeps the original number of every line that stays, over several rounds', () => {
  const text = Array.from({ length: 30 }, (_, index) => String.fromCharCode(65 + index).repeat(6)).join('\n');
  const range = fc.tuple(fc.nat(text.length), fc.nat(60), fc.constantFrom('', '[cut]', '[cut]\n'));
  fc.assert(
    fc.property(fc.array(range, { maxLength: 4 }), fc.array(range, { maxLength: 4 }), (first, second) => {
      let tracked = trackText(text);
      for (const round of [first, second]) {
        const { length } = tracked.text;
        const edits = round.map(([at, size, replacement]) => {
          const start = Math.min(at, length);
          return { start, end: Math.min(start + size, length), replacement, reason: 'test' };
        });
        tracked = applyEdits(tracked, edits);
      }
      const original = text.split('\n');
      expect(tracked.lines).toHaveLength(findLineStarts(tracked.text).length);
      tracked.text.split('\n').forEach((line, index) => {
        // Each line of the test is unlike every other, so one that stayed whole tells its own number.
        if (original.includes(line)) expect(tracked.lines[index]).toBe(original.indexOf(line) + 1);
      });
      for (const cut of tracked.cuts) expect(cut.lines[0]).toBeLessThanOrEqual(cut.lines[1]);
    }),
  );
});

it('applyEdits() keeps the text and the line numbers around an edit', () => {
  const tracked = applyEdits(trackText('a\nb\nc\r\nd\ne'), [
    { start: 2, end: 5, replacement: '[cut]', reason: 'test' },
  ]);

  expect(tracked.text).toBe('a\n[cut]\r\nd\ne');
  expect(tracked.cuts).toEqual([{ lines: [2, 3], reason: 'test' }]);
  expect(tracked.lines).toEqual([1, 2, 4, 5]);
});
