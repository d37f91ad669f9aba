import { crc32, deflateRawSync } from 'node:zlib';

export interface FakeZipEntry {
  readonly path: string | Buffer;
  readonly content?: string | Buffer;
  /** Unix mode with the kind of file; a plain file when it is not said. */
  readonly mode?: number;
  readonly isDeflated?: boolean;
  readonly isEncrypted?: boolean;
  readonly method?: number;
  /** A size that the headers claim, when they lie. */
  readonly claimedSize?: number;
}

/** A ZIP archive as its bytes, hostile or not; written by hand because libraries refuse to make hostile ones. */
export function renderFakeZip(entries: readonly FakeZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = renderEntry(entry, offset);
    locals.push(local);
    centrals.push(central);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function renderEntry(entry: FakeZipEntry, offset: number): { local: Buffer; central: Buffer } {
  const name = Buffer.from(entry.path);
  const content = Buffer.from(entry.content ?? '');
  const packed = entry.isDeflated === true ? deflateRawSync(content) : content;
  // An encrypted entry starts with twelve bytes of its own.
  const body = entry.isEncrypted === true ? Buffer.concat([Buffer.alloc(12), packed]) : packed;
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(entry.isEncrypted === true ? 0x801 : 0x800, 2);
  shared.writeUInt16LE(entry.method ?? (entry.isDeflated === true ? 8 : 0), 4);
  shared.writeUInt32LE(crc32(content), 10);
  shared.writeUInt32LE(body.length, 14);
  shared.writeUInt32LE(entry.claimedSize ?? content.length, 18);
  shared.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, name, body]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02', 'latin1'),
    // Made on Unix: only then the mode counts.
    Buffer.from([20, 3]),
    shared,
    tail,
    name,
  ]);
  return { local, central };
}
