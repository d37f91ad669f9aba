import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CliContext, CliOutput } from './context.ts';

/** The real process: the only place, with the server, where phalus meets it. */
export function createProcessContext(owner: NodeJS.Process): CliContext {
  const workDirectory = owner.cwd();
  endQuietlyOnClosedPipe(owner);
  return {
    program: owner.argv[1] === join(workDirectory, 'phalus') ? './phalus' : 'phalus',
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

function createOutput(stream: NodeJS.WriteStream): CliOutput {
  return {
    write: (text) => {
      stream.write(text);
    },
    get isTerminal() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns ?? 80;
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
