import { open } from 'node:fs/promises';
import { createFileSink, download, requireSuccess, retryDownload } from './download.ts';
import type { PullOptions, PullTarget } from './pull-options.ts';

const limitBytes = 200 * 1024 ** 3;

/** Fetches one address into the partial file, going on where an earlier try ended when the server can. */
export async function pullFromUrl(url: string, target: PullTarget, options: PullOptions): Promise<void> {
  await retryDownload(`"${url}"`, options, async () => {
    const file = await open(target.partialPath, 'a+');
    try {
      await fetchRest(url, file, target, options);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

async function fetchRest(
  url: string,
  file: Awaited<ReturnType<typeof open>>,
  target: PullTarget,
  options: PullOptions,
): Promise<void> {
  let doneBytes = (await file.stat()).size;
  if (target.sizeBytes !== null && doneBytes === target.sizeBytes) return;
  let totalBytes = target.sizeBytes;
  const sink = createFileSink(file, `"${url}"`, target.sizeBytes ?? limitBytes);
  await download(url, {
    ...options,
    headers: doneBytes > 0 ? { range: `bytes=${doneBytes}-`, 'accept-encoding': 'identity' } : {},
    async begin(response) {
      // 416: nothing is left to send. Whether the file is right, its digest says.
      if (response.status === 416 && doneBytes > 0) return;
      requireSuccess(`"${url}"`, response.status);
      if (response.status !== 206) {
        await file.truncate(0);
        doneBytes = 0;
      }
      const length = Number.parseInt(response.headers.get('content-length') ?? '', 10);
      if (Number.isInteger(length)) totalBytes ??= doneBytes + length;
    },
    async write(chunk) {
      await sink.write(chunk);
      doneBytes += chunk.byteLength;
      options.onProgress({ phase: 'fetching', doneBytes, totalBytes });
    },
  });
}
