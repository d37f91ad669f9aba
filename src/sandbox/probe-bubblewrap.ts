import { accessSync, constants, existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { homedir, release, tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { renderError } from '../core/index.ts';
import { type BubblewrapOptions, createBubblewrap } from './bubblewrap.ts';
import {
  type BubblewrapTools,
  candidateHiddenFolders,
  candidateRootLibraries,
  type GuestLayout,
} from './bubblewrap-arguments.ts';
import type { NamespaceIds } from './observe.ts';
import { runProcess } from './run-process.ts';
import { renderFilter } from './seccomp/render-filter.ts';
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
  const view = GuestView.parse(JSON.parse(result.standardOutput));
  const leak =
    settings.filter !== null && view.filters === 0
      ? 'the system call filter was not laid'
      : findLeak(view, settings.hostNamespaces);
  if (leak !== null) return unavailable(`bubblewrap does not isolate here: ${leak}`, namespaceRemedy);
  return {
    kind: 'available',
    sandbox: createBubblewrap({ ...settings, probed: describeView(view, settings.hostNamespaces) }),
  };
}

// Runs inside. Everything it reports is read back from the kernel.
const lookAround = `
const fs = require('node:fs');
const status = fs.readFileSync('/proc/self/status', 'utf8');
const field = (name) => (new RegExp('^' + name + ':\\\\s*(.*)$', 'm').exec(status) || [])[1];
const canWrite = (path) => { try { fs.writeFileSync(path, ''); return true; } catch { return false; } };
console.log(JSON.stringify({
  interfaces: fs.readFileSync('/proc/net/dev', 'utf8').split('\\n').slice(2).map((line) => line.split(':')[0].trim()).filter(Boolean),
  userNamespace: fs.readlinkSync('/proc/self/ns/user'),
  capabilities: field('CapEff') + ' ' + field('CapBnd'),
  noNewPrivileges: field('NoNewPrivs'),
  filters: field('Seccomp') === '2' ? Number(field('Seccomp_filters') || 1) : 0,
  hiddenVisible: fs.existsSync(process.argv[1]),
  hostFiles: ['/etc/passwd', '/etc/shadow', '/root', '/home', '/var', '/run'].filter((path) => fs.existsSync(path)),
  canWriteSystem: ['/usr/lib/.phalus', '/.phalus', '/guest/probe.txt'].some(canWrite),
  processes: fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)).length,
}));`;

const GuestView = z.strictObject({
  interfaces: z.array(z.string()),
  userNamespace: z.string(),
  capabilities: z.string(),
  noNewPrivileges: z.string(),
  filters: z.number(),
  hiddenVisible: z.boolean(),
  hostFiles: z.array(z.string()),
  canWriteSystem: z.boolean(),
  processes: z.number(),
});
type GuestView = z.infer<typeof GuestView>;

function findLeak(view: GuestView, host: NamespaceIds): string | null {
  const foreign = view.interfaces.filter((name) => name !== 'lo');
  if (foreign.length > 0) return `the guest sees the network device ${foreign[0]}`;
  if (view.hiddenVisible) return 'the guest sees the home folder';
  if (view.hostFiles.length > 0) return `the guest sees ${view.hostFiles[0]}`;
  if (view.canWriteSystem) return 'the guest can write outside its own folders';
  if (/[1-9a-f]/.test(view.capabilities)) return `the guest has capabilities (${view.capabilities})`;
  if (view.noNewPrivileges !== '1') return 'the guest may gain privileges';
  if (view.userNamespace === `user:[${host.user}]`) return 'the guest shares the user namespace';
  if (view.processes > 8) return 'the guest sees processes of the host';
  return null;
}

function describeView(view: GuestView, host: NamespaceIds): Record<string, string> {
  return {
    user_namespace: `separate (${view.userNamespace}, host user:[${host.user}]), seen by the probe`,
    network_interfaces: `${view.interfaces.join(', ') || 'none'}, seen by the probe`,
    capabilities: `none (${view.capabilities}), seen by the probe`,
    no_new_privileges: 'yes, seen by the probe',
    system_calls:
      view.filters > 0
        ? `${view.filters} filter${view.filters === 1 ? '' : 's'}, seen by the probe`
        : `not filtered: phalus has no table for ${process.arch}`,
    file_system:
      'shared libraries and the given files only, read-only; home, /etc and /var not visible to the probe',
  };
}

function unavailable(reason: string, remedy: string): SandboxProbe {
  return { kind: 'unavailable', reason, remedy };
}

function findSystemExecutable(name: string): string | null {
  for (const folder of ['/usr/bin', '/bin', '/usr/local/bin', '/usr/sbin']) {
    try {
      const candidate = path.join(folder, name);
      accessSync(candidate, constants.X_OK);
      return realpathSync(candidate);
    } catch {
      // Not here; the next folder may have it.
    }
  }
  return null;
}

async function readVersion(bubblewrap: string, signal?: AbortSignal): Promise<string> {
  const result = await runProcess({
    program: bubblewrap,
    arguments: ['--version'],
    descriptorInput: '',
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

function readNamespaces(): NamespaceIds {
  const names = ['net', 'pid', 'mnt', 'ipc', 'uts', 'cgroup', 'user'];
  return Object.fromEntries(
    names.map((name) => [name, /\d+/.exec(readlinkSync(`/proc/self/ns/${name}`))?.[0] ?? 'unknown']),
  );
}
