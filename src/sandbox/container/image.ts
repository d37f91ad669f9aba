import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Header } from 'tar';
import type { ImageFile } from './host-programs.ts';

const blockBytes = 512;
/** Empty folders of the image; 0o1777 where the guest's scratch space is laid, because its mode is taken from here. */
const folders: readonly (readonly [name: string, mode: number])[] = [
  ['dev', 0o755],
  ['etc', 0o755],
  ['guest', 0o1777],
  ['proc', 0o755],
  ['run', 0o755],
  ['sys', 0o755],
  ['tmp', 0o1777],
];

/** A name that changes with every byte of the image: an image of that name needs not be made again. */
export async function digestImage(files: readonly ImageFile[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(folders));
  for (const { guest, host, sizeBytes } of files) {
    hash.update(`\n${guest.length}:${guest}:${sizeBytes}\n`);
    for await (const chunk of createReadStream(host)) hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}

/** The image as an archive that engines import: everything owned by root, dated zero, no links. */
export function streamImage(files: readonly ImageFile[]): Readable {
  return Readable.from(renderArchive(files));
}

async function* renderArchive(files: readonly ImageFile[]): AsyncGenerator<Buffer> {
  for (const [name, mode] of [...folders, ...listParents(files)]) yield renderHeader(name, { mode, size: 0 });
  for (const { guest, host, sizeBytes } of files) {
    yield renderHeader(guest.slice(1), { mode: 0o755, size: sizeBytes });
    yield* createReadStream(host, { end: Math.max(0, sizeBytes - 1) }) as AsyncIterable<Buffer>;
    yield Buffer.alloc((blockBytes - (sizeBytes % blockBytes)) % blockBytes);
  }
  yield Buffer.alloc(2 * blockBytes);
}

function listParents(files: readonly ImageFile[]): (readonly [string, number])[] {
  const parents = new Set<string>();
  for (const { guest } of files) {
    const segments = path.posix.dirname(guest).split('/').slice(1);
    for (let end = 1; end <= segments.length; end += 1) parents.add(segments.slice(0, end).join('/'));
  }
  return [...parents].sort().map((name) => [name, 0o755]);
}

function renderHeader(name: string, { mode, size }: { mode: number; size: number }): Buffer {
  const isFolder = size === 0;
  const header = new Header({
    path: isFolder ? `${name}/` : name,
    type: isFolder ? 'Directory' : 'File',
    ...{ mode, size, uid: 0, gid: 0, mtime: new Date(0) },
  });
  const block = Buffer.alloc(blockBytes);
  header.encode(block);
  return block;
}
