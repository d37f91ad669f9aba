import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateRawSync } from 'node:zlib';
import { sha256Hex } from '../../core/index.ts';

export interface FakeIndex {
  readonly url: string;
  /** Paths that were asked for. */
  readonly seen: string[];
  /** Answers one path in place of the index, once. */
  interfere(path: string, answer: (response: ServerResponse) => void): void;
  close(): Promise<void>;
}

export interface FakeWheel {
  readonly project: string;
  readonly filename: string;
  readonly content: Buffer;
  /** What the index says, when it lies. */
  readonly sha256?: string;
}

/** A simple index on loopback, in JSON (PEP 691) or HTML (PEP 503). */
export async function startFakeIndex(
  wheels: readonly FakeWheel[],
  format: 'json' | 'html',
): Promise<FakeIndex> {
  const seen: string[] = [];
  const interferences = new Map<string, (response: ServerResponse) => void>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    seen.push(path);
    const interference = interferences.get(path);
    interferences.delete(path);
    if (interference) return interference(response);
    const wheel = wheels.find((candidate) => path === `/files/${candidate.filename}`);
    if (wheel) return void response.end(wheel.content);
    const page = wheels.filter((candidate) => path === `/simple/${candidate.project}/`);
    if (page.length === 0) return void response.writeHead(404).end();
    answerPage(response, page, format);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`,
    seen,
    interfere: (path, answer) => interferences.set(path, answer),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answerPage(response: ServerResponse, wheels: readonly FakeWheel[], format: 'json' | 'html'): void {
  const files = wheels.map(({ filename, content, sha256 = sha256Hex(content) }) => ({
    filename,
    url: `../../files/${filename}`,
    hashes: { sha256 },
  }));
  if (format === 'json') {
    response.setHeader('content-type', 'application/vnd.pypi.simple.v1+json');
    response.end(JSON.stringify({ meta: { 'api-version': '1.0' }, name: 'x', files }));
    return;
  }
  const links = files.map(
    (file) => `<a href="${file.url}#sha256=${file.hashes.sha256}">${file.filename}</a><br>`,
  );
  response.setHeader('content-type', 'text/html');
  response.end(`<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`);
}

/** A ZIP archive with one member beside a decoy. */
export function zipOf(path: string, content: Buffer, method: 'stored' | 'deflated'): Buffer {
  const members = [
    { path: 'decoy.txt', content: Buffer.from('decoy') },
    { path, content },
  ];
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const name = Buffer.from(member.path);
    const packed = method === 'deflated' ? deflateRawSync(member.content) : member.content;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(method === 'deflated' ? 8 : 0, 4);
    common.writeUInt32LE(crc32(member.content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(member.content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, packed);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, name);
    offset += 4 + common.length + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
