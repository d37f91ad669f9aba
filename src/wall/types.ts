import type { ToolchainName, ToolchainStatus } from '../sandbox/index.ts';
import type { Sandbox, SandboxResult } from '../sandbox/types.ts';

export type AgentId = 'agent-a' | 'agent-b';

export type ExchangeKind = 'model' | 'tokens' | 'run' | 'progress' | 'result' | 'refused';

/** One request of an agent over its socket, and what it was answered, by hash. */
export interface Exchange {
  readonly sequence: number;
  readonly kind: ExchangeKind;
  readonly requestSha256: string;
  readonly requestBytes: number;
  /** Of the last line of the answer, which holds the whole of it; those before are text as it came. */
  readonly replySha256: string;
  readonly replyBytes: number;
}

/** Where and how an agent ran, as it was observed. */
export interface AgentRun {
  readonly agent: AgentId;
  readonly backend: Sandbox['backend'];
  readonly backendVersion: string;
  /** Of the one file that is the agent's program. */
  readonly programSha256: string;
  /** SHA-256 of each file that the agent was given, by the path it saw. */
  readonly givenSha256: Readonly<Record<string, string>>;
  /** As the back end gives it for this very run. */
  readonly enforced: SandboxResult['enforced'];
  readonly exchanges: readonly Exchange[];
  /** 2 when it was killed from outside once and begun again. */
  readonly starts: number;
  /** Of its last life, as the back end gives them. */
  readonly resources: SandboxResult['resources'];
  readonly denied: SandboxResult['denied'];
  readonly durationMs: number;
}

/** What an agent's program is shown beside the files it is to read. */
export interface AgentInput {
  readonly model: {
    readonly name: string;
    readonly contextTokens: number | null;
    /** Whether the model can be asked for tokens of a text. */
    readonly countsTokens: boolean;
  };
  /** Of the sandbox that the relay runs code in; null where there is none. */
  readonly sandbox: {
    readonly backend: Sandbox['backend'];
    readonly version: string;
    /** Of the tool chains that the agent's work is known to need. */
    readonly toolchains: Readonly<Partial<Record<ToolchainName, ToolchainStatus>>>;
  } | null;
  /** What else the agent's work needs; never a host path, an address or a key. */
  readonly task: unknown;
}

/** How an agent's work ended by its own word; to be judged. */
export type AgentResult =
  | { readonly kind: 'done'; readonly value: unknown }
  | {
      readonly kind: 'failed';
      /** Of the exchange whose failure it is; null when it is the agent's own. */
      readonly relayed: number | null;
      /** Class of the error, for those of an agent's trade. */
      readonly name: string;
      readonly code: string;
      readonly message: string;
      readonly hint: string | null;
    };

/** Paths that every agent sees. */
export const guestPaths = {
  program: '/program',
  input: '/input',
  socket: '/relay/relay.sock',
  packages: '/node_modules',
} as const;
