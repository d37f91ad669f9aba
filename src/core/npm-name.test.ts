import { describe, expect, it } from 'vitest';
import { problemOfNpmName } from './npm-name.ts';

describe('problemOfNpmName()', () => {
  it.each(['left-pad', 'JSONStream', '@types/left-pad', '@a/b.c', 'a~b', '-', 'constructor2'])(
    'takes %s',
    (name) => {
      expect(problemOfNpmName(name)).toBeNull();
    },
  );

  it.each([
    '',
    '.hidden',
    '_private',
    '__proto__',
    'constructor',
    '@scope/constructor',
    'node_modules',
    'a/b',
    '@a',
    '@/b',
    '@a/',
    '@a/b/c',
    '@../b',
    '@a/..',
    '..',
    'a b',
    'a%2fb',
    'a?b',
    'a#b',
    'a\\b',
    'naïve',
    'a\nb',
    'x'.repeat(215),
  ])('refuses %j', (name) => {
    expect(problemOfNpmName(name)).not.toBeNull();
  });
});
