import { realpathSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { renderError } from '../../core/index.ts';
import { type ControlGroups, findControlGroups } from '../control-group/control-group.ts';
import { findSystemExecutable } from '../find-executable.ts';
import { lookAround, parseView } from '../look-around.ts';
import { type NamespaceIds, readNamespaces } from '../observe.ts';
import { renderProfile } from '../seccomp/render-profile.ts';
import { createToolchainFinder } from '../toolchains/find-toolchain.ts';
import type { ProbeOptions, Sandbox, SandboxProbe } from '../types.ts';
import { type ContainerOptions, createContainer } from './container.ts';
import { askEngine, type Engine, pickEngineEnvironment } from './engine.ts';
import type { ContainerTools } from './host-programs.ts';
import { prepareImage } from './prepare-image.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import { describeContainerView, findContainerLeak } from './view.ts';

export type EngineKind = Engine['kind'];

const versionFields = { docker: '{{.Server.Version}}', podman: '{{.Client.Version}}' } as const;
const installRemedies = {
  docker: 'install Docker and start its service (apt-get install docker.io), or install Podman',
  podman: 'install Podman (apt-get install podman runc), or Docker',
} as const;
const useRemedy = (kind: EngineKind) =>
  `see whether ${kind} runs any container for this user (${kind} info); isolation "process" needs no engine`;

/** Podman's first runtime cannot serve every host: crun refuses control groups of both versions at once. */
const runtimes = { docker: [[]], podman: [[], ['--runtime', 'runc']] } as const;

/** Looks for an engine, makes the guest's image, runs Node in a container and looks around. Throws only when aborted. */
export async function probeEngine(kind: EngineKind, options: ProbeOptions = {}): Promise<SandboxProbe> {
  const find = options.findExecutable ?? findSystemExecutable;
  const program = find(kind);
  if (program === null) return unavailable(`${kind} is not installed`, installRemedies[kind]);
  const tools = findTools(find, options);
  if (tools === null) {
    return unavailable(
      'prlimit, timeout, env or ldd is not installed',
      'install util-linux, coreutils and libc-bin',
    );
  }
  const rootless = kind === 'podman' && (options.userId ?? process.getuid?.() ?? -1) !== 0;
  const environment = pickEngineEnvironment(options.environment ?? { HOME: homedir() });
  let reason = '';
  for (const globalArguments of runtimes[kind]) {
    const engine: Engine = { kind, program, globalArguments, environment, rootless };
    try {
      return await tryOut(engine, tools, options);
    } catch (cause) {
      options.signal?.throwIfAborted();
      reason = renderError(cause);
    }
  }
  return unavailable(`${kind} does not work here: ${reason}`, useRemedy(kind));
}

async function tryOut(engine: Engine, tools: ContainerTools, options: ProbeOptions): Promise<SandboxProbe> {
  const { signal } = options;
  const asked = await askEngine(engine, {
    words: ['version', '--format', versionFields[engine.kind]],
    signal,
  });
  const version = /\d+\.\d+(?:\.\d+)?/.exec(asked.standardOutput)?.[0];
  if (asked.exitCode !== 0 || version === undefined) {
    const said = asked.standardError.trim().slice(0, 300);
    return unavailable(`${engine.kind} does not answer: ${said}`, installRemedies[engine.kind]);
  }
  await removeLeftovers(engine, signal);
  const settings: ContainerOptions = {
    engine,
    version,
    image: await prepareImage(engine, tools, signal),
    temporaryFolder: options.temporaryFolder ?? tmpdir(),
    profile: renderProfile(process.arch),
    controlGroups: await findGroups(engine, signal),
    findToolchain: createToolchainFinder({ environment: options.environment ?? {} }),
    probed: {},
  };
  return judge(settings, await look(createContainer(settings), options));
}

// systemd names groups in its own way, and takes none that it did not make.
async function findGroups(engine: Engine, signal?: AbortSignal): Promise<ControlGroups | null> {
  const field = engine.kind === 'docker' ? '{{.CgroupDriver}}' : '{{.Host.CgroupManager}}';
  const told = await askEngine(engine, { words: ['info', '--format', field], signal });
  return told.standardOutput.trim() === 'cgroupfs' && !engine.rootless ? findControlGroups() : null;
}

async function look(sandbox: Sandbox, options: ProbeOptions): Promise<string | { readonly output: string }> {
  const result = await sandbox.run({
    command: ['node', '-e', lookAround, options.hiddenFolder ?? homedir()],
    files: { 'probe.txt': 'probe' },
    ...(options.signal && { signal: options.signal }),
  });
  if (result.exitCode === 0) return { output: result.standardOutput };
  return `Node did not run inside: ${result.standardError.trim().slice(0, 300) || result.signalName}`;
}

function judge(settings: ContainerOptions, seen: string | { readonly output: string }): SandboxProbe {
  const { kind, rootless } = settings.engine;
  if (typeof seen === 'string') return unavailable(`${kind}: ${seen}`, useRemedy(kind));
  const view = parseView(seen.output);
  const host: NamespaceIds = readNamespaces();
  const leak = findContainerLeak(view, host);
  if (leak !== null) return unavailable(`${kind} does not isolate here: ${leak}`, useRemedy(kind));
  const probed = describeContainerView(view, { host, rootless });
  return { kind: 'available', sandbox: createContainer({ ...settings, probed }) };
}

function findTools(find: (name: string) => string | null, { nodePath }: ProbeOptions): ContainerTools | null {
  const [prlimit, timeout, env, ldd] = ['prlimit', 'timeout', 'env', 'ldd'].map(find);
  if (!prlimit || !timeout || !env || !ldd) return null;
  return { prlimit, timeout, env, ldd, node: realpathSync(nodePath ?? process.execPath) };
}

function unavailable(reason: string, remedy: string): SandboxProbe {
  return { kind: 'unavailable', reason, remedy };
}
