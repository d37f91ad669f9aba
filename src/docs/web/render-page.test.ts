import { expect, it } from 'vitest';
import { createProse } from '../docs.fake.ts';
import { renderPageText } from './render-page.ts';

it('renderPageText() writes headings, lists and code as Markdown, with fences that code cannot close', () => {
  const html = `<html><head><title>sample</title></head><body><article><h2>Use</h2><p>${createProse(150)}</p>
    <ul><li>one <code>a</code></li></ul><pre class="language-ts"><code>a\n\`\`\`\nb</code></pre></article></body></html>`;

  const text = renderPageText(html);

  expect(text).toContain('## Use');
  expect(text).toContain('- one `a`');
  expect(text).toContain('````ts\na\n```\nb\n````');
});

it.each([
  ['nests without end', '<b>'.repeat(100_000)],
  ['holds too many elements', '<p>a</p>'.repeat(60_000)],
  [
    'holds too many comments',
    `<html><body><article><p>${createProse(150)}</p>${'<!-- a -->'.repeat(60_000)}`,
  ],
  ['holds too many entities', `<html><body><article><p>${'&#x1F600;'.repeat(60_000)}</p>`],
  ['is no page', '<'.repeat(50_000)],
  ['is empty', ''],
])('renderPageText() is null, and soon, for a page that %s', (_name, html) => {
  const start = performance.now();

  const text = renderPageText(html);

  expect(text).toBeNull();
  expect(performance.now() - start).toBeLessThan(50_000);
});
