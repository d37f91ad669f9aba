import { renderGuestEnvironment } from './guest-command.ts';
import { guestPrograms } from './guest-programs.ts';
import { scratchBytesOf } from './limits.ts';
import type { ShownRequest } from './toolchains/show-toolchain.ts';
import type { SandboxRequest } from './types.ts';
import { listCollectedFolders, type WorkFolder } from './work-folder.ts';

/** Programs of the host that a run needs, by absolute path. */
export interface BubblewrapTools {
  readonly bubblewrap: string;
  readonly prlimit: string;
  /** Only needed when root runs phalus. */
  readonly setpriv: string | null;
  readonly node: string;
}

// Shared libraries only: /usr/bin, /usr/share and /usr/local stay outside, and so does every JavaScript package of
// the system, which a generated package could otherwise load instead of doing its work.
const libraryFolders = ['/usr/lib', '/usr/lib64', '/usr/lib32'];
const hiddenFolders = ['/usr/lib/node_modules', '/usr/lib/nodejs', '/usr/lib/python3'];

export interface GuestLayout {
  readonly tools: BubblewrapTools;
  readonly asRoot: boolean;
  /** Host folders at the root that are links into /usr (`lib` -> `usr/lib`) or real folders (`null`). */
  readonly rootLibraries: Readonly<Record<string, string | null>>;
  /** Those of the hidden folders that exist on this host. */
  readonly hidden: readonly string[];
}

export const candidateRootLibraries = ['lib', 'lib64', 'lib32'] as const;
export const candidateHiddenFolders = hiddenFolders;

/** File system and environment: the same for root and for ordinary users. */
export function renderMountArguments(layout: GuestLayout, request: ShownRequest, work: WorkFolder): string[] {
  const { tools } = layout;
  const folder = (name: string) => ['--perms', '0755', '--dir', name];
  const programs: [string, string | null][] = [
    [guestPrograms.node, tools.node],
    [guestPrograms.prlimit, tools.prlimit],
    ...(layout.asRoot
      ? ([
          [guestPrograms.setpriv, tools.setpriv],
          [guestPrograms.bubblewrap, tools.bubblewrap],
        ] as [string, string | null][])
      : []),
  ];
  return [
    ...folder('/usr'),
    ...folder('/usr/bin'),
    ...libraryFolders.flatMap((library) => ['--ro-bind-try', library, library]),
    ...Object.entries(layout.rootLibraries).flatMap(([name, target]) =>
      target === null ? ['--ro-bind', `/${name}`, `/${name}`] : ['--symlink', target, `/${name}`],
    ),
    ...layout.hidden.flatMap((hidden) => ['--perms', '0755', '--tmpfs', hidden]),
    ...programs.flatMap(([guest, host]) => (host === null ? [] : ['--ro-bind', host, guest])),
    // bubblewrap's /dev is a folder in memory without a size; an ordinary user's guest owns it and could fill it.
    ...['--proc', '/proc', '--dev', '/dev', '--remount-ro', '/dev'],
    ...scratch('/tmp', request),
    ...scratch('/guest', request),
    ...work.entries.flatMap((entry) => ['--ro-bind', work.resolve(entry), `/guest/${entry}`]),
    ...listCollectedFolders(request.collect ?? [], work.entries).flatMap((name) => [
      ...['--perms', '1777', '--dir', name],
    ]),
    ...(request.collect ?? []).flatMap((name) => ['--bind', work.resolve(name), `/guest/${name}`]),
    ...shownFolders(request),
    ...Object.entries(request.readOnly ?? {}).flatMap(([guest, host]) => ['--ro-bind', host, guest]),
    ...request.hidden.flatMap((guest) => ['--perms', '0755', '--tmpfs', guest, '--remount-ro', guest]),
    ...(request.socket ? ['--ro-bind', request.socket.host, request.socket.guest] : []),
    ...['--remount-ro', '/', '--chdir', '/guest'],
    ...renderEnvironment(request.environment ?? {}),
  ];
}

// bubblewrap would make them for root alone, and the guest is nobody to root.
function shownFolders({ readOnly, socket }: SandboxRequest): string[] {
  const shown = [...Object.keys(readOnly ?? {}), ...(socket ? [socket.guest] : [])];
  const folders = new Set<string>();
  for (const guest of shown) {
    const segments = guest.split('/').slice(1, -1);
    // What is below a folder of the guest's own is made with it.
    if (segments[0] === 'guest' || segments[0] === 'usr' || segments[0] === 'tmp') continue;
    for (let end = 1; end <= segments.length; end += 1) folders.add(`/${segments.slice(0, end).join('/')}`);
  }
  return [...folders].flatMap((name) => ['--perms', '0755', '--dir', name]);
}

// Sizes are limited where the guest writes: a run cannot fill the host's disk, however many files it makes.
function scratch(guest: string, request: SandboxRequest): string[] {
  return ['--perms', '1777', '--size', String(scratchBytesOf(request)), '--tmpfs', guest];
}

function renderEnvironment(environment: Readonly<Record<string, string>>): string[] {
  const all = Object.entries(renderGuestEnvironment(environment));
  return ['--clearenv', ...all.flatMap(([name, value]) => ['--setenv', name, value])];
}

// Also the name of the machine stays outside.
const lifetime = ['--die-with-parent', '--new-session', '--hostname', 'guest'];

/** Namespaces and capabilities, and the programs that the outer bubblewrap starts in front of the command. */
export function renderPrivilegeArguments(
  layout: GuestLayout,
  userId: number,
  filter: readonly string[],
): { outer: string[]; front: string[] } {
  if (!layout.asRoot) {
    const namespaces = ['--unshare-all', '--unshare-user', '--disable-userns'];
    return { outer: [...namespaces, ...lifetime, '--cap-drop', 'ALL', ...filter], front: [] };
  }
  // Root's processes escape RLIMIT_NPROC whatever the namespace says (kernel/fork.c, INIT_USER), and root reads every
  // file that a bind shows. So root's bubblewrap only lays the mounts, and a user that exists for this run alone
  // makes the user namespace.
  const namespaces = ['ipc', 'pid', 'net', 'uts', 'cgroup-try'].map((name) => `--unshare-${name}`);
  const capabilities = ['--cap-drop', 'ALL', '--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID'];
  return {
    outer: [...namespaces, ...lifetime, ...capabilities],
    front: [
      ...[guestPrograms.setpriv, `--reuid=${userId}`, `--regid=${userId}`, '--clear-groups'],
      ...[guestPrograms.bubblewrap, '--unshare-user', '--disable-userns', '--uid', '1000', '--gid', '1000'],
      ...['--dev-bind', '/', '/', '--die-with-parent', '--cap-drop', 'ALL', '--chdir', '/guest'],
      // Only here: the outer one still has to start this one, which mounts and makes a namespace.
      ...[...filter, '--'],
    ],
  };
}
