import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { fetch } from 'undici';
import { createHttp, createNpmRegistry, RegistryError, readNpmClientConfig } from '../src/registry/index.ts';
import { readVerifiedZip } from '../src/registry/unpack-zip.ts';
import { atMost, compareByRatio, showFigure } from './harness/compare.ts';
import { type ChildFigures, measureInChild, toMegabytes } from './harness/measure-in-child.ts';
import { measureInterleaved } from './harness/measure-interleaved.ts';
import type { Measure, MemoryTask, Outcome, Subject } from './harness/types.ts';
import { hostileTarballs, writeHostileTarballs } from './material/hostile-tarballs.ts';
import { type WrittenTarball, writeTarball } from './material/tarball.ts';
import { writeZip } from './material/zip.ts';

const sizeBytes = 50 * 1024 * 1024;
const zipRoot = 'code.example/kit@v1.0.0/';
const endlessPath = '/endless.zip';

export const subject: Subject = { title: 'a package of 50 MB, streamed from a registry', measure };

interface Served {
  readonly origin: string;
  readonly integrity: string;
}

type Contender = 'phalus' | 'gunzip';

export const tasks: Readonly<Record<Contender | 'hostile' | 'zip' | 'endless', MemoryTask<Served>>> = {
  zip: async (served) => {
    await readZip(served, '/small.zip');
    return () => readZip(served, '/large.zip');
  },
  endless: async (served) => {
    await readZip(served, '/small.zip');
    return async () => {
      const stopped = await readZip(served, endlessPath).then(
        () => 0,
        (error: unknown) => (error instanceof RegistryError && error.code === 'too-large' ? 1 : 0),
      );
      return { stopped };
    };
  },
  phalus: async (served) => {
    await readArchive(served, '/small.tgz', null);
    return () => readArchive(served, '/large.tgz', served.integrity);
  },
  gunzip: async (served) => {
    await unzip(served, '/small.tgz');
    return () => unzip(served, '/large.tgz');
  },
  hostile: async (served) => {
    await readArchive(served, '/small.tgz', null);
    return async () => {
      let stopped = 0;
      for (const name of hostileTarballs) stopped += await readHostile(served, `/${name}`);
      return { stopped };
    };
  },
};

