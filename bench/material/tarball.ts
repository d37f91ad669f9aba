import { createCipheriv, createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import { renderFakeTar } from '../../src/registry/tarball.fake.ts';

export interface WrittenTarball {
  /** As a registry gives it: SHA-512 of the packed file. */
  readonly integrity: string;
  /** Of all files together. */
  readonly contentBytes: number;
  /** Of the tar archive, before it is packed. */
  readonly unpackedBytes: number;
}

const fileBytes = 256 * 1024;
const tarEndBytes = 1024;

/** Writes a package of about so many bytes packed: a README, and files that pack to three quarters of their size. */
export async function writeTarball(path: string, packedBytes: number): Promise<WrittenTarball> {
  const fileCount = Math.ceil((packedBytes * 4) / 3 / fileBytes);
  const counts = { content: 0, unpacked: 0 };
  await pipeline(
    Readable.from(renderEntries(fileCount, counts)),
    createGzip({ level: constants.Z_BEST_SPEED }),
    createWriteStream(path),
  );
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return {
    integrity: `sha512-${hash.digest('base64')}`,
    contentBytes: counts.content,
    unpackedBytes: counts.unpacked,
  };
}

function* renderEntries(
  fileCount: number,
  counts: { content: number; unpacked: number },
): Generator<Buffer, void> {
  // The same bytes in every run, and no packer finds a pattern in them.
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  const render = (name: string, content: string) => {
    counts.content += content.length;
    const archive = renderFakeTar([{ path: `package/${name}`, content }]);
    counts.unpacked += archive.length - tarEndBytes;
    return archive.subarray(0, -tarEndBytes);
  };
  yield render('README.md', '# tool-belt\n\nPads text.\n');
  for (let index = 0; index < fileCount; index += 1) {
    const noise = cipher.update(Buffer.alloc((fileBytes * 3) / 4)).toString('base64');
    yield render(`dist/part-${index}.js`, noise);
  }
  counts.unpacked += tarEndBytes;
  yield Buffer.alloc(tarEndBytes);
}
