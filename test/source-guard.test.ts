import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Config } from '../src/config/schema.ts';
import { createOfflineWeb, createProse, createRecord } from '../src/docs/docs.fake.ts';
import { createSource, hidingPlaces } from '../src/docs/guard/hidden-source.fake.ts';
import type { PackageContext } from '../src/pipeline/job-context.ts';
import { collectDocs } from '../src/pipeline/steps/collect-docs.ts';
import { createHostileArchives } from '../src/registry/hostile-archives.fake.ts';
import { answerBytes, connectTo, startFakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { renderFakeTarball } from '../src/registry/tarball.fake.ts';

const folder = await mkdtemp(join(tmpdir(), 'phalus-guard-'));
afterAll(() => rm(folder, { recursive: true }));

const readme = { path: 'package/README.md', content: `# sample\n\n${createProse(80)}\n` };

/** What the step writes into the audit about an archive, and the text that it hands on. */
async function collect(bytes: Buffer) {
  const server = await startFakeServer({ '/a.tgz': answerBytes(bytes) });
  const connection = await connectTo([`registry=${server.origin}`]);
  const events: Readonly<Record<string, unknown>>[] = [];
  const context = {
    services: { findRegistry: async () => connection.registry, web: createOfflineWeb().web },
    config: Config.parse({ docs: { definitely_typed: false, web: false } }),
    audit: { append: async (event: Readonly<Record<string, unknown>>) => void events.push(event) },
  } as unknown as PackageContext;
  const record = createRecord({
    archive: { url: `${server.origin}/a.tgz`, integrity: null, sizeBytes: null },
  });
  try {
    const docSet = await collectDocs(context, record).catch(() => null);
    const text = (docSet?.documents ?? []).map((document) => document.text).join('\n');
    return { blocked: events.filter(({ type }) => type === 'source_code_blocked'), events, text };
  } finally {
    await connection.close();
    await server.close();
  }
}

describe('the source guard, from the archive to the audit', () => {
  const named = Object.entries(createHostileArchives(folder))
    // Within the limits that users have, these are large and no more.
    .filter(([name]) => !/more entries|bomb in a file/.test(name));

  it.each(named)('records %s with its path, reason and size', async (_, { bytes, expected }) => {
    const { blocked, text } = await collect(bytes);

    expect(blocked).toContainEqual({
      type: 'source_code_blocked',
      package: 'sample@1.3.0',
      path: expect.any(String),
      reason: expect.stringMatching(typeof expected === 'string' ? /^Cannot read the archive/ : expected),
      size_bytes: expect.any(Number),
    });
    expect(text).not.toContain('HARM');
  });

  it('records each refused document, each source and each archive of a package', async () => {
    const refused = [
      'a .md that is a program',
      'a notebook',
      'a source map with its keys in another order',
      'hexadecimal with blanks',
    ].flatMap((name) => hidingPlaces[name] ?? []);
    const entries = refused.map((place, index) => ({
      path: `package/docs/${index}.md`,
      content: Buffer.from(place.hide(createSource()).content),
    }));

    const { blocked, events, text } = await collect(
      renderFakeTarball([
        readme,
        ...entries,
        { path: 'package/index.js', content: createSource() },
        { path: 'package/docs/fix.patch', content: 'x' },
        { path: 'package/source.zip', content: 'x' },
        { path: 'package/docs/link.md', type: '2', linkPath: '../index.js' },
      ]),
    );

    expect(blocked.map(({ path }) => path).toSorted()).toEqual(
      [
        ...entries.map(({ path }) => path.replace('package/', '')),
        'docs/fix.patch',
        'index.js',
        'package/docs/link.md',
        'source.zip',
      ].toSorted(),
    );
    for (const { reason } of blocked) expect(reason).toMatch(/\w{3}/);
    expect(events[0]).toMatchObject({ type: 'docs_fetched', content_hashes: { readme: expect.any(String) } });
    expect(text).not.toContain('advance1');
  });
});
