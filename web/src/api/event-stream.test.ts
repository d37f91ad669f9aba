import { expect, it } from 'vitest';
import { readEventStream } from './event-stream.ts';

function toStream(...pieces: readonly (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces)
        controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
}

async function readAll(...pieces: readonly (string | Uint8Array)[]) {
  const events = [];
  for await (const event of readEventStream(toStream(...pieces))) events.push(event);
  return events;
}

it('readEventStream() gives each event with its number, without comments and names', async () => {
  const events = await readAll(
    'retry: 2000\n\n: keep-alive\n\nid: 3\ndata: {"a":1}\n\nid: 4\nevent: Log\ndata: x\n\n',
  );

  expect(events).toEqual([
    { id: 3, data: '{"a":1}' },
    { id: 4, data: 'x' },
  ]);
});

it('readEventStream() does not mind where the bytes are cut, even inside of a letter', async () => {
  const bytes = new TextEncoder().encode('id: 1\r\ndata: ü\r\ndata: ß\r\n\r\n');
  const pieces = [...bytes].map((byte) => Uint8Array.of(byte));

  expect(await readAll(...pieces)).toEqual([{ id: 1, data: 'ü\nß' }]);
});

it('readEventStream() leaves out an event that was cut off', async () => {
  expect(await readAll('id: 1\ndata: whole\n\nid: 2\ndata: ha')).toEqual([{ id: 1, data: 'whole' }]);
});
