import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Config } from '../../config/schema.ts';
import { listDeclarationEntries } from '../entry-points.ts';
import type { DocumentKind } from '../types.ts';
import { guardDocument } from './guard-document.ts';
import { createSource, hidingPlaces } from './hidden-source.fake.ts';

/** As a user has it who configures nothing. */
const settings = Config.parse({}).docs;
/** Of some four hundred telling lines, or of as many stretches of encoded data. */
const mostPieces = 20;

/** The text as an agent may read it: without tags and invisible characters, entities resolved, lines joined or not. */
function read(text: string): string {
  const visible = text
    .replace(/<\/?span[^>]*>/g, '')
    .replaceAll('\u200b', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
  const joined = visible.replace(/\n(?:- |\s\*\s)?/g, '').replace(/``/g, '');
  return `${visible}\n${joined}`;
}

const countPieces = (text: string, pieces: readonly string[]) => {
  const readable = read(text);
  return pieces.filter((piece) => readable.includes(piece)).length;
};

describe('guardDocument() on hidden source', () => {
  const source = createSource();

  it.each(Object.entries(hidingPlaces))('lets no source through in %s', async (_, place) => {
    const { content, pieces } = place.hide(source);
    const distinct = [...new Set(pieces)];
    const unguarded = typeof content === 'string' ? content : Buffer.from(content).toString('utf16le');

    const result = await guardDocument({ kind: place.kind, origin: place.origin, content }, settings);

    // Without a guard an agent would read it: else nothing would be hidden here, and the test would be dead.
    expect(countPieces(unguarded, distinct)).toBeGreaterThan(distinct.length / 2);
    const left = result.kind === 'kept' ? countPieces(result.text, distinct) : 0;
    expect(left).toBeLessThanOrEqual(Math.min(mostPieces, distinct.length / 2));
    if (result.kind === 'refused') expect(result.sizeBytes).toBe(Buffer.byteLength(content));
    else expect(result.cuts).not.toEqual([]);
  });

  it('knows at least sixty places', () => {
    expect(Object.keys(hidingPlaces).length).toBeGreaterThanOrEqual(60);
  });
});

describe('guardDocument() on the documents of the packages that this project is built with', async () => {
  const documents = await listHonestDocuments(90);

  it.each(documents)('keeps $path', async ({ kind, origin, content }) => {
    const result = await guardDocument({ kind, origin, content }, settings);

    if (result.kind === 'refused') throw new Error(result.reason);
    const suspicions = result.cuts.filter(({ reason }) =>
      /disguise|several|minified|statements/.test(reason),
    );
    expect(suspicions).toEqual([]);
  });

  it('knows at least sixty', () => {
    expect(documents.length).toBeGreaterThanOrEqual(60);
  });
});

interface HonestDocument {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly origin: string;
  readonly content: Buffer;
}

/** READMEs and the declarations that the entry of a package names, as npm installed them. */
async function listHonestDocuments(most: number): Promise<HonestDocument[]> {
  const root = fileURLToPath(new URL('../../../node_modules', import.meta.url));
  const names = (await readdir(root)).filter((name) => /^[a-z]/.test(name)).toSorted();
  const found: HonestDocument[] = [];
  for (const name of names) {
    const folder = join(root, name);
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}'));
    const candidates: [DocumentKind, string][] = [
      ['readme', 'README.md'],
      ['readme', 'readme.md'],
      ...listDeclarationEntries(manifest).map((path): [DocumentKind, string] => ['declaration', path]),
    ];
    const kinds = new Set<DocumentKind>();
    for (const [kind, origin] of candidates) {
      if (found.length >= most) return found;
      const content = kinds.has(kind) ? null : await readFile(join(folder, origin)).catch(() => null);
      if (content === null || content.byteLength > 60_000) continue;
      kinds.add(kind);
      found.push({ path: `${name}/${origin}`, kind, origin, content });
    }
  }
  return found;
}
