import { createHash } from 'node:crypto';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditEvent, openAuditLog, verifyAudit } from '../src/audit/index.ts';
import { atMost, compareByDifference, compareByRatio, showFigure } from './harness/compare.ts';
import { measureInChild, toMegabytes } from './harness/measure-in-child.ts';
import { measureInterleaved, timeOnClock } from './harness/measure-interleaved.ts';
import type { MemoryTask, Outcome, Subject } from './harness/types.ts';

const eventCount = 10_000;
/** Events that are appended at once and made durable together, as by packages that run side by side. */
const batchSize = 50;

export const subject: Subject = { title: `${eventCount} events appended, and verified`, measure };

export const tasks: Readonly<Record<'append', MemoryTask<number>>> = {
  append: async (count) => {
    const folder = await mkdtemp(join(tmpdir(), 'phalus-bench-'));
    await append(join(folder, 'warm.jsonl'), batchSize * 10);
    return async () => {
      await append(join(folder, 'audit.jsonl'), count);
      await rm(folder, { recursive: true });
      return {};
    };
  },
};

async function measure(): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'phalus-bench-'));
  try {
    return { kind: 'measured', measures: [...(await measureSpeed(folder)), await measureMemory()] };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureSpeed(folder: string) {
  const ours = join(folder, 'audit.jsonl');
  const plain = join(folder, 'plain.jsonl');
  const fresh = async (path: string, work: () => Promise<void>) => {
    await rm(path, { force: true });
    return timeOnClock(work)();
  };
  const figures = await measureInterleaved({
    contenders: {
      append: () => fresh(ours, () => append(ours, eventCount)),
      plain: () => fresh(plain, () => appendPlainly(plain, eventCount)),
      verify: timeOnClock(() => verify(ours)),
      verifyPlain: timeOnClock(() => verifyPlainly(plain)),
    },
    warmUps: 1,
    rounds: 9,
  });
  const perSecond = (values: readonly number[]) => values.map((timeMs) => (eventCount * 1000) / timeMs);
  return [
    showFigure({ what: 'appended', unit: 'events/s', values: perSecond(figures.append), limit: null }),
    compareByRatio({
      what: 'time against plain append, sync and SHA-256',
      unit: 'ms',
      own: { name: 'audit log', values: figures.append },
      rival: { name: 'plain', values: figures.plain },
      limit: atMost(6),
    }),
    showFigure({ what: 'verified', unit: 'events/s', values: perSecond(figures.verify), limit: null }),
    compareByRatio({
      what: 'time against plain JSON.parse and SHA-256',
      unit: 'ms',
      own: { name: 'verifyAudit', values: figures.verify },
      rival: { name: 'plain', values: figures.verifyPlain },
      limit: atMost(8),
    }),
  ];
}

async function measureMemory() {
  const peakOf = async (count: number) => {
    const { baselineBytes, peakBytes } = await measureInChild({
      moduleUrl: import.meta.url,
      task: 'append',
      input: count,
    });
    return toMegabytes(peakBytes - baselineBytes);
  };
  // Fewer than these would only show how V8 makes room for young objects, which ends by itself.
  const [few, many] = [eventCount * 4, eventCount * 12];
  const figures = await measureInterleaved({
    contenders: { few: () => peakOf(few), many: () => peakOf(many) },
    warmUps: 0,
    rounds: 2,
  });
  return compareByDifference({
    what: `peak memory of ${many} events over that of ${few}`,
    unit: 'MB',
    own: { name: `${many}`, values: figures.many },
    rival: { name: `${few}`, values: figures.few },
    limit: atMost(16),
  });
}

function eventOf(index: number): AuditEvent {
  return {
    type: 'doc_fetched',
    package: 'tool-belt@1.0.0',
    index,
    sha256: 'a'.repeat(64),
    path: 'docs/guide.md',
  };
}

async function append(path: string, count: number): Promise<void> {
  const log = await openAuditLog({ path, now: () => new Date(0) });
  for (let first = 0; first < count; first += batchSize) {
    await Promise.all(Array.from({ length: batchSize }, (_, index) => log.append(eventOf(first + index))));
  }
  await log.close();
}

/** The least that does the same: a line with a chained hash, written and made durable batch by batch. */
async function appendPlainly(path: string, count: number): Promise<void> {
  const handle = await open(path, 'a');
  let previous = '';
  for (let first = 0; first < count; first += batchSize) {
    const lines = Array.from({ length: batchSize }, (_, index) => {
      const body = JSON.stringify({ seq: first + index, event: eventOf(first + index), previous });
      previous = createHash('sha256').update(body).digest('hex');
      return `${body}\t${previous}\n`;
    });
    await handle.appendFile(lines.join(''));
    await handle.datasync();
  }
  await handle.close();
}

async function verify(path: string): Promise<void> {
  const findings = verifyAudit(await readFile(path, 'utf8'));
  if (findings.length > 0)
    throw new Error(`Cannot measure: the log does not verify: ${findings[0]?.message}`);
}

async function verifyPlainly(path: string): Promise<void> {
  let previous = '';
  for (const line of (await readFile(path, 'utf8')).trimEnd().split('\n')) {
    const [body = '', digest] = line.split('\t');
    const entry = JSON.parse(body) as { previous: string };
    if (entry.previous !== previous) throw new Error('Cannot measure: the plain file is broken');
    previous = createHash('sha256').update(body).digest('hex');
    if (previous !== digest) throw new Error('Cannot measure: the plain file is broken');
  }
}
