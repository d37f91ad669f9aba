import { defaultSandboxLimits, type SandboxLimits } from '../../sandbox/index.ts';

const mebibyte = 1024 * 1024;

/** What an agent may ask of its relay at most. */
export interface RelayLimits {
  readonly connections: number;
  /** Requests of one agent for one package, of all kinds. */
  readonly requests: number;
  /** Refused requests after which the agent is ended: an honest one has none. */
  readonly refusals: number;
  /** Of one request's body, by kind. */
  readonly bodyBytes: Readonly<Record<'model' | 'tokens' | 'run' | 'progress' | 'result', number>>;
  /** Of all bodies together. */
  readonly totalBytes: number;
  /** Runs of generated code at the same time; further ones wait. */
  readonly runsAtOnce: number;
  /** For an agent that has no request under way; it compiles and compares, which takes seconds. */
  readonly silenceMs: number;
}

export const defaultRelayLimits: RelayLimits = {
  connections: 8,
  requests: 20_000,
  refusals: 20,
  bodyBytes: {
    model: 8 * mebibyte,
    tokens: 8 * mebibyte,
    run: 32 * mebibyte,
    progress: 64 * 1024,
    result: 32 * mebibyte,
  },
  totalBytes: 2048 * mebibyte,
  runsAtOnce: 2,
  silenceMs: 300_000,
};

/** The most that one run of generated code gets, whatever its agent asks for. */
export const mostForRuns: SandboxLimits = {
  ...defaultSandboxLimits,
  wallTimeMs: 60_000,
  cpuSeconds: 60,
  outputBytes: 4 * mebibyte,
};

/** The same for a run with a tool chain: compilers need more than Node does. */
export const mostForToolchains: SandboxLimits = {
  ...mostForRuns,
  wallTimeMs: 180_000,
  cpuSeconds: 240,
  memoryBytes: 3072 * mebibyte,
  processes: 256,
  openFiles: 1024,
  fileSizeBytes: 256 * mebibyte,
};

/**
 * What the agent's own process gets. Its time is the model's time; `silenceMs` ends one that does nothing. The limit on
 * the clock is for a container whose phalus was killed: nobody else would end it.
 */
export const agentLimits: SandboxLimits = {
  ...defaultSandboxLimits,
  wallTimeMs: 6 * 3_600_000,
  cpuSeconds: 3_600,
  memoryBytes: 2048 * mebibyte,
  outputBytes: 64 * 1024,
};
