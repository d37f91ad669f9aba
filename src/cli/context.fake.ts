import type { JobRequest, JobResult, PackageOutcome } from '../pipeline/types.ts';
import type { CliContext } from './context.ts';
import type { Pipeline, PlanRow, RunOptions, Services } from './services.ts';

export interface FakeOptions {
  readonly isTerminal?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly homeDirectory?: string;
  readonly workDirectory?: string;
  readonly standardInput?: string;
  readonly columns?: number;
  /** A second more at each look when it is not given. */
  readonly elapsedMs?: () => number;
  readonly pipeline?: Partial<Pipeline>;
}

export interface FakeContext extends CliContext {
  readonly output: { stdout: string; stderr: string };
  readonly killed: number[];
  interrupt(): void;
  /** How many interrupt listeners are left. */
  listeners(): number;
}

/** A context whose streams are kept, whose models are hosted (nothing is fetched) and whose pipeline is given. */
export function createFakeContext(words: readonly string[], options: FakeOptions = {}): FakeContext {
  const output = { stdout: '', stderr: '' };
  const killed: number[] = [];
  const listeners = new Set<() => void>();
  const isTerminal = options.isTerminal ?? false;
  const columns = options.columns ?? 80;
  let elapsedMs = 0;
  return {
    output,
    killed,
    interrupt: () => {
      for (const listener of [...listeners]) listener();
    },
    listeners: () => listeners.size,
    program: 'phalus',
    arguments: words,
    environment: {
      PHALUS_LLM__AGENT_A__PROVIDER: 'anthropic',
      PHALUS_LLM__AGENT_B__PROVIDER: 'anthropic',
      ...options.environment,
    },
    homeDirectory: options.homeDirectory ?? '/nowhere',
    workDirectory: options.workDirectory ?? '/nowhere',
    stdout: { write: (text) => (output.stdout += text), isTerminal, columns },
    stderr: { write: (text) => (output.stderr += text), isTerminal, columns },
    now: () => new Date('2026-03-26T10:00:00Z'),
    elapsedMs: options.elapsedMs ?? (() => (elapsedMs += 1000)),
    readStandardInput: async () => options.standardInput ?? '',
    onInterrupt: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    kill: (exitCode) => killed.push(exitCode),
    loadPipeline: async () => ({ ...createFakePipeline(), ...options.pipeline }),
  };
}

export const noCost = {
  usage: { inputTokens: 12_345, cachedInputTokens: 345, outputTokens: 678, reasoningTokens: 0 },
  calls: 3,
  replayedCalls: 1,
  money: null,
  durationMs: 65_000,
};

export function createFinished(name: string, verdict: 'PASS' | 'FAIL' | 'REVIEW'): PackageOutcome {
  return {
    kind: 'finished',
    ecosystem: 'npm',
    name,
    version: '1.3.0',
    folder: `/nowhere/phalus-output/${name}`,
    cost: noCost,
    verdict: {
      verdict,
      reasons: verdict === 'PASS' ? [] : ['1 of 9 scenarios failed'],
      checks: [
        {
          name: 'tests',
          status: verdict === 'PASS' ? 'passed' : 'failed',
          reason: '9 scenarios',
          detail: {},
          durationMs: 5,
        },
        {
          name: 'similarity',
          status: 'not-applicable',
          reason: 'too little code',
          detail: {},
          durationMs: 0,
        },
      ],
    },
  };
}

/** The commands only hand services on and close them. */
export function createFakeServices(close: () => Promise<void>): Services {
  return { close } as Services;
}

function createFakePipeline(): Pipeline {
  return {
    createServices: async () => createFakeServices(async () => {}),
    runJob: async ({ request, onEvent }: RunOptions & { request: JobRequest }): Promise<JobResult> => {
      for (const { name } of request.packages) {
        const outcome = createFinished(name, 'PASS');
        onEvent({ kind: 'package-started', name });
        onEvent({ kind: 'phase-started', name, phase: 'resolve' });
        onEvent({ kind: 'phase-done', name, phase: 'resolve', durationMs: 1500 });
        onEvent({ kind: 'package-done', name, success: true, outcome });
      }
      onEvent({ kind: 'job-done', total: request.packages.length, failed: 0 });
      return {
        jobId: 'job-1',
        interrupted: null,
        outcomes: [
          ...request.packages.map(({ name }) => createFinished(name, 'PASS')),
          ...request.unsupported.map(({ ecosystem, name, reason }) => ({
            kind: 'unsupported' as const,
            ecosystem,
            name,
            reason,
          })),
        ],
      };
    },
    isBriefPlan: () => false,
    planJob: async ({ dependencies }): Promise<readonly PlanRow[]> =>
      dependencies.map(({ ecosystem, name, constraint }) => ({
        kind: 'planned',
        ecosystem,
        name,
        constraint,
        version: '1.3.0',
        sizeBytes: 12_000,
        license: 'GPL-3.0',
        licenseClass: 'strong-copyleft',
        worthRebuilding: true,
        reason: 'a copyleft licence',
        tokenEstimate: 9000,
      })),
    buildFromSpec: async () => createFinished('left-pad', 'PASS'),
    validateOutput: async () => ({ verdict: 'REVIEW', reasons: ['a person should look'], checks: [] }),
  };
}
