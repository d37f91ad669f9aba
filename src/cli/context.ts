import type { Now } from '../core/index.ts';
import type { Pipeline } from './services.ts';

export interface CliOutput {
  write(text: string): void;
  readonly isTerminal: boolean;
  readonly columns: number;
}

/** The outside world as the commands see it. */
export interface CliContext {
  /** How the user calls phalus: `phalus`, or `./phalus` for the launcher. */
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly workDirectory: string;
  readonly stdout: CliOutput;
  readonly stderr: CliOutput;
  readonly now: Now;
  /** Milliseconds that only grow. */
  readonly elapsedMs: () => number;
  readStandardInput(): Promise<string>;
  /** Calls `listener` for each SIGINT or SIGTERM until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
  /** Ends the process at once. */
  kill(exitCode: number): void;
  loadPipeline(): Promise<Pipeline>;
}
