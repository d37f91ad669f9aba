import type { Readable } from 'node:stream';
import { type ProcessResult, runProcess } from '../run-process.ts';

/** One way to speak to Docker or Podman, found by the probe. */
export interface Engine {
  readonly kind: 'docker' | 'podman';
  readonly program: string;
  /** In front of every command: which runtime Podman uses. */
  readonly globalArguments: readonly string[];
  /** Where the engine keeps its things and answers; of the user's environment only what it needs for that. */
  readonly environment: Readonly<Record<string, string>>;
  readonly rootless: boolean;
}

const environmentNames = [
  'HOME',
  'XDG_RUNTIME_DIR',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'DBUS_SESSION_BUS_ADDRESS',
];

/** Never `DOCKER_HOST` and its like: folders are shown to guests by path, so an engine elsewhere is of no use. */
export function pickEngineEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const picked = environmentNames.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin',
    ...Object.fromEntries(picked),
  };
}

export interface EngineQuestion {
  readonly words: readonly string[];
  readonly standardInput?: string | Readable;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** A short command of the engine, such as a look at an image. */
export function askEngine(engine: Engine, question: EngineQuestion): Promise<ProcessResult> {
  return runProcess({
    program: engine.program,
    arguments: [...engine.globalArguments, ...question.words],
    environment: engine.environment,
    standardInput: question.standardInput ?? '',
    wallTimeMs: question.timeoutMs ?? 30_000,
    outputBytes: 262_144,
    signal: question.signal,
  });
}
