import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { genesisDigest } from './entry.ts';
import { openAuditLog } from './log.ts';
import { isAboutPackage, readAudit } from './read.ts';
import { verifyAudit } from './verify.ts';

let folder: string;
let path: string;
const now = () => new Date('2026-03-26T10:00:01Z');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-audit-'));
  path = join(folder, 'deep', 'audit.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

const read = () => readFile(path, 'utf8');

async function writeEvents(...types: string[]): Promise<void> {
  const log = await openAuditLog({ path, now });
  for (const type of types) await log.append({ type });
  await log.close();
}

describe('openAuditLog()', () => {
  it('append() links each entry to the one before it and keeps the shape of the API reference', async () => {
    const log = await openAuditLog({ path, now });

    const first = await log.append({ type: 'docs_fetched', package: 'lodash@4.17.21' });
    const second = await log.append({ type: 'spec_written', package: 'lodash@4.17.21' });
    await log.close();

    expect(first).toMatchObject({ seq: 1, previous: genesisDigest, timestamp: '2026-03-26T10:00:01.000Z' });
    expect(second).toMatchObject({ seq: 2, previous: first.digest });
    expect(readAudit(await read())).toEqual([first, second]);
    expect(Object.keys(JSON.parse((await read()).split('\n')[0] ?? ''))).toEqual([
      'timestamp',
      'seq',
      'event',
      'previous',
      'digest',
    ]);
    expect(verifyAudit(await read(), second)).toEqual([]);
  });

  it('append() resolves only when the entry is in the file and synced, one sync for many', async () => {
    let syncs = 0;
    let onDisk = '';
    const log = await openAuditLog({
      path,
      now,
      sync: async (handle) => {
        await handle.datasync();
        syncs += 1;
        onDisk = await read();
      },
    });

    const entries = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const entry = await log.append({ type: 'tick', index });
        expect(onDisk).toContain(entry.digest);
        return entry;
      }),
    );
    await log.close();

    expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(syncs).toBeLessThan(10);
    expect(verifyAudit(await read(), entries.at(-1))).toEqual([]);
  });

  it('continues an existing file, also when its last lines are long', async () => {
    const log = await openAuditLog({ path, now });
    for (let index = 0; index < 3; index += 1) await log.append({ type: 'long', text: 'é'.repeat(90_000) });
    await log.close();

    await writeEvents('later');

    expect(readAudit(await read()).map((entry) => entry.seq)).toEqual([1, 2, 3, 4]);
    expect(verifyAudit(await read())).toEqual([]);
  });

  it.each([1, 40, 100])('moves a half-written last line of %d bytes aside and says so', async (length) => {
    await writeEvents('one', 'two', 'three');
    const whole = (await read()).split('\n');
    const torn = (whole[2] ?? '').slice(0, length);
    await writeFile(path, `${whole[0]}\n${whole[1]}\n${torn}`);

    await writeEvents('four');

    const entries = readAudit(await read());
    expect(entries.map((entry) => entry.event.type)).toEqual(['one', 'two', 'audit_recovered', 'four']);
    expect(entries[2]?.event).toMatchObject({ torn_bytes: length });
    expect(await readFile(`${path}.torn`, 'utf8')).toBe(torn);
    expect(verifyAudit(await read())).toEqual([]);
  });

  it('recovers a file that holds nothing but half a line', async () => {
    await writeEvents();
    await writeFile(path, '{"timest');

    await writeEvents('one');

    expect(readAudit(await read()).map((entry) => entry.event.type)).toEqual(['audit_recovered', 'one']);
  });

  it.each([
    ['a changed last entry', (text: string) => text.replace('three', 'threa')],
    ['a last line that is no entry', (text: string) => `${text}{}\n`],
    ['a removed line before the last', (text: string) => text.split('\n').toSpliced(1, 1).join('\n')],
    ['a removed beginning', (text: string) => text.split('\n').slice(2).join('\n')],
  ])('refuses to continue after %s', async (_, change) => {
    await writeEvents('one', 'two', 'three');
    const changed = change(await read());
    await writeFile(path, changed);

    await expect(openAuditLog({ path, now })).rejects.toMatchObject({ code: 'damaged' });
    expect(await read()).toBe(changed);
  });

  it('a sync that fails is write-failed, for all that wait and all that follow', async () => {
    const log = await openAuditLog({
      path,
      now,
      sync: async () => {
        throw new Error('disk gone');
      },
    });

    const results = await Promise.allSettled([log.append({ type: 'a' }), log.append({ type: 'b' })]);

    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'write-failed' } });
    }
    await expect(log.append({ type: 'c' })).rejects.toMatchObject({ code: 'write-failed' });
    await log.close();
  });

  it.runIf(process.platform === 'linux')('a full disk is write-failed', async () => {
    const log = await openAuditLog({ path: '/dev/full', now });

    await expect(log.append({ type: 'a' })).rejects.toMatchObject({ code: 'write-failed' });
    await expect(log.append({ type: 'b' })).rejects.toMatchObject({ code: 'write-failed' });
    await log.close();
  });

  it('notices another writer in the same file', async () => {
    const log = await openAuditLog({ path, now });
    await log.append({ type: 'a' });
    await appendFile(path, 'x\n');

    await expect(log.append({ type: 'b' })).rejects.toMatchObject({
      code: 'write-failed',
      cause: { message: expect.stringContaining('another process') },
    });
    await log.close();
  });

  it('refuses to append after close()', async () => {
    const log = await openAuditLog({ path, now });
    await log.close();
    await log.close();

    await expect(log.append({ type: 'a' })).rejects.toMatchObject({ code: 'closed' });
  });

  it('records half surrogate pairs, line ends and prototype names without harm', async () => {
    const log = await openAuditLog({ path, now });
    const hostile = JSON.parse('{"type":"x","__proto__":{"a":1},"text":"a\\nb\\u2028","2":1,"1":2}');

    await log.append({ ...hostile, half: '\ud800', kept: 'C:\\ud800 😀', undefinedOne: undefined });
    await log.close();

    const [entry] = readAudit(await read());
    expect(entry?.event).toMatchObject({ half: '\ufffd', kept: 'C:\\ud800 😀', text: 'a\nb\u2028' });
    expect(verifyAudit(await read())).toEqual([]);
  });

  it('says which event cannot be JSON', async () => {
    const log = await openAuditLog({ path, now });

    await expect(log.append({ type: 'big', value: 1n })).rejects.toMatchObject({ code: 'bad-event' });
    await log.close();
  });
});

it('isAboutPackage() tells a package from its namesakes', async () => {
  const log = await openAuditLog({ path, now });
  const entry = await log.append({ type: 'x', package: '@scope/name@1.0.0' });
  await log.close();

  expect(isAboutPackage(entry, '@scope/name')).toBe(true);
  expect(isAboutPackage(entry, '@scope/nam')).toBe(false);
  expect(isAboutPackage(entry, '@scope')).toBe(false);
});
