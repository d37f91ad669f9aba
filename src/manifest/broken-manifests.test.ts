import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManifestError } from './errors.ts';
import { parseOrError } from './parse-or-error.fake.ts';

describe('what is broken at random', () => {
  const folder = new URL('__fixtures__/', import.meta.url);
  const fixtures = readdirSync(folder).map((name) => ({
    name,
    text: readFileSync(new URL(name, folder), 'utf8'),
  }));
  const pieces = [
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    '=',
    ':',
    ',',
    '\n',
    '\\',
    '#',
    ' ',
    '\t',
    '\u0000',
    '@',
    '(',
    ')',
    '//',
    `\${A}`,
    '__proto__',
    '*',
    '&a',
    '\ud800',
  ];

  it.each(fixtures)('$name: 40 times a clear error or a result', ({ name, text }) => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), fc.constantFrom(...pieces), (at, removed, piece) => {
        const broken = text.slice(0, at) + piece + text.slice(at + removed);

        const result = parseOrError(broken, name.replace(/^[a-z-]+[\d-]+\./, ''));

        if (result instanceof ManifestError) {
          expect(result.message).toMatch(/^(?:Cannot|Nothing)/);
          expect(result.hint).toBeTruthy();
        } else {
          for (const entry of result.packages) {
            expect(entry.registryName).not.toMatch(/[\s%?#\\]|\.\.|^$/);
            expect(entry.registryName).not.toBe('__proto__');
          }
          expect(result.unsupported.every(({ reason }) => reason !== '')).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('each line of a requirements.txt is a package or is named', () => {
    const line = fc.oneof(
      fc.stringMatching(/^[a-z]{3,8}==\d\.\d$/),
      fc.stringMatching(/^[a-z!?<>=;,'"()[\]{} .-]{1,30}$/).map((text) => `%${text}`),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
        const unique = [...new Map(lines.map((each) => [each.split('==')[0], each])).values()];
        const manifest = parseOrError(unique.join('\n'), 'requirements.txt');

        if (manifest instanceof ManifestError)
          expect(unique.every((each) => each.startsWith('%'))).toBe(true);
        else expect(manifest.packages.length + manifest.unsupported.length).toBe(unique.length);
      }),
    );
  });
});
