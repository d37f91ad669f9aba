import { Response } from 'undici';
import { describe, expect, it } from 'vitest';
import { PhalusError, sha256Hex } from '../core/index.ts';
import type { PackageRecord } from '../registry/types.ts';
import { collectDocumentation } from './collect-documentation.ts';
import {
  createFakeRegistry,
  createFakeWeb,
  createOfflineWeb,
  createProgram,
  createProse,
  createRecord,
  defaultSettings,
} from './docs.fake.ts';

const readme = `# sample\n\n${createProse(80)}\n`;
const declaration = 'export declare function sample(a: number): string;\n';
const repository = 'git+https://github.com/owner/sample.git';

function collect(
  files: Record<string, string>,
  options: {
    record?: Partial<PackageRecord>;
    others?: Record<string, Record<string, string>>;
    web?: ReturnType<typeof createFakeWeb>;
    settings?: Partial<typeof defaultSettings>;
  } = {},
) {
  const fake = createFakeRegistry({ 'sample@1.3.0': files, ...options.others });
  const web = options.web ?? createOfflineWeb();
  const result = collectDocumentation({
    record: createRecord(options.record),
    registry: fake.registry,
    web: web.web,
    settings: { ...defaultSettings, ...options.settings },
  });
  return { result, fake, web };
}

