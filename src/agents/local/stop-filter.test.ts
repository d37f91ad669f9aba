import fastCheck from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStopFilter } from './stop-filter.ts';

function run(pieces: readonly string[], stops: readonly string[]): { text: string; stopped: boolean } {
  const filter = createStopFilter(stops);
  let text = '';
  for (const piece of pieces) {
    const passed = filter.push(piece);
    text += passed.text;
    if (passed.stopped) return { text, stopped: true };
  }
  return { text: text + filter.end(), stopped: false };
}

describe('createStopFilter()', () => {
  it('ends before a sequence that comes in pieces', () => {
    expect(run(['one </', 'en', 'd> two'], ['</end>'])).toEqual({ text: 'one ', stopped: true });
  });

  it('gives back what only looked like the beginning of one', () => {
    expect(run(['a </e', 'x'], ['</end>'])).toEqual({ text: 'a </ex', stopped: false });
  });

  it('cuts where the whole text would be cut, however it is split', () => {
    const piece = fastCheck.string({ unit: fastCheck.constantFrom('a', 'b', 'c'), maxLength: 4 });
    const stop = fastCheck.string({
      unit: fastCheck.constantFrom('a', 'b', 'c'),
      minLength: 1,
      maxLength: 3,
    });

    fastCheck.assert(
      fastCheck.property(fastCheck.array(piece, { maxLength: 8 }), stop, (pieces, sequence) => {
        const whole = pieces.join('');
        const end = whole.indexOf(sequence);
        expect(run(pieces, [sequence]).text).toBe(end === -1 ? whole : whole.slice(0, end));
      }),
    );
  });
});
