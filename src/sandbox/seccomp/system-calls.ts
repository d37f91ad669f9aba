/** Numbers of system calls by architecture of Node; null where an architecture never had the call. */
type Numbers = readonly [x64: number | null, arm64: number | null];

export type Architecture = 'x64' | 'arm64';

const architectures: readonly Architecture[] = ['x64', 'arm64'];

/**
 * What no package that computes something needs, and what has let guests out of their namespaces before: looking into other
 * processes, the kernel's keys, programs inside the kernel, mounts and namespaces, and the machine as a whole. Capabilities
 * and namespaces refuse most of these already; the filter is the second wall behind a kernel that has a fault in the first.
 */
const refused = {
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  process_madvise: [440, 440],
  pidfd_getfd: [438, 438],
  kcmp: [312, 272],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  memfd_secret: [447, 447],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  statmount: [457, 457],
  listmount: [458, 458],
  open_tree_attr: [467, 467],
  unshare: [272, 97],
  setns: [308, 268],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  create_module: [174, null],
  get_kernel_syms: [177, null],
  query_module: [178, null],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  swapon: [167, 224],
  swapoff: [168, 225],
  reboot: [169, 142],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  clock_adjtime: [305, 266],
  adjtimex: [159, 171],
  acct: [163, 89],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  personality: [135, 92],
  syslog: [103, 116],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  vhangup: [153, 58],
  iopl: [172, null],
  ioperm: [173, null],
  modify_ldt: [154, null],
  uselib: [134, null],
  _sysctl: [156, null],
  sysfs: [139, null],
  ustat: [136, null],
  nfsservctl: [180, 42],
  lookup_dcookie: [212, 18],
  fanotify_init: [300, 262],
  mbind: [237, 235],
  set_mempolicy: [238, 237],
  get_mempolicy: [239, 236],
  migrate_pages: [256, 238],
  move_pages: [279, 239],
} as const satisfies Record<string, Numbers>;

/**
 * Answered with "no such call", so that a library takes its older way: clone3 hides its flags behind a pointer where no
 * filter can read them, and the io_uring calls work around every filter.
 */
const unknown = {
  clone3: [435, 435],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
} as const satisfies Record<string, Numbers>;

/** Allowed or not by their arguments. */
const judged = {
  clone: [56, 220],
  ioctl: [16, 29],
  socket: [41, 198],
  socketpair: [53, 199],
} as const satisfies Record<string, Numbers>;

export const refusedNames: readonly string[] = Object.keys(refused);
export const unknownNames: readonly string[] = Object.keys(unknown);
export const judgedNames = {
  clone: 'clone',
  ioctl: 'ioctl',
  socket: 'socket',
  socketpair: 'socketpair',
} as const;

/** CLONE_NEW* for mount, cgroup, uts, ipc, user, pid and net; the one for time shares its bit with a signal. */
export const namespaceFlagList = [
  0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000,
] as const;

/** TIOCSTI and TIOCLINUX, which type into the terminal of whoever started phalus. */
export const terminalInjection = [0x5412, 0x541c] as const;

/** Unix and internet sockets, which end at the loopback, and (protocol 0 alone) netlink, by which Node lists interfaces. */
export const socketFamilies = { unix: 1, inet: 2, inet6: 10, netlink: 16 } as const;

export function listRefused(architecture: Architecture): readonly number[] {
  return numbersOf(refused, architecture);
}

export function listUnknown(architecture: Architecture): readonly number[] {
  return numbersOf(unknown, architecture);
}

export function findJudged(name: keyof typeof judged, architecture: Architecture): number {
  return judged[name][architectures.indexOf(architecture)] as number;
}

function numbersOf(table: Readonly<Record<string, Numbers>>, architecture: Architecture): readonly number[] {
  return Object.values(table).flatMap((numbers) => numbers[architectures.indexOf(architecture)] ?? []);
}
