import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { fetch, Response } from 'undici';
import { describe, expect, it } from 'vitest';
import { createFakeWeb, createOfflineWeb, type FakeAnswer } from '../docs.fake.ts';
import { maxPageBytes } from '../limits.ts';
import { fetchPage } from './fetch-page.ts';

const text = { headers: { 'content-type': 'text/plain; charset=utf-8' } };
const redirect = (location: string) => new Response(null, { status: 302, headers: { location } });

async function fetchFrom(url: string, answer: FakeAnswer, addresses: Record<string, string> = {}) {
  const { web, asked } = createFakeWeb(answer, addresses);
  const result = await fetchPage({ url, web, timeoutMs: 300, accept: 'text/plain' });
  return { result, asked };
}

describe('fetchPage()', () => {
  it.each([
    'http://docs.example.org/',
    'file:///etc/passwd',
    'ftp://docs.example.org/',
    'javascript:alert(1)',
    'no url',
    'https://docs.example.org:8443/',
    'https://user:password@docs.example.org/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://0/',
    'https://10.1.2.3/',
    'https://172.20.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://localhost/',
    'https://localhost./',
    'https://db.internal/',
    'https://printer.local/',
    'https://intranet/',
    'https://①②⑦.⓪.⓪.①/',
  ])('asks nobody for "%s"', async (url) => {
    const { result, asked } = await fetchFrom(url, async () => new Response('secret', text));

    expect(result.kind).toBe('unavailable');
    expect(asked).toEqual([]);
  });

  it.each([
    '10.0.0.8',
    '127.0.0.1',
    '169.254.169.254',
    '0.0.0.0',
    '::1',
    '::ffff:10.0.0.1',
    'fe80::1%eth0',
    'fc00::1',
    '192.168.178.1',
    '172.31.255.255',
    '100.100.100.200',
    '198.18.0.1',
    '192.0.2.7',
    '224.0.0.251',
    '255.255.255.255',
    '::',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
    'ff02::1',
  ])('asks nobody when a public name leads to %s', async (address) => {
    const { result, asked } = await fetchFrom(
      'https://docs.example.org/',
      async () => new Response('x', text),
      {
        'docs.example.org': address,
      },
    );

    expect(result).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('not a public address'),
    });
    expect(asked).toEqual([]);
  });

  it('asks for the addresses of a name anew at every hop', async () => {
    const { web, asked } = createFakeWeb(async () => redirect('https://docs.example.org/next'));
    let lookups = 0;
    const lookup = async () => [{ address: ++lookups > 2 ? '10.0.0.1' : '93.184.215.14', family: 4 }];

    const result = await fetchPage({
      url: 'https://docs.example.org/',
      web: { ...web, lookup },
      timeoutMs: 300,
      accept: 'text/plain',
    });

    expect(result).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('10.0.0.1') });
    expect(asked).toHaveLength(2);
  });

  it('does not follow a body that unpacks to more than the limit', async () => {
    const packed = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const server = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' }).end(packed),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { web } = createFakeWeb(async () =>
      fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    );

    const result = await fetchPage({
      url: 'https://docs.example.org/',
      web,
      timeoutMs: 60_000,
      accept: 'text/plain',
    });
    server.closeAllConnections();
    server.close();

    expect(packed.byteLength).toBeLessThan(maxPageBytes);
    expect(result).toMatchObject({ kind: 'refused', reason: `larger than ${maxPageBytes} bytes` });
  });

  it.each([
    'https://127.0.0.1/admin',
    'http://docs.example.org/',
    '//[::1]/',
    'https://inside.example.org/',
    'https://2852039166/',
  ])('does not follow a redirect to "%s"', async (location) => {
    const { result, asked } = await fetchFrom('https://docs.example.org/', async () => redirect(location), {
      'inside.example.org': '192.168.0.1',
    });

    expect(result.kind).toBe('unavailable');
    expect(asked).toEqual(['https://docs.example.org/']);
  });

  it('follows five redirects and no sixth', async () => {
    const answer =
      (hops: number): FakeAnswer =>
      async (url) => {
        const hop = Number(new URL(url).pathname.slice(1));
        return hop < hops ? redirect(`/${hop + 1}`) : new Response('found', text);
      };

    const five = await fetchFrom('https://docs.example.org/0', answer(5));
    const six = await fetchFrom('https://docs.example.org/0', answer(6));

    expect(five.result).toMatchObject({
      kind: 'page',
      url: 'https://docs.example.org/5',
      contentType: 'text/plain',
    });
    expect(six.result).toEqual({ kind: 'unavailable', reason: 'more than 5 redirects' });
    expect(six.asked).toHaveLength(6);
  });

  it('stops a page that streams beyond the limit, whatever its header says', async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });

    const { result } = await fetchFrom(
      'https://docs.example.org/',
      async () => new Response(body, { headers: { ...text.headers, 'content-length': '10' } }),
    );

    expect(result).toMatchObject({ kind: 'refused', reason: `larger than ${maxPageBytes} bytes` });
    expect(sent).toBeLessThan(maxPageBytes + 4 * 65_536);
  });

  it.each([
    'application/javascript',
    'text/javascript',
    'application/x-javascript; charset=utf-8',
    'text/typescript',
    'application/json',
    'application/ld+json',
    'text/x-python',
    'text/x-c',
    'text/css',
    'text/x-diff',
    'application/xml',
    'application/gzip',
    'application/zip',
    'application/octet-stream',
    'application/pdf',
    'image/svg+xml',
    'multipart/mixed',
    'text/html, application/javascript',
    'text/plainly',
    '',
  ])('refuses the content type "%s"', async (contentType) => {
    const { result } = await fetchFrom(
      'https://docs.example.org/',
      async () => new Response('x', { headers: { 'content-type': contentType, 'content-length': '1' } }),
    );

    expect(result).toEqual({
      kind: 'refused',
      url: 'https://docs.example.org/',
      reason: expect.stringContaining('not a kind of text'),
      sizeBytes: 1,
    });
  });

  it.each<[string, FakeAnswer]>([
    ['never answers', () => new Promise(() => {})],
    [
      'never ends its body',
      async () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }), text),
    ],
    ['redirects slowly', () => new Promise((resolve) => setTimeout(() => resolve(redirect('/again')), 120))],
  ])('gives up on a server that %s', async (_name, answer) => {
    const start = performance.now();

    const { result } = await fetchFrom('https://docs.example.org/', answer);

    expect(result).toEqual({ kind: 'unavailable', reason: 'no answer within 300 ms' });
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  it('says at once that a name does not resolve', async () => {
    const { web } = createOfflineWeb();

    const result = await fetchPage({
      url: 'https://docs.example.org/',
      web,
      timeoutMs: 60_000,
      accept: 'text/html',
    });

    expect(result).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('ENOTFOUND') });
  });

  it('throws when the user stops it, also while a name is looked up', async () => {
    const { web } = createFakeWeb(async () => new Response('x', text));
    const controller = new AbortController();
    const waiting = fetchPage({
      url: 'https://docs.example.org/',
      web: { ...web, lookup: () => new Promise(() => {}) },
      timeoutMs: 60_000,
      accept: 'text/html',
      signal: controller.signal,
    });

    controller.abort();

    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});
