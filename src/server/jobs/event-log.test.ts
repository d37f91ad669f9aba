import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventLog, type NumberedEvent } from './event-log.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-events-'));
  path = join(folder, 'events.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const note = (text: string) => ({ Log: { name: 'a', text } });
const textsOf = (events: readonly NumberedEvent[]) =>
  events.map(({ event }) => ('Log' in event ? event.Log.text : 'other'));

async function read(
  log: EventLog,
  after = 0,
  signal = new AbortController().signal,
): Promise<NumberedEvent[]> {
  const events: NumberedEvent[] = [];
  for await (const event of log.follow(after, signal)) events.push(event);
  return events;
}

describe('EventLog', () => {
  it('follow() gives what was appended before and after it began, numbered from 1, until the end', async () => {
    const log = new EventLog(path);
    await log.begin({ anew: false });
    const early = read(log);
    log.append(note('one'));
    log.append(note('two'));
    await log.flush();
    const midway = read(log, 1);
    for (let count = 3; count <= 500; count += 1) log.append(note(`${count}`));
    await log.end();

    expect((await early).map(({ id }) => id)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
    expect(await midway).toEqual((await early).slice(1));
    expect(await read(log)).toEqual(await early);
    expect(await read(new EventLog(path))).toEqual(await early);
    expect(log.lastId).toBe(500);
  });

  it('follow() ends when its reader goes away, and for a job without events', async () => {
    const log = new EventLog(path);
    await log.begin({ anew: false });
    const gone = new AbortController();
    const reading = read(log, 0, gone.signal);

    gone.abort();

    expect(await reading).toEqual([]);
    expect(await read(new EventLog(join(folder, 'none')))).toEqual([]);
  });

  it('follow() leaves nobody waiting behind it, however it ends', async () => {
    const log = new EventLog(path);
    await log.begin({ anew: false });
    log.append(note('one'));
    await log.flush();
    const gone = new AbortController();
    const waiting = read(log, 0, gone.signal);
    for await (const _ of log.follow(0, new AbortController().signal)) break;
    gone.abort();
    await waiting;
    const byAbort = log.followers;
    await log.end();

    for (let round = 0; round < 20; round += 1) await read(log);

    expect([byAbort, log.followers]).toEqual([0, 0]);
  });

  it('follow() keeps letters whole that lie across the ends of its chunks', async () => {
    const log = new EventLog(path);
    await log.begin({ anew: false });
    const texts = Array.from({ length: 40 }, (_, index) => `${'x'.repeat(index)}${'ñ𝄞'.repeat(2000)}`);
    for (const text of texts) log.append(note(text));
    await log.end();

    expect(textsOf(await read(log))).toEqual(texts);
  });

  it('begin() goes on after a half-written line, also a long one, and passes over what is no event', async () => {
    const first = new EventLog(path);
    await first.begin({ anew: false });
    first.append(note('one'));
    await first.end();
    await appendFile(path, `nonsense\n{"id":2,"event":{"Unknown":{}}}\n`);
    const second = new EventLog(path);
    await second.begin({ anew: false });
    second.append(note('two'));
    await second.end();
    expect(textsOf(await read(second))).toEqual(['one', 'two']);
    expect(second.lastId).toBe(2);
    await writeFile(
      path,
      `{"id":7,"event":{"Log":{"name":"a","text":"seven"}}}\n{"id":8,"event":{"Log":${'x'.repeat(200_000)}`,
    );
    const third = new EventLog(path);

    const last = await third.begin({ anew: false });
    third.append(note('eight'));
    await third.end();

    expect(last?.id).toBe(7);
    expect(await read(third)).toMatchObject([
      { id: 7, event: { Log: { text: 'seven' } } },
      { id: 8, event: { Log: { text: 'eight' } } },
    ]);
  });

  it('begin({ anew: true }) puts the earlier run aside and goes on counting', async () => {
    const log = new EventLog(path);
    await log.begin({ anew: false });
    log.append(note('one'));
    await log.end();

    await log.begin({ anew: true });
    log.append(note('two'));
    await log.end();

    expect(await read(log)).toEqual([{ id: 2, event: note('two') }]);
    expect((await readdir(folder)).toSorted()).toEqual(['events.jsonl', 'events.jsonl.until-1']);
  });

  it('append() tries what could not be written again with the next event', async () => {
    const gone = join(folder, 'gone');
    const log = new EventLog(join(gone, 'events.jsonl'));
    await log.begin({ anew: false });
    log.append(note('one'));
    await log.flush();
    await mkdir(gone);

    log.append(note('two'));
    await log.end();

    expect(textsOf(await read(log))).toEqual(['one', 'two']);
    expect(await readFile(join(gone, 'events.jsonl'), 'utf8')).toMatch(/^\{"id":1,.*\n\{"id":2,.*\n$/);
  });
});
