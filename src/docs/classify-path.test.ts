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
  ['README.MD', 'readme'],
  ['readme.md.js', 'source'],
  ['INDEX.JS', 'source'],
  ['docs/index.JS.Md', 'source'],
  ['docs/index.d.ts.txt', 'source'],
  ['docs/index.js.map', 'source'],
  ['docs/index.js.map.md', 'source'],
  ['docs/bundle.min.md', 'source'],
  ['docs/fix.patch', 'source'],
  ['docs/fix.diff.txt', 'source'],
  ['docs/tour.ipynb', 'source'],
  ['docs/tour.ipynb.md', 'source'],
  ['docs/a.tsx.html', 'source'],
  ['index.d.ts.js', 'source'],
  ['index.D.TS', 'declaration'],
  ['index.d.ts.gz', 'packed'],
  ['README.md.gz', 'packed'],
  ['docs/src.tar', 'packed'],
  ['docs/src.tgz', 'packed'],
  ['docs.zip', 'packed'],
  ['docs/index.html', 'other'],
  ['docs/data.json', 'other'],
  ['docs/../index.js', 'other'],
  ['.README.md', 'other'],
  ['README.md.', 'other'],
  ['README.md::$DATA', 'other'],
  ['README.rnd', 'other'],
  ['README.\u217fd', 'other'],
  ['docs/guide.md/index.js', 'source'],
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
