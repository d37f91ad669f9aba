import { type Config, type IsolationMode, isolationModes, targetLanguages } from '../config/index.ts';
import type { Services } from '../pipeline/index.ts';
import type { Sandbox, SandboxProbe, ToolchainName } from '../sandbox/types.ts';
import type { Machine } from './machine-schema.ts';

/** What holds in a mode, as a sandbox of it was seen to hold it. */
interface Observation {
  readonly guarantees: string[];
  readonly limits: string[];
}

const nothing: Observation = { guarantees: [], limits: [] };

/** Observed values that say that something is not held. */
const weak = /^(?:shared|not |no |none\b(?!.*\bseen by the probe)|unlimited|the engine runs as root)/;
/** No value of these is weaker for beginning so. */
const strong: ReadonlySet<string> = new Set(['network', 'capabilities', 'no_new_privileges']);

const modeLimits: Readonly<Record<IsolationMode, readonly string[]>> = {
  context: ['Agents run in the process of phalus: only its code keeps them apart, and nothing is enforced'],
  process: [],
  container: [],
};

/** Every isolation mode, tried on this machine. */
export async function describeIsolation(
  services: Pick<Services, 'findWall'>,
  observe: (sandbox: Sandbox) => Promise<Observation>,
): Promise<Machine['isolation']> {
  return Promise.all(
    isolationModes.map(async (mode) => {
      if (mode === 'context') {
        return { mode, available: true, back_end: null, ...nothing, limits: [...modeLimits[mode]] };
      }
      return { mode, ...(await describeProbe(await services.findWall(mode), observe)) };
    }),
  );
}

export async function describeProbe(
  probe: SandboxProbe,
  observe: (sandbox: Sandbox) => Promise<Observation>,
): Promise<Machine['code_sandbox']> {
  if (probe.kind === 'unavailable') {
    const { reason, remedy } = probe;
    return { available: false, back_end: null, ...nothing, reason, remedy };
  }
  const { backend, version } = probe.sandbox;
  return { available: true, back_end: `${backend} ${version}`, ...(await observe(probe.sandbox)) };
}

/** Runs Node once in a sandbox and sorts what its back end saw; once for each sandbox. */
export function createSandboxObserver(): (sandbox: Sandbox) => Promise<Observation> {
  const known = new Map<Sandbox, Promise<Observation>>();
  return (sandbox) => {
    const earlier = known.get(sandbox);
    if (earlier !== undefined) return earlier;
    const observing = sandbox
      .run({ command: ['node', '-e', ''], files: {} })
      .then(({ enforced }) => sort(enforced));
    known.set(sandbox, observing);
    observing.catch(() => known.delete(sandbox));
    return observing;
  };
}

function sort(enforced: Readonly<Record<string, string>>): Observation {
  const guarantees: string[] = [];
  const limits: string[] = [];
  for (const [key, value] of Object.entries(enforced)) {
    if (key === 'backend') continue;
    const line = `${key.replaceAll('_', ' ')}: ${value}`;
    (weak.test(value) && !strong.has(key) ? limits : guarantees).push(line);
  }
  return { guarantees, limits };
}

const toolchains: Readonly<Partial<Record<(typeof targetLanguages)[number], ToolchainName>>> = {
  python: 'python',
  rust: 'rust',
  go: 'go',
};

/** Languages by what the sandbox of generated code can run. */
export function describeLanguages(probe: SandboxProbe): Promise<Machine['target_languages']> {
  return Promise.all(
    targetLanguages.map(async (name) => {
      if (probe.kind === 'unavailable') {
        return { name, available: false, reason: 'there is no sandbox to run it in', remedy: probe.remedy };
      }
      const toolchain = toolchains[name];
      if (toolchain === undefined) return { name, available: true };
      const status = await probe.sandbox.findToolchain(toolchain);
      if (status.kind === 'available') return { name, available: true };
      return { name, available: false, reason: status.reason, remedy: status.remedy };
    }),
  );
}

/** What a job gets where it asks for nothing else. */
export function describeDefaults({ output, isolation, validation, limits }: Config): Machine['defaults'] {
  return {
    license: output.license,
    license_file: output.license_file !== '',
    isolation: isolation.mode,
    target_lang: output.target_lang,
    similarity_threshold: validation.similarity_threshold,
    concurrency: limits.concurrency,
    budget: {
      ...(limits.tokens > 0 && { tokens: limits.tokens }),
      ...(limits.money > 0 && { cost: limits.money }),
    },
    packages_per_job: limits.packages_per_job,
  };
}
