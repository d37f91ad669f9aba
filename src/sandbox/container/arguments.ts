import { existsSync, realpathSync } from 'node:fs';
import { candidateHiddenFolders } from '../bubblewrap-arguments.ts';
import { renderCommand, renderGuestEnvironment } from '../guest-command.ts';
import { guestPrograms } from '../guest-programs.ts';
import { renderLimitArguments, scratchBytesOf, totalMemoryBytes, totalProcesses } from '../limits.ts';
import type { ShownRequest } from '../toolchains/show-toolchain.ts';
import type { SandboxLimits, SandboxRequest } from '../types.ts';
import { listCollectedFolders, type WorkFolder } from '../work-folder.ts';
import type { Engine } from './engine.ts';

export interface ContainerRun {
  readonly name: string;
  readonly image: string;
  readonly userId: number;
  readonly limits: SandboxLimits;
  readonly work: WorkFolder;
  /** Parent of the container's own group, null where phalus may not make one. */
  readonly controlGroup: string | null;
  /** An empty file of the host, shown in place of the host's own list of name servers, which Docker would copy. */
  readonly empty: string;
  /** File of the host that holds the system call filter; null where there is none for this machine. */
  readonly profile: string | null;
}

/** Everything after the name of the engine's program. */
export function renderContainerArguments(engine: Engine, request: ShownRequest, run: ContainerRun): string[] {
  const { limits } = run;
  return [
    ...engine.globalArguments,
    ...['run', '--name', run.name, '--interactive', '--pull', 'never', '--log-driver', 'none'],
    ...['--network', 'none', '--ipc', 'none', '--hostname', 'guest', '--user', `${run.userId}:${run.userId}`],
    ...['--cgroupns', 'private', '--tmpfs', '/sys:ro'],
    ...['--read-only', ...(engine.kind === 'podman' ? ['--read-only-tmpfs=false', '--no-hosts'] : [])],
    ...['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
    ...(run.profile === null ? [] : ['--security-opt', `seccomp=${run.profile}`]),
    ...renderSizes(limits),
    ...(run.controlGroup === null ? [] : ['--cgroup-parent', run.controlGroup]),
    ...renderMounts(engine, request, run),
    ...['--workdir', '/guest', '--entrypoint', guestPrograms.timeout, run.image],
    ...renderFront(request, limits),
  ];
}

function renderSizes(limits: SandboxLimits): string[] {
  const total = String(totalMemoryBytes(limits));
  const both = (value: number) => `${Math.ceil(value)}:${Math.ceil(value)}`;
  return [
    ...['--memory', total, '--memory-swap', total, '--pids-limit', String(totalProcesses(limits))],
    ...['--ulimit', `nofile=${both(Math.max(limits.openFiles, 64))}`, '--ulimit', 'core=0:0'],
    ...['--ulimit', `nproc=${both(totalProcesses(limits))}`],
  ];
}

// timeout is the first process: when it ends, so does all that the guest started, even if phalus is gone by then.
function renderFront(request: SandboxRequest, limits: SandboxLimits): string[] {
  const environment = Object.entries(renderGuestEnvironment(request.environment ?? {}));
  return [
    ...['--signal', 'KILL', String(Math.max(0.001, limits.wallTimeMs / 1000))],
    ...[guestPrograms.env, '-i', ...environment.map(([name, value]) => `${name}=${value}`)],
    ...[guestPrograms.prlimit, ...renderLimitArguments(limits, true)],
    ...renderCommand(request.command, limits),
  ];
}

function renderMounts(engine: Engine, request: ShownRequest, { work, empty }: ContainerRun): string[] {
  // Podman would first copy in what the folder holds, which is what it must not show.
  const bare = engine.kind === 'podman' ? ',notmpcopyup' : '';
  const shown = [
    [empty, '/etc/resolv.conf'] as const,
    ...work.entries.map((entry) => [work.resolve(entry), `/guest/${entry}`] as const),
    ...(request.toolchain === undefined ? [] : libraryMounts()),
    ...Object.entries(request.readOnly ?? {}).map(([guest, host]) => [host, guest] as const),
    ...(request.socket ? [[request.socket.host, request.socket.guest] as const] : []),
  ];
  const written = (request.collect ?? []).map((name) => [work.resolve(name), `/guest/${name}`] as const);
  return [
    ...['/tmp', '/guest', ...listCollectedFolders(request.collect ?? [], work.entries)].flatMap((folder) => [
      '--tmpfs',
      `${folder}:rw,exec,nosuid,nodev,mode=1777,size=${scratchBytesOf(request)}`,
    ]),
    ...(request.toolchain === undefined ? [] : hiddenLibraries())
      .concat(request.hidden)
      .flatMap((folder) => ['--tmpfs', `${folder}:ro,nosuid,nodev,mode=0755,size=4096${bare}`]),
    ...shown.flatMap(([host, guest]) => ['--mount', renderMount(host, guest, ['readonly'])]),
    ...written.flatMap(([host, guest]) => ['--mount', renderMount(host, guest, [])]),
  ];
}

// A tool chain loads libraries of the system that the image, made for Node alone, does not hold.
const libraryFolders = ['/usr/lib', '/lib', '/lib64'];

function libraryMounts(): (readonly [host: string, guest: string])[] {
  return libraryFolders.flatMap((folder) =>
    existsSync(folder) ? [[realpathSync(folder), folder] as const] : [],
  );
}

function hiddenLibraries(): string[] {
  const names = candidateHiddenFolders.map((folder) => folder.slice('/usr/lib/'.length));
  return ['/usr/lib', '/lib'].flatMap((folder) =>
    names.map((name) => `${folder}/${name}`).filter((name) => existsSync(name)),
  );
}

/** One line of CSV, as both engines read it: a name with a comma must not become a second option. */
export function renderMount(host: string, guest: string, options: readonly string[]): string {
  return ['type=bind', `source=${host}`, `target=${guest}`, ...options].map(quoteField).join(',');
}

function quoteField(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
