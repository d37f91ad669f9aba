import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from './replace-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-file-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('replaceFile()', () => {
  it('leaves one whole text when many write at once', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(10_000));

    await Promise.all(texts.map((text) => replaceFile(join(folder, 'file'), text)));

    expect(texts).toContain(await readFile(join(folder, 'file'), 'utf8'));
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('leaves nothing beside a place that it cannot write to', async () => {
    await mkdir(join(folder, 'taken', 'below'), { recursive: true });

    await expect(replaceFile(join(folder, 'taken'), 'text')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['taken']);
  });
});