describe('collectDocumentation()', () => {
  it('orders and names what the archive holds, and reads no source', async () => {
    const { result, fake, web } = collect(
      {
        'CHANGELOG.md': '## 1.3.0\n\n- first\n',
        'docs/z.md': `# z\n\n${createProse()}\n`,
        'docs/a.md': `# a\n\n${createProse()}\n`,
        'index.d.ts': "export * from './part.js';\n",
        'part.d.ts': declaration,
        'other.d.ts': 'export {};\n',
        'index.js': createProgram(10),
        LICENSE: 'licence',
        'README.md': readme,
        'package.json': '{"types":"index.d.ts"}',
      },
      { record: { repository } },
    );

    const docs = await result;

    expect(docs.documents.map(({ id, origin }) => `${id} ${origin}`)).toEqual([
      'readme README.md',
      'types index.d.ts',
      'types-2 part.d.ts',
      'guide-1 docs/a.md',
      'guide-2 docs/z.md',
      'changelog CHANGELOG.md',
    ]);
    for (const { text, sha256 } of docs.documents) expect(sha256).toBe(sha256Hex(text));
    expect(docs.refusals).toEqual([
      { path: 'index.js', reason: 'source code by its name', sizeBytes: expect.any(Number) },
    ]);
    expect(docs.notes).toMatchObject([{ note: expect.stringContaining('1 declaration files') }]);
    expect(docs.urlsAccessed).toEqual(['https://registry.example/sample.tgz']);
    expect(fake.given).not.toContain('index.js');
    expect(web.asked).toEqual([]);
  });

  it('refuses source in the clothes of documentation and goes on without it', async () => {
    const { result } = collect({
      'README.md': readme,
      'docs/internals.md': createProgram(100),
      'index.d.ts': 'export function sample() { return 1; }',
    });

    const docs = await result;

    expect(docs.documents.map(({ id }) => id)).toEqual(['readme']);
    expect(docs.refusals.map(({ path }) => path)).toEqual(['index.d.ts', 'docs/internals.md']);
  });

  it('takes declarations from DefinitelyTyped when the archive has none', async () => {
    const { result, fake } = collect(
      { 'README.md': readme },
      { others: { '@types/sample@1.3.5': { 'index.d.ts': declaration, 'README.md': 'types' } } },
    );

    const docs = await result;

    expect(docs.documents.map(({ id, origin }) => `${id} ${origin}`)).toEqual([
      'readme README.md',
      'types @types/sample@1.3.5/index.d.ts',
    ]);
    expect(fake.asked).toEqual(['@types/sample@~1.3.0']);
    expect(docs.urlsAccessed).toHaveLength(2);
  });

  it('tries older minor versions of DefinitelyTyped before newer ones, and the scoped spelling', async () => {
    const { result, fake } = collect(
      { 'README.md': readme },
      {
        record: { name: '@scope/sample' },
        others: {
          '@scope/sample@1.3.0': { 'README.md': readme },
          '@types/scope__sample@1.1.0': { 'index.d.ts': declaration },
        },
      },
    );

    await result;

    expect(fake.asked).toEqual(['@types/scope__sample@~1.3.0', '@types/scope__sample@>=1.0.0 <1.3.0']);
  });

  it('notes that DefinitelyTyped has nothing, and does not ask when told not to', async () => {
    const asked = collect({ 'README.md': readme });
    const notAsked = collect({ 'README.md': readme }, { settings: { definitely_typed: false } });

    expect((await asked.result).notes).toEqual([{ source: '@types/sample', note: 'no such package' }]);
    expect((await notAsked.result).notes).toEqual([]);
    expect(notAsked.fake.asked).toEqual([]);
  });

  it('asks the repository for a README when the archive has a tiny one', async () => {
    const web = createFakeWeb(
      async () =>
        new Response(readme, {
          headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' },
        }),
    );
    const { result } = collect(
      { 'README.md': 'See the web site for documentation of this.', 'index.d.ts': declaration },
      { record: { repository, homepage: 'https://docs.example.org/' }, web },
    );

    const docs = await result;

    expect(docs.documents.map(({ id }) => id)).toEqual(['readme', 'readme-2', 'types']);
    expect(web.asked).toEqual(['https://api.github.com/repos/owner/sample/readme']);
    expect(docs.urlsAccessed).toContain('https://api.github.com/repos/owner/sample/readme');
  });

  it('reads the homepage when there is no README at all', async () => {
    const page = `<html><head><title>sample</title><script>steal()</script></head><body><nav>menu</nav><main><article>
      <h2>Usage</h2><p>${createProse(120)}</p><pre><code class="language-js">sample(1);\n// =&gt; '1'</code></pre>
      <p>${createProse(120)}</p><pre>${createProgram(300)}</pre></article></main></body></html>`;
    const web = createFakeWeb(async (url) =>
      url.includes('api.github.com')
        ? new Response('no', { status: 404 })
        : new Response(page, { headers: { 'content-type': 'text/html' } }),
    );
    const { result } = collect(
      { 'index.js': 'x' },
      { record: { repository, homepage: 'https://docs.example.org/' }, web },
    );

    const docs = await result;

    const [document] = docs.documents;
    expect(document).toMatchObject({ id: 'page-1', kind: 'api-page', origin: 'https://docs.example.org/' });
    expect(document?.text).toContain("```js\nsample(1);\n// => '1'\n```");
    expect(document?.text).toContain('[cut: 300 lines of code]');
    expect(document?.text).not.toMatch(/steal|total7/);
    expect(docs.notes).toContainEqual({ source: 'repository README', note: 'answered 404' });
  });

  it('refuses a homepage that shows source code', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, line) => `<tr><td class="blob-num">${line}</td><td class="blob-code">x = ${line};</td></tr>`,
    );
    const web = createFakeWeb(
      async () =>
        new Response(`<table>${rows.join('')}</table>`, { headers: { 'content-type': 'text/html' } }),
    );
    const { result } = collect(
      { 'index.d.ts': declaration },
      { record: { homepage: 'https://code.example.org/view' }, web },
    );

    const docs = await result;

    expect(docs.documents.map(({ id }) => id)).toEqual(['types']);
    expect(docs.refusals).toMatchObject([
      { path: 'https://code.example.org/view', reason: expect.stringContaining('source') },
    ]);
  });

  it('refuses a homepage that is a program, with its size', async () => {
    const web = createFakeWeb(
      async () =>
        new Response('run()', { headers: { 'content-type': 'text/javascript', 'content-length': '5' } }),
    );
    const { result } = collect(
      { 'index.d.ts': declaration },
      { record: { homepage: 'https://code.example.org/' }, web },
    );

    const docs = await result;

    expect(docs.refusals).toEqual([
      { path: 'https://code.example.org/', reason: expect.stringContaining('text/javascript'), sizeBytes: 5 },
    ]);
  });

  it('asks no web when settings say so', async () => {
    const { result, web } = collect(
      { 'index.d.ts': declaration },
      { record: { repository }, settings: { web: false } },
    );

    await result;

    expect(web.asked).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['an empty archive', {}],
    ['source alone', { 'index.js': createProgram(5) }],
    ['a changelog alone', { 'CHANGELOG.md': `## 1.0.0\n\n${createProse()}\n` }],
    ['a title alone', { 'README.md': '# sample\n' }],
    ['refused documents alone', { 'README.md': createProgram(100) }],
  ])('throws "no-documentation" quickly for %s without a web', async (_name, files) => {
    const start = performance.now();
    const { result } = collect(files, { record: { repository, homepage: 'https://docs.example.org/' } });

    const error = await result.catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(PhalusError);
    expect(error).toMatchObject({
      code: 'no-documentation',
      message: expect.stringMatching(/nothing to specify from.*repository README.*ENOTFOUND.*homepage/),
      hint: expect.any(String),
    });
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('goes on without an archive that cannot be read, but not with one that was changed', async () => {
    const web = createFakeWeb(
      async () => new Response(readme, { headers: { 'content-type': 'text/plain' } }),
    );
    const broken = (code: string) => {
      const { registry } = createFakeRegistry({});
      const readArchive = async () => {
        throw new PhalusError(code, `Cannot read the archive: ${code}`);
      };
      return collectDocumentation({
        record: createRecord({ repository }),
        registry: { ...registry, readArchive },
        web: web.web,
        settings: defaultSettings,
      });
    };

    const docs = await broken('unreachable');

    expect(docs.documents.map(({ id }) => id)).toEqual(['readme']);
    expect(docs.notes[0]).toEqual({ source: 'archive', note: 'Cannot read the archive: unreachable' });
    await expect(broken('integrity')).rejects.toMatchObject({ code: 'integrity' });
  });

  it('throws the reason of its signal', async () => {
    const { registry } = createFakeRegistry({ 'sample@1.3.0': { 'README.md': readme } });
    const waiting = collectDocumentation({
      record: createRecord(),
      registry,
      web: createOfflineWeb().web,
      settings: defaultSettings,
      signal: AbortSignal.abort(),
    });

    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('names fifty links of an archive and counts the rest', async () => {
    const { registry } = createFakeRegistry({ 'sample@1.3.0': { 'README.md': readme } });
    const links = Array.from({ length: 100_000 }, (_, index) => ({
      path: `package/${index}`,
      reason: 'it is a symbolic link',
      sizeBytes: 0,
    }));

    const { refusals } = await collectDocumentation({
      record: createRecord(),
      registry: {
        ...registry,
        readArchive: async (...asked) => ({ ...(await registry.readArchive(...asked)), refused: links }),
      },
      web: createOfflineWeb().web,
      settings: { ...defaultSettings, definitely_typed: false },
    });

    expect(refusals).toHaveLength(51);
    expect(refusals[0]).toEqual(links[0]);
    expect(refusals.at(-1)?.path).toBe('(99950 more files)');
  });

  it('names documents that are too large and archives in the archive', async () => {
    const { result } = collect({
      'README.md': readme,
      'docs/large.md': 'x'.repeat(5 * 1024 * 1024),
      'docs/source.zip': 'PK',
    });

    const { refusals } = await result;

    expect(refusals).toEqual([
      { path: 'docs/large.md', reason: 'too large to be read', sizeBytes: 5 * 1024 * 1024 },
      { path: 'docs/source.zip', reason: 'another archive, by its name', sizeBytes: 2 },
    ]);
  });

  it('names fifty refused files and counts the rest', async () => {
    const sources = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`lib/${index}.js`, 'x']));
    const { result } = collect({ 'README.md': readme, ...sources });

    const { refusals } = await result;

    expect(refusals).toHaveLength(51);
    expect(refusals.at(-1)).toEqual({
      path: '(30 more files)',
      reason: 'source code by its name',
      sizeBytes: 30,
    });
  });
});
