import { lookup } from 'node:dns/promises';
import { Agent, fetch as undiciFetch } from 'undici';
import { createModel, type Model } from '../agents/index.ts';
import { type AgentConfig, type Config, type IsolationMode, placesBelow } from '../config/index.ts';
import type { Ecosystem, Fetch, NewId, Now } from '../core/index.ts';
import { createPublicLookup } from '../docs/index.ts';
import type { WebAccess } from '../docs/types.ts';
import type { Registry } from '../registry/index.ts';
import { probeBubblewrap, probeContainer, probeSandbox, type SandboxProbe } from '../sandbox/index.ts';
import { openRegistry } from './open-registry.ts';
import { type FetchModel, supplyModels } from './supply-models.ts';

/** Isolation modes in which agents have a sandbox of their own. */
export type WallMode = Exclude<IsolationMode, 'context'>;

export type AgentName = 'agent_a' | 'agent_b';

/** The outside world of a job: made once, handed to every step. */
export interface Services {
  readonly now: Now;
  readonly newId: NewId;
  readonly web: WebAccess;
  /** Throws RegistryError for a client's configuration that is wrong. */
  findRegistry(ecosystem: Ecosystem): Promise<Registry>;
  /** Where generated code runs. */
  findSandbox(): Promise<SandboxProbe>;
  /** Where agents run in that mode: exactly of its kind, or unavailable. */
  findWall(mode: WallMode): Promise<SandboxProbe>;
  /** The agents' models; one each, so that each keeps its own conversation state. */
  openModel(agent: AgentName): Model;
  /**
   * Brings onto this machine what an agent's local model lacks: to be awaited before the model is asked, and after all
   * that could make it needless. Quick when nothing is lacking. Throws ModelError.
   */
  ensureModel(agent: AgentName, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface ServicesOptions {
  readonly config: Config;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly workDirectory: string;
  say(text: string): void;
  /** Called for local models alone, by `ensureModel`. */
  readonly fetchModel: FetchModel;
}

/** Real services. Nothing is read, loaded or asked before it is needed. */
export async function createServices(options: ServicesOptions): Promise<Services> {
  const { config } = options;
  const closers: (() => Promise<void>)[] = [];
  const webAgent = new Agent({ connect: { lookup: createPublicLookup(lookupAll), timeout: 10_000 } });
  closers.push(() => webAgent.destroy());
  const webFetch: Fetch = (input, init) => undiciFetch(input, { ...init, dispatcher: webAgent });
  const modelAgent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  closers.push(() => modelAgent.destroy());
  const modelFetch: Fetch = (input, init) => undiciFetch(input, { ...init, dispatcher: modelAgent });
  const models = new Map<string, Model>();
  const supply = supplyModels(options.fetchModel);
  const registries = new Map<Ecosystem, Promise<Registry>>();
  const { environment } = options;
  const { backend } = config.isolation;
  const engine = backend === 'bubblewrap' ? 'auto' : backend;
  const findSandbox = keepAvailable(() => probeSandbox({ backend, environment }));
  const walls = {
    process: keepAvailable(() => probeBubblewrap()),
    container: keepAvailable(() => probeContainer({ backend: engine, environment })),
  } satisfies Record<WallMode, () => Promise<SandboxProbe>>;

  return {
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    web: { fetch: webFetch, lookup: lookupAll },
    findRegistry(ecosystem) {
      const known = registries.get(ecosystem);
      if (known !== undefined) return known;
      const opened = openRegistry(ecosystem, options)
        .then(({ registry, http }) => {
          closers.push(() => http.close());
          return registry;
        })
        .catch((error: unknown) => {
          // A server lives long: the next job may find what this one did not.
          registries.delete(ecosystem);
          throw error;
        });
      registries.set(ecosystem, opened);
      return opened;
    },
    findSandbox,
    findWall: (mode) => walls[mode](),
    openModel(agent) {
      const known = models.get(agent);
      if (known !== undefined) return known;
      const model = openModel(config.llm[agent], options, modelFetch);
      models.set(agent, model);
      return model;
    },
    ensureModel: (agent, signal) => supply(config.llm[agent], signal),
    async close() {
      await Promise.allSettled([...models.values()].map((model) => model.close()));
      await Promise.allSettled(closers.map((close) => close()));
    },
  };
}

/** What is available stays so; what is not is looked for again, because services live long. */
function keepAvailable(probe: () => Promise<SandboxProbe>): () => Promise<SandboxProbe> {
  let known: Promise<SandboxProbe> | undefined;
  return () => {
    known ??= probe().then((found) => {
      if (found.kind === 'unavailable') known = undefined;
      return found;
    });
    return known;
  };
}

const lookupAll: WebAccess['lookup'] = (hostname) => lookup(hostname, { all: true });

function openModel(agent: AgentConfig, options: ServicesOptions, fetch: Fetch): Model {
  const places = placesBelow(options.homeDirectory);
  const { retry, idle_timeout_seconds } = options.config.llm;
  return createModel({
    agent,
    retry,
    idleTimeoutMs: idle_timeout_seconds * 1000,
    fetch,
    now: () => new Date(),
    modelsDirectory: places.models,
    runtimeDirectory: places.runtime,
  });
}
