import { gzipSync } from 'node:zlib';

export interface FakeEntry {
  readonly path: string;
  readonly content?: string | Buffer;
  /** The type flag of the header: 0 file, 1 hard link, 2 symbolic link, 3 device, 5 folder, 6 pipe. */
  readonly type?: string;
  readonly linkPath?: string;
  /** A size that the header claims, when it lies. */
  readonly claimedSize?: number;
  /** The twelve bytes of the size as they are, for what no number says. */
  readonly sizeField?: Buffer;
  /** Added to the sum of the header, when it should be wrong. */
  readonly wrongSum?: number;
}

/** An extended header (`pax`) for the entry that follows, or with `g` for all. */
export function renderPax(records: Readonly<Record<string, string>>, type: 'x' | 'g' = 'x'): FakeEntry {
  return { path: 'PaxHeader', type, content: Object.entries(records).map(renderRecord).join('') };
}

/** A tar archive as its bytes, hostile or not; written by hand because libraries refuse to make hostile ones. */
export function renderFakeTar(entries: readonly FakeEntry[]): Buffer {
  return Buffer.concat([...entries.map(renderEntry), Buffer.alloc(1024)]);
}

export function renderFakeTarball(entries: readonly FakeEntry[]): Buffer {
  return gzipSync(renderFakeTar(entries));
}

function renderEntry(entry: FakeEntry): Buffer {
  const body = Buffer.from(entry.content ?? '');
  const padding = Buffer.alloc((512 - (body.length % 512)) % 512);
  const isLong = Buffer.byteLength(entry.path) > 100;
  const header = renderHeader(isLong ? { ...entry, path: 'package/long' } : entry, body.length);
  const own = Buffer.concat([header, body, padding]);
  return isLong ? Buffer.concat([renderPaxPath(entry.path), own]) : own;
}

function renderPaxPath(path: string): Buffer {
  return renderEntry(renderPax({ path }));
}

/** A record begins with its own length, which counts itself. */
function renderRecord([key, value]: [string, string]): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest) + 1;
  while (Buffer.byteLength(`${length}${rest}`) !== length) length = Buffer.byteLength(`${length}${rest}`);
  return `${length}${rest}`;
}

function renderHeader(entry: FakeEntry, bodySize: number): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, offset: number, width: number) =>
    header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, offset, 'latin1');
  header.write(entry.path, 0, 100, 'utf8');
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(entry.claimedSize ?? bodySize, 124, 12);
  entry.sizeField?.copy(header, 124);
  octal(0, 136, 12);
  header.fill(0x20, 148, 156);
  header.write(entry.type ?? '0', 156, 1, 'latin1');
  header.write(entry.linkPath ?? '', 157, 100, 'utf8');
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, entry.wrongSum ?? 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}
