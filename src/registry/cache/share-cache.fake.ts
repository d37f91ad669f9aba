import { createDiskCache } from './disk-cache.ts';

// A process of its own that writes and reads entries of a cache which others write, read and sweep at the same time.
const [folder = '', letter = ''] = process.argv.slice(2);
const cache = createDiskCache({ folder, limitBytes: 1_000_000, now: () => new Date() });
let wrong = 0;
let found = 0;
for (let round = 0; round < 150; round += 1) {
  const key = { url: new URL(`https://registry.example/${round % 30}`), form: '', authorization: null };
  const body = Buffer.alloc(40_000, letter);
  await cache.write(key, { body, contentType: letter, redirectedTo: null, etag: null, lastModified: null });
  const answer = await cache.read(key);
  if (answer === null) continue;
  found += 1;
  // Whole, and of one writer.
  if (!answer.body.equals(Buffer.alloc(40_000, answer.contentType))) wrong += 1;
}
console.log(JSON.stringify({ wrong, found }));
