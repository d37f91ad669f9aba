import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderApiTypes } from '../web/tools/api-types.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Of the script that the first view needs, compressed. */
const largestScript = 60 * 1024;

let folder: string;
let html: string;
/** As the build left it, in a process that had none: npm leaves out compilers where it is "production". */
let environment: string | undefined;
beforeAll(async () => {
  const before = process.env.NODE_ENV;
  delete process.env.NODE_ENV;
  folder = await mkdtemp(join(tmpdir(), 'phalus-page-'));
  const { buildWeb } = (await import(pathToFileURL(join(root, 'scripts', 'build-web.mjs')).href)) as {
    buildWeb(from: string, to: string): Promise<void>;
  };
  await buildWeb(root, folder);
  environment = process.env.NODE_ENV;
  if (before !== undefined) process.env.NODE_ENV = before;
  html = await readFile(join(folder, 'index.html'), 'utf8');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function readSources(): Promise<readonly (readonly [path: string, text: string])[]> {
  const base = join(root, 'web', 'src');
  const paths = (await readdir(base, { recursive: true })).filter((path) => /\.tsx?$/.test(path));
  return Promise.all(paths.map(async (path) => [path, await readFile(join(base, path), 'utf8')] as const));
}

it('building the page leaves the environment as it was', () => {
  expect(environment).toBeUndefined();
});

describe('the built page', () => {
  it('loads at most 60 KB of compressed script for the first view', async () => {
    const scripts = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(
      ([, path = '']) => path,
    );

    const sizes = await Promise.all(
      scripts.map(async (path) => gzipSync(await readFile(join(folder, path))).length),
    );

    expect(scripts.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(largestScript);
  });

  it('holds nothing inline and nothing of another site', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/i);
    for (const [, attributes = ''] of html.matchAll(/<script([^>]*)>/g)) expect(attributes).toContain('src=');
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
    expect(addresses.filter((address) => !address.startsWith('./assets/'))).toEqual([]);
  });

  it('names no address of another site in its styles', async () => {
    const files = (await readdir(join(folder, 'assets'))).filter((name) => name.endsWith('.css'));

    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      expect(await readFile(join(folder, 'assets', name), 'utf8')).not.toMatch(/url\(|@import|https?:/);
    }
  });
});

describe('the source of the page', () => {
  it('has types of the API as its OpenAPI document is now (npm run web:types writes them)', async () => {
    const kept = await readFile(join(root, 'web', 'src', 'api', 'schema.d.ts'), 'utf8');

    expect(kept).toBe(await renderApiTypes());
  });

  it('never puts text in as HTML and runs none', async () => {
    const forbidden =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|DOMParser|createContextualFragment|\beval\(|new Function|javascript:/;
    const found = (await readSources()).filter(([, text]) => forbidden.test(text)).map(([path]) => path);

    expect(found).toEqual([]);
  });

  it('knows the server only through HTTP', async () => {
    const found = (await readSources()).filter(([, text]) => /from '(?:\.\.\/)+src\//.test(text));

    expect(found.map(([path]) => path)).toEqual([]);
  });
});
