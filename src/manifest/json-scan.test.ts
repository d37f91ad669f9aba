import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from './json-scan.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('scanJson()', () => {
  it('agrees with JSON.parse on what is JSON, also after one character was changed', () => {
    const changed = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('"', '{', ']', ',', ':', '\\', '0', '-', 'e', '.', '\n', ''),
      )
      .map(([text, at, piece]) => {
        const index = at % (text.length + 1);
        return text.slice(0, index) + piece + text.slice(index + 1);
      });

    fc.assert(
      fc.property(fc.oneof(fc.json(), changed, fc.string()), (text) => {
        expect(scanJson(text).errorOffset === null).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds keys that are listed twice and the value that is lost', () => {
    const { repeatedKeys } = scanJson('{"d":{"a":"1","\\u0061":"2","b":[{"x":1}]}}');

    expect(repeatedKeys).toEqual([{ path: ['d'], key: 'a', lostText: '1' }]);
  });
});
