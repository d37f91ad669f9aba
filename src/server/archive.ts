import { constants, createReadStream, type ReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { auditPath, isPlainPath, packageFolder } from '../output/index.ts';
import type { Job } from './jobs/job.ts';
import type { JobPackage } from './jobs/record.ts';

interface ArchivedFile {
  /** Within the archive, with `/`. */
  readonly name: string;
  readonly path: string;
}

/**
 * These packages of a job with their evidence, and its audit log, as a ZIP that is made while it is read: one file is
 * open at a time. Links are left out. Null when the job's output is gone.
 */
export async function createArchive(
  { job, packages }: { readonly job: Job; readonly packages: readonly JobPackage[] },
  outputDirectory: string,
): Promise<ReadableStream<Uint8Array> | null> {
  if (!(await isPlainPath(outputDirectory, job.outputDirectory))) return null;
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let current: ReadStream | null = null;
  zip.on('error', (error: Error) => output.destroy(error));
  // Whoever reads is told; with nobody reading it must not end the process.
  output.on('error', () => {});
  // Who stops reading leaves nothing open.
  output.on('close', () => current?.destroy());
  for (const { name, path } of await listFiles(job, packages)) {
    const { mtime, mode } = await stat(path);
    zip.addReadStreamLazy(name, { mtime, mode }, (callback) => {
      openPlain(path).then(
        (stream) => {
          current = stream;
          if (output.destroyed) stream.destroy();
          else callback(null, stream);
        },
        (error: unknown) => callback(error, Readable.from([])),
      );
    });
  }
  zip.end();
  return readOnDemand(output);
}

/** Readable.toWeb() of Node 20 fails outside any promise when its reader goes away at the wrong moment. */
function readOnDemand(output: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = output[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => void output.destroy(),
  });
}

async function openPlain(path: string): Promise<ReadStream> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  return createReadStream('', { fd: file });
}

async function listFiles(
  { outputDirectory: root }: Job,
  packages: readonly JobPackage[],
): Promise<ArchivedFile[]> {
  const files: ArchivedFile[] = [];
  if (await isPlainPath(root, auditPath(root))) files.push({ name: 'audit.jsonl', path: auditPath(root) });
  for (const { name, status } of packages) {
    const folder = packageFolder(root, name);
    if (status === 'unsupported' || !(await isPlainPath(root, folder))) continue;
    files.push(...(await listBelow(root, folder)));
  }
  return files;
}

async function listBelow(root: string, folder: string): Promise<ArchivedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return (
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({
        name: path
          .slice(root.length + 1)
          .split(sep)
          .join('/'),
        path,
      }))
      // A name that would be a folder elsewhere could leave the one that it is unpacked in.
      .filter(({ name }) => !name.includes('\\'))
      .toSorted((first, second) => (first.name < second.name ? -1 : 1))
  );
}
