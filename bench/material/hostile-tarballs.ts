import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip, gzipSync } from 'node:zlib';
import { renderFakeTar, renderPax } from '../../src/registry/tarball.fake.ts';
import { createRandom } from './random.ts';

const megabyte = 1024 * 1024;
const tarEndBytes = 1024;

/** Archives that cost a reader without limits gigabytes or hours, by file name. */
export const hostileTarballs = [
  'zeros.tgz',
  'entries.tgz',
  'links.tgz',
  'headers.tgz',
  'after-the-end.tgz',
] as const;

type Name = (typeof hostileTarballs)[number];

/** Writes them all to a folder, each of them a few megabytes but the last. */
export async function writeHostileTarballs(folder: string): Promise<void> {
  const member = gzipSync(Buffer.alloc(16 * megabyte));
  // 4 GB of zeros in 4 MB: a gzip file may have many members.
  await writeFile(join(folder, 'zeros.tgz' satisfies Name), Buffer.concat(Array<Buffer>(256).fill(member)));
  await write(
    join(folder, 'entries.tgz' satisfies Name),
    renderMany(200_000, (index) => [{ path: `package/${index}.md` }]),
  );
  await write(
    join(folder, 'links.tgz' satisfies Name),
    renderMany(20_000, (index) => [
      { path: `package/${index}${'\u202e'.repeat(900)}`, type: '2', linkPath: 'a' },
    ]),
  );
  await write(
    join(folder, 'headers.tgz' satisfies Name),
    renderMany(100_000, (index) => [renderPax({ [`key${index}`]: 'x'.repeat(400) })]),
  );
  await write(join(folder, 'after-the-end.tgz' satisfies Name), renderNoiseAfterEnd());
}

async function write(path: string, blocks: Iterable<Buffer>): Promise<void> {
  const packer = createGzip({ level: constants.Z_BEST_SPEED });
  await pipeline(Readable.from(blocks), packer, createWriteStream(path));
}

function* renderMany(
  count: number,
  render: (index: number) => Parameters<typeof renderFakeTar>[0],
): Generator<Buffer, void> {
  for (let index = 0; index < count; index += 1) yield renderFakeTar(render(index)).subarray(0, -tarEndBytes);
  yield renderFakeTar([{ path: 'package/README.md', content: '# a' }]);
}

function* renderNoiseAfterEnd(): Generator<Buffer, void> {
  const random = createRandom(1);
  const noise = Buffer.from(Array.from({ length: megabyte }, () => Math.floor(random() * 256)));
  yield renderFakeTar([{ path: 'package/README.md', content: '# a' }]);
  for (let index = 0; index < 60; index += 1) yield noise;
}
