import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ChildFigures = z.strictObject({
  /** Resident when the work began. */
  baselineBytes: z.number(),
  /** Most that was resident while it ran. */
  peakBytes: z.number(),
  durationMs: z.number(),
  figures: z.record(z.string(), z.number()),
});
export type ChildFigures = z.infer<typeof ChildFigures>;

const childMain = fileURLToPath(new URL('./child-main.ts', import.meta.url));
const timeoutMs = 600_000;

/** Runs a task of a module's `tasks` in a process of its own. Throws with its error output when it does not finish. */
export function measureInChild(request: {
  readonly moduleUrl: string;
  readonly task: string;
  /** Goes over as JSON. */
  readonly input?: unknown;
}): Promise<ChildFigures> {
  return new Promise((resolve, reject) => {
    const words = [request.moduleUrl, request.task, JSON.stringify(request.input ?? null)];
    const child = fork(childMain, words, {
      execArgv: ['--expose-gc', '--import', import.meta.resolve('tsx')],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: timeoutMs,
    });
    let told = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      told = (told + chunk.toString()).slice(-4_000);
    });
    let answer: unknown = null;
    child.on('message', (message) => {
      answer = message;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const parsed = ChildFigures.safeParse(answer);
      if (parsed.success) return resolve(parsed.data);
      reject(
        new Error(`Cannot measure "${request.task}": its process ended with ${signal ?? code}\n${told}`),
      );
    });
  });
}

export function toMegabytes(bytes: number): number {
  return bytes / 1024 / 1024;
}
