import { readLines } from './lines.ts';

export interface SentEvent {
  readonly id: number;
  readonly data: string;
}

/**
 * Events of a stream by the rules of the HTML standard. The browser's own EventSource can carry neither a token nor, on
 * its first try, the number of the last event.
 */
export async function* readEventStream(body: ReadableStream<Uint8Array>): AsyncGenerator<SentEvent> {
  let id = 0;
  let data: string[] = [];
  for await (const line of readLines(body)) {
    if (line === '') {
      if (data.length > 0) yield { id, data: data.join('\n') };
      data = [];
      continue;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    if (field === 'id' && /^\d+$/.test(value)) id = Number(value);
  }
}
