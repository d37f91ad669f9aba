import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { SandboxError } from './errors.ts';

export interface ProcessRequest {
  readonly program: string;
  readonly arguments: readonly string[];
  /** What bubblewrap reads from descriptors 4 and 5; it answers on 3. Without it the child has the usual three. */
  readonly descriptors?: { readonly arguments: string; readonly filter: Uint8Array };
  readonly standardInput: string | Readable;
  /** Nothing by default. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly wallTimeMs: number;
  readonly outputBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ProcessResult {
  readonly exitCode: number | null;
  readonly signalName: string | null;
  readonly standardOutput: string;
  readonly standardError: string;
  /** What bubblewrap said on file descriptor 3. */
  readonly status: string;
  readonly outputTruncated: boolean;
  readonly timedOut: boolean;
  readonly durationMs: number;
}

/** Runs a program in a process group of its own, with output caps; the whole group is killed when its time is over. */
export async function runProcess(request: ProcessRequest): Promise<ProcessResult> {
  request.signal?.throwIfAborted();
  const started = performance.now();
  const child = spawnAlone(request);
  const closed = waitForClose(child, request.program);
  const output = keepHead(child.stdout, request.outputBytes);
  const errors = keepHead(child.stderr, request.outputBytes);
  const extra = child.stdio as unknown as readonly (Readable & Writable)[];
  const status = keepHead(extra[3] ?? null, 65_536);
  if (request.descriptors !== undefined) {
    feed(extra[4] as Writable, request.descriptors.arguments);
    feed(extra[5] as Writable, request.descriptors.filter);
  }
  feed(child.stdin as Writable, request.standardInput);

  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    killGroup(child);
  }, request.wallTimeMs);
  const abort = () => killGroup(child);
  request.signal?.addEventListener('abort', abort, { once: true });
  try {
    const [exitCode, signalName] = await closed;
    request.signal?.throwIfAborted();
    return {
      exitCode,
      signalName,
      standardOutput: output.text(),
      standardError: errors.text(),
      status: status.text(),
      outputTruncated: output.truncated() || errors.truncated(),
      timedOut,
      durationMs: performance.now() - started,
    };
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', abort);
  }
}

function spawnAlone(request: ProcessRequest): ChildProcess {
  const nothing = openSync('/dev/null', 'r');
  try {
    const pipes = request.descriptors === undefined ? 3 : 6;
    const stdio: ('pipe' | 'ignore' | number)[] = Array.from({ length: pipes }, () => 'pipe');
    for (const descriptor of listInheritable()) if (descriptor >= pipes) stdio[descriptor] = nothing;
    const filled = Array.from(stdio, (entry) => entry ?? 'ignore');
    return spawn(request.program, request.arguments, {
      detached: true,
      env: request.environment ?? {},
      cwd: '/',
      stdio: filled,
    });
  } finally {
    closeSync(nothing);
  }
}

const closeOnExec = 0o2000000;

// What started phalus may have left descriptors open that every child inherits: a way out of the sandbox. Node closes
// its own on exec but not those, and gives no way to close them, so they are covered with /dev/null.
function listInheritable(): number[] {
  return readdirSync('/proc/self/fd')
    .filter((name) => {
      try {
        const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${name}`, 'utf8'))?.[1];
        return flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0;
      } catch {
        return false;
      }
    })
    .map(Number);
}

async function waitForClose(child: ChildProcess, program: string): Promise<[number | null, string | null]> {
  try {
    return (await once(child, 'close')) as [number | null, string | null];
  } catch (cause) {
    throw new SandboxError('start-failed', `Cannot start "${program}": the system refused`, {
      cause,
      hint: 'Run phalus doctor to see what this machine can do',
    });
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended in between.
  }
}

function feed(stream: Writable, input: string | Uint8Array | Readable): void {
  // A guest that ends without reading its input is no fault of ours.
  stream.on('error', () => {});
  if (input instanceof Readable) input.on('error', () => stream.destroy()).pipe(stream);
  else stream.end(input);
}

function keepHead(stream: Readable | null, limit: number) {
  const chunks: Buffer[] = [];
  let size = 0;
  let truncated = false;
  stream?.on('error', () => {});
  stream?.on('data', (chunk: Buffer) => {
    const room = limit - size;
    if (chunk.length > room) truncated = true;
    // What is over is still read: a full pipe would hold up the guest until its time is over.
    if (room <= 0) return;
    chunks.push(chunk.subarray(0, room));
    size += Math.min(room, chunk.length);
  });
  return { text: () => Buffer.concat(chunks).toString('utf8'), truncated: () => truncated };
}
