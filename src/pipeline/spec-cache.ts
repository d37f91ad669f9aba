import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { SpecCache } from '../analyze/index.ts';
import { replaceFile } from '../output/index.ts';
import { specFilenames } from '../spec/index.ts';

const StoredSpec = z.strictObject({
  generatedAt: z.string(),
  texts: z.record(z.enum(specFilenames), z.string()),
  evidence: z.strictObject({
    dropped: z.array(z.strictObject({ text: z.string(), reason: z.string() })),
    unread: z.array(z.string()),
    statements: z.number(),
    quoted: z.number(),
    promptSha256: z.string(),
    model: z.string(),
  }),
});

/** Specifications by content below a folder, one file each; one that cannot be read counts as absent. */
export function createSpecCache(folder: string): SpecCache {
  const pathOf = (key: string): string => join(folder, key.slice(0, 2), `${key}.json`);
  return {
    async read(key) {
      try {
        return StoredSpec.parse(JSON.parse(await readFile(pathOf(key), 'utf8')));
      } catch {
        return null;
      }
    },
    async write(key, value) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      await replaceFile(path, JSON.stringify(value));
    },
  };
}
