import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CliContext, CliOutput } from './context.ts';

/** The real process: the only place, with the server, where phalus meets it. */
export function createProcessContext(owner: NodeJS.Process): CliContext {
  const workDirectory = owner.cwd();
  endQuietlyOnClosedPipe(owner);
  return {
    program: nameProgram(owner.argv[1] ?? '', workDirectory),
    arguments: owner.argv.slice(2),
    environment: owner.env,
    homeDirectory: homedir(),
    workDirectory,
    stdout: createOutput(owner.stdout),
    stderr: createOutput(owner.stderr),
    now: () => new Date(),
    elapsedMs: () => performance.now(),
    readStandardInput: () => readAll(owner.stdin),
    onInterrupt: (listener) => {
      owner.on('SIGINT', listener).on('SIGTERM', listener);
      return () => owner.off('SIGINT', listener).off('SIGTERM', listener);
    },
    kill: (exitCode) => owner.exit(exitCode),
    loadPipeline: async () => import('../pipeline/index.ts'),
  };
}

/** What the user would type again: a clone's launcher by its path, an installed phalus by its name. */
function nameProgram(started: string, workDirectory: string): string {
  const folder = dirname(started);
  if (!existsSync(join(folder, 'scripts', 'launch.mjs'))) return 'phalus';
  return folder === workDirectory ? './phalus' : started;
}

function createOutput(stream: NodeJS.WriteStream): CliOutput {
  return {
    write: (text) => {
      stream.write(text);
    },
    get isTerminal() {
      return stream.isTTY === true;
    },
    get columns() {
      // 0 is what a terminal says that does not know its own size.
      return stream.columns || 80;
    },
  };
}

/** `phalus plan | head -1` closes the pipe early: that is no failure. */
function endQuietlyOnClosedPipe(owner: NodeJS.Process): void {
  for (const stream of [owner.stdout, owner.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      owner.exit(0);
    });
  }
}

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
