import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditEvent, readAudit } from '../src/audit/index.ts';
import { Config } from '../src/config/index.ts';
import type { Ecosystem } from '../src/core/index.ts';
import {
  createServices,
  type JobEvent,
  type JobResult,
  type PackageOutcome,
  runJob,
  type Services,
  type ServicesOptions,
} from '../src/pipeline/index.ts';
import { readTree } from './cli-process.ts';

export interface JobRun {
  readonly result: JobResult;
  /** How the first package ended. */
  readonly outcome: PackageOutcome;
  readonly events: readonly JobEvent[];
  readonly audit: readonly AuditEvent[];
  /** Content by path below the output folder. */
  readonly tree: Readonly<Record<string, string>>;
  readonly durationMs: number;
}

export interface JobSettings {
  readonly baseUrl: string;
  readonly registry: string;
  /** Keys by path, on top of two agents at the endpoint, quick retries and no web. */
  readonly keys?: Readonly<Record<string, unknown>>;
  readonly packages?: readonly string[];
  /** Of all packages; npm when it is not said. */
  readonly ecosystem?: Ecosystem;
  readonly dryRun?: boolean;
  readonly resume?: boolean;
  /** Instead of the real web. */
  readonly web?: Services['web'];
  /** Instead of the sandboxes of this machine. */
  readonly findWall?: Services['findWall'];
  /** Brings a local model; without one a job that needs it fails. */
  readonly fetchModel?: ServicesOptions['fetchModel'];
  /** Told of everything as it happens. */
  readonly onEvent?: (event: JobEvent) => void;
}

/** One job in this process: the real pipeline and its real services, without the start of a command line. */
export async function runFlow(settings: JobSettings): Promise<JobRun> {
  const folder = await mkdtemp(join(tmpdir(), 'phalus-job-'));
  const config = createConfig(settings, join(folder, 'output'));
  const events: JobEvent[] = [];
  const services = await createServices({
    config,
    environment: { npm_config_registry: `${settings.registry}/` },
    homeDirectory: folder,
    workDirectory: folder,
    say: () => {},
    fetchModel: settings.fetchModel ?? (() => Promise.reject(new Error('no model is to be fetched'))),
  });
  const started = performance.now();
  try {
    const result = await runJob({
      config,
      services: {
        ...services,
        ...(settings.web && { web: settings.web }),
        ...(settings.findWall && { findWall: settings.findWall }),
      },
      onEvent: (event) => {
        events.push(event);
        settings.onEvent?.(event);
      },
      signal: new AbortController().signal,
      request: {
        packages: (settings.packages ?? ['pad-word']).map((name) => ({
          ecosystem: settings.ecosystem ?? 'npm',
          name,
          registryName: name,
          constraint: '',
          range: '',
          lockedVersion: null,
          lockedIntegrity: null,
          kind: 'runtime',
        })),
        unsupported: [],
        dryRun: settings.dryRun ?? false,
        resume: settings.resume ?? false,
      },
    });
    const durationMs = performance.now() - started;
    const log = await readFile(join(folder, 'output', 'audit.jsonl'), 'utf8');
    const tree = await readTree(join(folder, 'output'));
    const audit = readAudit(log).map(({ event }) => event);
    return { result, outcome: result.outcomes[0] as PackageOutcome, events, audit, tree, durationMs };
  } finally {
    await services.close();
    await rm(folder, { recursive: true, force: true });
  }
}

export function createConfig(
  { baseUrl, keys = {} }: Pick<JobSettings, 'baseUrl' | 'keys'>,
  directory: string,
): Config {
  const agent = { provider: 'openai-compatible', model: 'test', base_url: baseUrl };
  const raw: Record<string, unknown> = {
    llm: {
      agent_a: { ...agent, api_key: 'sk-a' },
      agent_b: { ...agent, api_key: 'sk-b' },
      retry: { initial_delay_ms: 5, max_delay_ms: 2000 },
    },
    docs: { web: false },
    output: { directory },
    // One round says enough in a test of something else.
    validation: { behaviour_seconds: 1 },
  };
  for (const [path, value] of Object.entries(keys)) setKey(raw, path.split('.'), value);
  return Config.parse(raw);
}

function setKey(
  table: Record<string, unknown>,
  [key = '', ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    table[key] = value;
    return;
  }
  table[key] ??= {};
  setKey(table[key] as Record<string, unknown>, rest, value);
}
