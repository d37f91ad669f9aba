import { createCipheriv } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const fileBytes = 4 * 1024 * 1024;

/** Writes a module of so many bytes: a licence at its end, and files that no packer makes smaller. */
export async function writeZip(path: string, root: string, sizeBytes: number): Promise<void> {
  const zip = new ZipFile();
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  for (let index = 0; index * fileBytes < sizeBytes; index += 1)
    zip.addBuffer(cipher.update(Buffer.alloc(fileBytes)), `${root}part-${index}`, { compress: false });
  zip.addBuffer(Buffer.from('MIT'), `${root}LICENSE`);
  zip.end();
  await pipeline(zip.outputStream as NodeJS.ReadableStream, createWriteStream(path));
}
