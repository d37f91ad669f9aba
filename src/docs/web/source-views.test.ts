import { describe, expect, it } from 'vitest';
import { Config } from '../../config/schema.ts';
import { guardDocument } from '../guard/guard-document.ts';
import { createSource } from '../guard/hidden-source.fake.ts';
import { renderPageText } from './render-page.ts';
import { sourceViews } from './source-views.fake.ts';

const settings = Config.parse({}).docs;
const source = createSource();
/** Lines without blanks, since a page may show them in any other way. */
const lines = [...new Set(source.split('\n').map((line) => line.replace(/\s/g, '')))].filter(
  (line) => line.length >= 14,
);
const countLines = (text: string) => {
  const bare = text.replace(/\s/g, '');
  return lines.filter((line) => bare.includes(line)).length;
};

describe('the source guard on pages that show source', () => {
  it.each(Object.entries(sourceViews))('lets no source through in %s', async (_, render) => {
    const text = renderPageText(render(source)) ?? '';

    const result = await guardDocument(
      { kind: 'api-page', origin: 'https://docs.example.org/', content: text },
      settings,
    );

    // Some views are left out of the text already; what is in it must be live, or the test would be dead.
    if (countLines(text) <= 20) expect(text.length).toBeLessThan(source.length / 2);
    const left = result.kind === 'kept' ? countLines(result.text) : 0;
    expect(left).toBeLessThanOrEqual(20);
  });
});
