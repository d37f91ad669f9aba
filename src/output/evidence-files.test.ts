import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readVerdict } from './evidence-files.ts';
import { evidencePath } from './layout.ts';

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

async function readStored(verdict: string, check: Record<string, unknown>) {
  const folder = await mkdtemp(join(tmpdir(), 'phalus-evidence-'));
  folders.push(folder);
  const path = evidencePath(folder, 'validation.json');
  await mkdir(dirname(path), { recursive: true });
  const checks = [{ name: 'similarity', reason: 'r', detail: {}, durationMs: 1, ...check }];
  await writeFile(path, JSON.stringify({ verdict, reasons: [], checks }));
  return (await readVerdict(folder))?.checks[0];
}

describe('readVerdict()', () => {
  it.each([
    ['says so', 'REVIEW', { status: 'not-applicable' }],
    ['was marked', 'REVIEW', { status: 'skipped', notApplicable: true }],
    ['says so in its details', 'REVIEW', { status: 'skipped', detail: { verdict: 'not-applicable' } }],
    ['did not hinder PASS', 'PASS', { status: 'skipped' }],
  ])('reads as not applicable what %s', async (_, verdict, check) => {
    const found = await readStored(verdict, check);

    expect(found).toMatchObject({ status: 'not-applicable', reason: 'r' });
    expect(found).not.toHaveProperty('notApplicable');
  });

  it('leaves skipped what could not run', async () => {
    expect(await readStored('REVIEW', { status: 'skipped' })).toMatchObject({ status: 'skipped' });
  });
});
