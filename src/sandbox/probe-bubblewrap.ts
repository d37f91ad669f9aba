import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { homedir, release, tmpdir } from 'node:os';
import { renderError } from '../core/index.ts';
import { type BubblewrapOptions, createBubblewrap } from './bubblewrap.ts';
import {
  type BubblewrapTools,
  candidateHiddenFolders,
  candidateRootLibraries,
  type GuestLayout,
} from './bubblewrap-arguments.ts';
import { findControlGroups } from './control-group/control-group.ts';
import { findSystemExecutable } from './find-executable.ts';
import { describeIdentity, findCommonLeak, type GuestView, lookAround, parseView } from './look-around.ts';
import { type NamespaceIds, readNamespaces } from './observe.ts';
import { runProcess } from './run-process.ts';
import { renderFilter } from './seccomp/render-filter.ts';
import { createToolchainFinder } from './toolchains/find-toolchain.ts';
import type { ProbeOptions, SandboxProbe } from './types.ts';

const installRemedy =
  'install bubblewrap: apt-get install bubblewrap (or your system’s package of that name)';
const namespaceRemedy =
  'allow user namespaces (sysctl kernel.unprivileged_userns_clone=1, or user.max_user_namespaces above 0; in a container, a seccomp profile that allows them)';

/** Looks for bubblewrap, runs Node in it, and looks around from inside. Throws only when the signal aborts. */
export async function probeBubblewrap(options: ProbeOptions = {}): Promise<SandboxProbe> {
  const find = options.findExecutable ?? findSystemExecutable;
  const bubblewrap = find('bwrap');
  if (bubblewrap === null) return unavailable('bubblewrap (bwrap) is not installed', installRemedy);
  const prlimit = find('prlimit');
  if (prlimit === null) {
    return unavailable('prlimit is not installed', 'install util-linux: apt-get install util-linux');
  }
  const asRoot = (options.userId ?? process.getuid?.() ?? -1) === 0;
  const setpriv = find('setpriv');
  if (asRoot && setpriv === null) {
    return unavailable('setpriv is not installed', 'install util-linux: apt-get install util-linux');
  }
  const tools = { bubblewrap, prlimit, setpriv, node: realpathSync(options.nodePath ?? process.execPath) };
  try {
    return await tryOut(tools, asRoot, options);
  } catch (cause) {
    options.signal?.throwIfAborted();
    return unavailable(`bubblewrap does not work here: ${renderError(cause)}`, namespaceRemedy);
  }
}

async function tryOut(tools: BubblewrapTools, asRoot: boolean, options: ProbeOptions): Promise<SandboxProbe> {
  const version = await readVersion(tools.bubblewrap, options.signal);
  if (!isAtLeast(version, [0, 8])) {
    return unavailable(`bubblewrap ${version} is too old: phalus needs 0.8.0 or newer`, installRemedy);
  }
  const settings: BubblewrapOptions = {
    layout: readLayout(tools, asRoot),
    version,
    temporaryFolder: options.temporaryFolder ?? tmpdir(),
    hostNamespaces: readNamespaces(),
    limitProcesses: isAtLeast(release(), [5, 14]),
    filter: renderFilter(process.arch),
    controlGroups: findControlGroups(),
    findToolchain: createToolchainFinder({ environment: options.environment ?? {} }),
    probed: {},
  };
  const hiddenFolder = options.hiddenFolder ?? homedir();
  const result = await createBubblewrap(settings).run({
    command: ['node', '-e', lookAround, hiddenFolder],
    files: { 'probe.txt': 'probe' },
    ...(options.signal && { signal: options.signal }),
  });
  if (result.exitCode !== 0) {
    const reason = result.standardError.trim().slice(0, 300);
    return unavailable(`Node did not run inside bubblewrap: ${reason || result.signalName}`, namespaceRemedy);
  }
  const view = parseView(result.standardOutput);
  const leak = findLeak(view, settings);
  if (leak !== null) return unavailable(`bubblewrap does not isolate here: ${leak}`, namespaceRemedy);
  return {
    kind: 'available',
    sandbox: createBubblewrap({ ...settings, probed: describeView(view, settings.hostNamespaces) }),
  };
}

function findLeak(view: GuestView, settings: BubblewrapOptions): string | null {
  if (settings.filter !== null && view.filters === 0) return 'the system call filter was not laid';
  if (view.namespaces.user === settings.hostNamespaces.user) return 'the guest shares the user namespace';
  return findCommonLeak(view, view.hostFiles);
}

function describeView(view: GuestView, host: NamespaceIds): Record<string, string> {
  return {
    ...describeIdentity(view, host),
    user_namespace: `separate (${view.namespaces.user}, host ${host.user}), seen by the probe`,
    file_system:
      'shared libraries and the given files only, read-only; home, /etc and /var not visible to the probe',
  };
}

function unavailable(reason: string, remedy: string): SandboxProbe {
  return { kind: 'unavailable', reason, remedy };
}

async function readVersion(bubblewrap: string, signal?: AbortSignal): Promise<string> {
  const result = await runProcess({
    program: bubblewrap,
    arguments: ['--version'],
    standardInput: '',
    wallTimeMs: 5_000,
    outputBytes: 4_096,
    signal,
  });
  return /\d+\.\d+(?:\.\d+)?/.exec(result.standardOutput)?.[0] ?? 'of unknown version';
}

function isAtLeast(version: string, [major, minor]: [number, number]): boolean {
  const match = /^(\d+)\.(\d+)/.exec(version);
  const found = [Number(match?.[1] ?? -1), Number(match?.[2] ?? -1)] as const;
  return found[0] > major || (found[0] === major && found[1] >= minor);
}

function readLayout(tools: BubblewrapTools, asRoot: boolean): GuestLayout {
  const rootLibraries = Object.fromEntries(
    candidateRootLibraries
      .filter((name) => existsSync(`/${name}`))
      .map((name) => [name, lstatSync(`/${name}`).isSymbolicLink() ? readlinkSync(`/${name}`) : null]),
  );
  return { tools, asRoot, rootLibraries, hidden: candidateHiddenFolders.filter((name) => existsSync(name)) };
}
