import { expect, it } from 'vitest';
import { classifyPath } from './classify-path.ts';

it.each([
  ['README.md', 'readme'],
  ['readme', 'readme'],
  ['Readme.markdown', 'readme'],
  ['HISTORY.md', 'changelog'],
  ['docs/api/options.md', 'guide'],
  ['index.d.ts', 'declaration'],
  ['dist/index.d.mts', 'declaration'],
  ['package.json', 'metadata'],
  ['index.js', 'source'],
  ['index.d.ts.map', 'source'],
  ['README.js', 'source'],
  ['README.js.md', 'other-than-documentation'],
  ['docs/index.ts.txt', 'other-than-documentation'],
  ['docs/example.js', 'source'],
  ['src/README.md', 'other'],
  ['READМE.md', 'other'],
  ['readme.md/../index.md', 'other'],
  ['docs/../lib/a.md', 'other-than-documentation'],
  ['node_modules/a/index.d.ts', 'other'],
  ['README.md ', 'other'],
  ['README.md\n', 'other'],
])('classifyPath("%s") is %s', (path, expected) => {
  const found = classifyPath(path);

  if (expected === 'other-than-documentation') expect(['source', 'other']).toContain(found);
  else expect(found).toBe(expected);
});

it('classifyPath() is quick about a path that nests without end', () => {
  expect(classifyPath(`docs/${'a/'.repeat(50_000)}b.md`)).toBe('other');
});
