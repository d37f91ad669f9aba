import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { digestOf } from '../core/index.ts';
import { ModelError } from './errors.ts';
import type { MeterLabels } from './meter.ts';
import type { ModelReply, ModelRequest, ModelUsage } from './types.ts';

/** Every reply that was ever paid for, by its request. One journal is written by one process. */
export interface Journal {
  /** `model` is its identity: equal names of unequal models must not answer for each other. */
  find(model: string, request: ModelRequest): ModelReply | undefined;
  /** What the replies that it held when it was opened were paid for. */
  readonly spentBefore: readonly { readonly model: string; readonly usage: ModelUsage }[];
  /** Returns once the reply is on the disk. Throws ModelError `journal`. */
  append(model: string, request: ModelRequest, reply: ModelReply, labels?: MeterLabels): Promise<void>;
  close(): Promise<void>;
}

const count = z.int().nonnegative();
const JournalEntry = z.object({
  key: z.string().regex(/^[0-9a-f]{64}$/),
  reply: z.object({
    text: z.string(),
    finish: z.enum(['stop', 'length', 'refusal', 'other']),
    usage: z.object({
      inputTokens: count,
      cachedInputTokens: count,
      outputTokens: count,
      reasoningTokens: count,
    }),
    model: z.string(),
    durationMs: z.number().nonnegative(),
  }),
});

/**
 * Opens a journal file, or begins one. A last line that a crash left half written is cut off; any other line that
 * cannot be read is ModelError `journal`, because a reply must not be lost in silence.
 */
export async function openJournal(path: string): Promise<Journal> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a+').catch((cause: unknown) => {
    throw new ModelError('journal', `Cannot open the journal "${path}"`, { cause });
  });
  const replies = new Map<string, ModelReply>();
  try {
    await file.truncate(readLines(await file.readFile('utf8'), path, replies));
  } catch (error) {
    await file.close();
    throw error;
  }
  let writing: Promise<unknown> = Promise.resolve();

  async function write(line: string): Promise<void> {
    try {
      await file.appendFile(line);
      await file.sync();
    } catch (cause) {
      throw new ModelError('journal', `Cannot write to the journal "${path}"`, {
        cause,
        hint: 'Make room on the disk, then run again with --resume',
      });
    }
  }

  return {
    spentBefore: [...replies.values()].map(({ model, usage }) => ({ model, usage })),
    find: (model, request) => replies.get(digestRequest(model, request)),
    async append(model, request, reply, labels) {
      const key = digestRequest(model, request);
      // What it was asked for is no part of the key; it stands first, where a reader finds it without the rest.
      const line = `${JSON.stringify({ ...(labels && { for: labels }), key, model, request, reply })}\n`;
      // One line after the other, whoever calls: lines that mix would be lost both.
      const mine = writing.then(() => write(line));
      writing = mine.catch(() => {});
      await mine;
      replies.set(key, { ...reply, replayed: true });
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}

/** Two requests share a key only when everything in them is the same, what they are for included. */
function digestRequest(model: string, request: ModelRequest): string {
  return digestOf({ model, request: JSON.parse(JSON.stringify(request)) });
}

/** Fills `replies` and gives the number of bytes that are whole lines. */
function readLines(text: string, path: string, replies: Map<string, ModelReply>): number {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  for (const [index, line] of whole.split('\n').entries()) {
    if (line === '') continue;
    const { key, reply } = readEntry(line, `${path}:${index + 1}`);
    replies.set(key, { ...reply, replayed: true });
  }
  return Buffer.byteLength(whole);
}

function readEntry(line: string, place: string): z.infer<typeof JournalEntry> {
  try {
    return JournalEntry.parse(JSON.parse(line));
  } catch (cause) {
    throw new ModelError('journal', `Cannot read the journal at ${place}: the line is damaged`, {
      cause,
      hint: 'Delete that line to have its reply asked for again',
    });
  }
}
