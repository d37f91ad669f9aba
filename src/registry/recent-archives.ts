import { ReadableStream } from 'node:stream/web';
import { Response } from 'undici';
import { streamBody } from './read-body.ts';
import type { RegistryResponse } from './request.ts';

/** Archives that were read for their metadata, in memory, because their documents are read a moment later. */
export interface RecentArchives {
  find(key: string): RegistryResponse | null;
  /** Gives a response that holds the same. A large archive is not kept, and streams as before. */
  keep(
    response: RegistryResponse,
    asked: { readonly key: string; readonly purpose: string; readonly signal: AbortSignal | undefined },
  ): Promise<RegistryResponse>;
}

const mostBytes = 24 * 1024 * 1024;
const mostBytesEach = 4 * 1024 * 1024;

export function createRecentArchives(): RecentArchives {
  const kept = new Map<string, Buffer>();
  return {
    find(key) {
      const body = kept.get(key);
      return body === undefined ? null : new Response(body);
    },
    async keep(response, { key, purpose, signal }) {
      const chunks: Uint8Array[] = [];
      let size = 0;
      // Whoever unpacks it has the real limit.
      const rest = streamBody({ response, limitBytes: Number.MAX_SAFE_INTEGER, purpose, hint: '', signal });
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
        chunks.push(next.value);
        size += next.value.byteLength;
        if (size > mostBytesEach) return new Response(ReadableStream.from(joinAgain(chunks, rest)));
      }
      const body = Buffer.concat(chunks);
      kept.set(key, body);
      let total = [...kept.values()].reduce((sum, bytes) => sum + bytes.length, 0);
      for (const [oldest, bytes] of kept) {
        if (total <= mostBytes) break;
        kept.delete(oldest);
        total -= bytes.length;
      }
      return new Response(body);
    },
  };
}

async function* joinAgain(
  read: readonly Uint8Array[],
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* read;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
