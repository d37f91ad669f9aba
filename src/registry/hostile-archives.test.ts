import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { RegistryError } from './errors.ts';
import { createHostileArchives, type HostileArchive, harm } from './hostile-archives.fake.ts';
import { createUnpacker, type UnpackLimits } from './unpack.ts';

const limits: UnpackLimits = { unpackedBytes: 20 * 1024 * 1024, entries: 200, keptBytes: 1024 * 1024 };
const folder = await mkdtemp(join(tmpdir(), 'phalus-archives-'));
const outside = join(folder, 'outside');
const archives = Object.entries(createHostileArchives(outside));
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  await rm(outside, { recursive: true, force: true });
  await mkdir(outside);
});

async function unpack(bytes: Buffer) {
  const unpacker = createUnpacker({
    accept: (path) => path.endsWith('.md'),
    limits,
    purpose: 'unpack a test',
  });
  try {
    for (let offset = 0; offset < bytes.length; offset += 10_000) {
      await unpacker.write(bytes.subarray(offset, offset + 10_000));
    }
    return await unpacker.end();
  } finally {
    unpacker.destroy();
  }
}

/** What a careless reader does: each entry is written by the name that it has. */
async function writeCarelessly(bytes: Buffer): Promise<void> {
  const entries: { path: string; linkPath: string | undefined; isFile: boolean }[] = [];
  const parser = new Parser({
    onReadEntry(entry: ReadEntry) {
      entries.push({ path: entry.path, linkPath: entry.linkpath, isFile: entry.type === 'File' });
      entry.resume();
    },
  });
  parser.end(gunzipSync(bytes));
  for (const { path, linkPath, isFile } of entries) {
    const target = resolve(folder, 'inside', path);
    await mkdir(dirname(target), { recursive: true });
    if (linkPath !== undefined && linkPath !== '') await symlink(linkPath, target);
    else if (isFile) await writeFile(target, harm);
  }
}

describe('createUnpacker() on hostile archives', () => {
  it.each(archives)('holds against %s', async (_, { bytes, expected }) => {
    const result = await unpack(bytes).catch((error: unknown) => error);

    if (typeof expected === 'string') {
      expect(result).toBeInstanceOf(RegistryError);
      expect(result).toMatchObject({ code: expected });
    } else {
      const listing = result as Awaited<ReturnType<typeof unpack>>;
      expect(listing.refused).toContainEqual(
        expect.objectContaining({ reason: expect.stringMatching(expected), path: expect.any(String) }),
      );
      for (const { path } of listing.refused) expect(path).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(listing.files.map(({ path }) => path)).toContain('ok.md');
      for (const { content } of listing.files) expect(Buffer.from(content).toString()).not.toContain(harm);
    }
    expect(await readdir(outside)).toEqual([]);
  });

  it('knows at least forty', () => {
    expect(archives.length).toBeGreaterThanOrEqual(40);
  });
});

describe('the hostile archives are live', () => {
  const leaving = archives.filter(([, { danger }]) => danger === 'outside');
  const bombs = archives.filter(([name, { danger }]) => danger === 'bomb' && /zeros|in a file$/.test(name));

  it.each(leaving)(
    'a careless reader of %s writes outside of his folder',
    async (_, archive: HostileArchive) => {
      await rm(join(folder, 'inside'), { recursive: true, force: true });

      await writeCarelessly(archive.bytes);

      expect(await readdir(outside)).not.toEqual([]);
    },
  );

  it.each(bombs)('a careless reader of %s unpacks more than the limit', (_, { bytes }) => {
    expect(gunzipSync(bytes).byteLength).toBeGreaterThan(limits.unpackedBytes);
  });
});
