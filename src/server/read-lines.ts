import { createReadStream } from 'node:fs';

const newline = 10;

export interface StoredLine {
  readonly text: string;
  /** False for what stands after the last line end. */
  readonly isWhole: boolean;
}

/**
 * Lines of a file of ours, one at a time. Only a line feed ends one: readline takes others for ends, which JSON leaves as
 * they are inside of texts.
 */
export async function* readLines(path: string): AsyncGenerator<StoredLine> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      yield { text: Buffer.concat([...rest, chunk.subarray(start, end)]).toString('utf8'), isWhole: true };
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length > 0) yield { text: Buffer.concat(rest).toString('utf8'), isWhole: false };
}