async function measure(): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'phalus-bench-'));
  try {
    await writeTarball(join(folder, 'small.tgz'), 1024 * 1024);
    const large = await writeTarball(join(folder, 'large.tgz'), sizeBytes);
    await writeHostileTarballs(folder);
    await writeZip(join(folder, 'small.zip'), zipRoot, 1024 * 1024);
    await writeZip(join(folder, 'large.zip'), zipRoot, sizeBytes);
    const server = await serve(folder);
    try {
      const measures = await compareReaders(server.origin, large);
      const more = [...(await measureZips(server.origin)), ...(await measureHostile(server.origin))];
      return { kind: 'measured', measures: [...measures, ...more] };
    } finally {
      server.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compareReaders(origin: string, large: WrittenTarball): Promise<Measure[]> {
  const seen: Record<Contender, ChildFigures[]> = { phalus: [], gunzip: [] };
  const read = (task: Contender) => async () => {
    const input: Served = { origin, integrity: large.integrity };
    const figures = await measureInChild({ moduleUrl: import.meta.url, task, input });
    const expected = task === 'phalus' ? large.contentBytes : large.unpackedBytes;
    if (figures.figures.bytes !== expected) throw new Error(`Cannot measure: "${task}" did not read all`);
    seen[task].push(figures);
    return figures.durationMs;
  };
  const times = await measureInterleaved({
    contenders: { phalus: read('phalus'), gunzip: read('gunzip') },
    warmUps: 0,
    rounds: 5,
  });
  const memoryOf = (figures: readonly ChildFigures[]) =>
    figures.map(({ peakBytes, baselineBytes }) => toMegabytes(peakBytes - baselineBytes));
  const what = 'peak memory over baseline';
  return [
    showFigure({ what, unit: 'MB', values: memoryOf(seen.phalus), limit: atMost(64) }),
    showFigure({ what: `${what}, gunzip alone`, unit: 'MB', values: memoryOf(seen.gunzip), limit: null }),
    compareByRatio({
      what: 'time against gunzip alone',
      unit: 'ms',
      own: { name: 'phalus', values: times.phalus },
      rival: { name: 'gunzip', values: times.gunzip },
      limit: atMost(2),
    }),
  ];
}

async function measureHostile(origin: string): Promise<Measure[]> {
  const input: Served = { origin, integrity: '' };
  const found = await measureInChild({ moduleUrl: import.meta.url, task: 'hostile', input });
  const what = `${hostileTarballs.length} hostile archives`;
  if (found.figures.stopped !== hostileTarballs.length)
    throw new Error('Cannot measure: not all were stopped');
  return [
    showFigure({
      what: `${what}: peak memory over baseline`,
      unit: 'MB',
      values: [toMegabytes(found.peakBytes - found.baselineBytes)],
      limit: atMost(192),
    }),
    showFigure({
      what: `${what}: time until all are stopped`,
      unit: 'ms',
      values: [found.durationMs],
      limit: null,
    }),
  ];
}

async function measureZips(origin: string): Promise<Measure[]> {
  const input: Served = { origin, integrity: '' };
  const peakOf = async (task: 'zip' | 'endless') => {
    const found = await measureInChild({ moduleUrl: import.meta.url, task, input });
    if ((found.figures.files ?? found.figures.stopped) !== 1)
      throw new Error(`Cannot measure: "${task}" did not end as it should`);
    return [toMegabytes(found.peakBytes - found.baselineBytes)];
  };
  const what = 'peak memory over baseline';
  return [
    showFigure({
      what: `a ZIP of 50 MB: ${what}`,
      unit: 'MB',
      values: await peakOf('zip'),
      limit: atMost(64),
    }),
    showFigure({
      what: `a ZIP of 10 GB: ${what}`,
      unit: 'MB',
      values: await peakOf('endless'),
      limit: atMost(64),
    }),
  ];
}

/** 1 when the archive is refused, or nothing but its README is read of it. */
async function readHostile(served: Served, path: string): Promise<number> {
  try {
    const { bytes } = await readArchive(served, path, null);
    return bytes === '# a'.length ? 1 : 0;
  } catch (error) {
    if (error instanceof RegistryError) return 1;
    throw error;
  }
}

/** In the process of the bench, so that what the server holds is not counted. */
async function serve(folder: string): Promise<{ origin: string; close(): void }> {
  const server = createServer(async (request, response) => {
    if (request.url === endlessPath) {
      await pipeline(Readable.from(renderEndless()), response).catch(() => response.destroy());
      return;
    }
    const path = join(folder, basename(request.url ?? ''));
    response.writeHead(200, { 'content-length': (await stat(path)).size });
    await pipeline(createReadStream(path), response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function* renderEndless(): Generator<Buffer> {
  const piece = Buffer.alloc(1024 * 1024, 'PK');
  for (let megabytes = 0; megabytes < 10_000; megabytes += 1) yield piece;
}

async function readZip({ origin }: Served, path: string) {
  const listing = await readVerifiedZip({
    response: await fetch(`${origin}${path}`),
    integrity: null,
    accept: (name) => name === 'LICENSE',
    packedLimitBytes: 2 * sizeBytes,
    limits: { unpackedBytes: 8 * sizeBytes, entries: 1000, keptBytes: sizeBytes },
    purpose: 'read the archive',
    signal: undefined,
    root: zipRoot,
  });
  return { files: listing.files.length };
}

async function readArchive(served: Served, path: string, integrity: string | null) {
  const client = await readNpmClientConfig({
    environment: {},
    homeDirectory: '/home/user',
    workDirectory: '/project',
    readFile: async (file) => (file === '/home/user/.npmrc' ? `registry=${served.origin}` : null),
  });
  const http = createHttp({ client });
  const registry = createNpmRegistry({ fetch: http.fetch, client, packageSizeLimitBytes: 2 * sizeBytes });
  const listing = await registry.readArchive(
    {
      ...{
        ecosystem: 'npm',
        name: 'tool-belt',
        version: '1.0.0',
        description: '',
        keywords: [],
        license: '',
      },
      ...{ homepage: null, repository: null, unpackedSizeBytes: null, deprecated: null, dependencies: {} },
      ...{ entryPoints: {}, publishedAt: null },
      archive: { url: `${served.origin}${path}`, integrity, sizeBytes: null },
    },
    { accept: (name) => name.endsWith('.md') },
  );
  await http.close();
  if (listing.files.length !== 1) throw new Error('Cannot measure: the README was not kept');
  return { bytes: listing.entries.reduce((sum, entry) => sum + entry.sizeBytes, 0) };
}

async function unzip(served: Served, path: string) {
  const { body } = await fetch(`${served.origin}${path}`);
  if (body === null) throw new Error('Cannot measure: the server gave no body');
  let bytes = 0;
  const count = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.byteLength;
      done();
    },
  });
  await pipeline(body, createGunzip(), count);
  return { bytes };
}
