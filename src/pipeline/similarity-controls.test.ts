import { expect, it } from 'vitest';
import type { PackageRecord, Registry } from '../registry/types.ts';
import { createSimilarityControls } from './similarity-controls.ts';

function fakeRegistry(versions: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const registry = {
    async resolve({ name, range }: { name: string; range: string }) {
      asked.push(`${name}@${range}`);
      const version = Object.hasOwn(versions, name) ? versions[name] : undefined;
      if (version === undefined) throw new Error(`no version of "${name}"`);
      return { ecosystem: 'npm', name, version };
    },
    async readArchive(record: PackageRecord) {
      const content = new TextEncoder().encode(`// ${record.name}`);
      return { files: [{ path: 'index.js', content }] };
    },
  } as unknown as Registry;
  return { registry, asked };
}

const record = { ecosystem: 'npm', name: 'minimist', version: '1.2.8' } as PackageRecord;

it('createSimilarityControls() fetches one older version and a known independent implementation, once', async () => {
  const { registry, asked } = fakeRegistry({ minimist: '1.2.7', mri: '1.2.0' });
  const read = createSimilarityControls(registry, { ...record });

  const [first, again] = [await read(), await read()];

  expect(first).toEqual([
    { kind: 'other-version', name: 'minimist', version: '1.2.7', files: { 'index.js': '// minimist' } },
    { kind: 'independent', name: 'mri', version: '1.2.0', files: { 'index.js': '// mri' } },
  ]);
  expect(again).toBe(first);
  expect(asked).toEqual(['minimist@<1.2.8', 'mri@']);
});

it('createSimilarityControls() says why a control cannot be had', async () => {
  const { registry } = fakeRegistry({});

  const controls = await createSimilarityControls(registry, { ...record, name: 'constructor' })();

  expect(controls).toEqual([
    { kind: 'other-version', name: 'constructor', skipped: expect.stringContaining('no version of') },
  ]);
});
