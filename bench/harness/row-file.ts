import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';

/** The rows of a file of results; none when it is not there. A last line that was broken off is left out. */
export function readRows<Row>(path: string): Row[] {
  return readWhole(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

/** Adds a row behind the last whole one, so that a bench that was broken off goes on. */
export function appendRow<Row>(path: string, row: Row): void {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) truncateSync(path, Buffer.byteLength(readWhole(path)));
  appendFileSync(path, `${JSON.stringify(row)}\n`);
}

function readWhole(path: string): string {
  if (!existsSync(path)) return '';
  const text = readFileSync(path, 'utf8');
  return text.slice(0, text.lastIndexOf('\n') + 1);
}
