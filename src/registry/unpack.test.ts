import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RegistryError } from './errors.ts';
import { renderFakeTarball } from './tarball.fake.ts';
import { createUnpacker, type UnpackLimits } from './unpack.ts';

const limits: UnpackLimits = { unpackedBytes: 100_000, entries: 5, keptBytes: 10_000 };

async function unpack(bytes: Buffer, pieceBytes = 1000) {
  const unpacker = createUnpacker({ accept: () => true, limits, purpose: 'unpack a test' });
  try {
    for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
      await unpacker.write(bytes.subarray(offset, offset + pieceBytes));
    }
    return await unpacker.end();
  } finally {
    unpacker.destroy();
  }
}

describe('createUnpacker()', () => {
  it('counts entries up to the limit', async () => {
    const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ path: `p/${index}` }));

    expect((await unpack(renderFakeTarball(entries(5)))).entries).toHaveLength(5);
    await expect(unpack(renderFakeTarball(entries(6)))).rejects.toMatchObject({ code: 'too-large' });
  });

  it('gives the same whatever the pieces are', async () => {
    const bytes = renderFakeTarball([
      { path: 'p/a', content: 'one' },
      { path: `p/${'b'.repeat(200)}`, content: 'two' },
    ]);

    const results = await Promise.all([1, 7, 512, 100_000].map((pieceBytes) => unpack(bytes, pieceBytes)));

    for (const result of results) expect(result).toEqual(results[0]);
    expect(results[0]?.files.map(({ content }) => Buffer.from(content).toString())).toEqual(['one', 'two']);
  });

  it('throws nothing but RegistryError for bytes that were changed', async () => {
    const bytes = renderFakeTarball([
      { path: 'p/a', content: 'x'.repeat(2000) },
      { path: 'p/b', content: 'y' },
    ]);

    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), async (at, byte, cut) => {
        const changed = Buffer.from(bytes);
        changed[at] = byte;
        const error: unknown = await unpack(changed.subarray(0, cut)).then(
          () => null,
          (reason: unknown) => reason,
        );
        expect(error === null || error instanceof RegistryError).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
