import { type RawCall, renderProgram } from './elf.ts';
import type { Escape } from './types.ts';

/** Arguments are chosen so that a call that is let through does no harm: it succeeds in vain or fails for them. */
type Row = readonly [
  name: string,
  number: number,
  args?: readonly (number | bigint)[],
  needs?: 'root' | 'kernel' | 'both',
];

const nowhere = -1;
const rows: readonly Row[] = [
  ['ptrace (to be traced)', 101, [0]],
  ['process_vm_readv', 310, [1, 0, 0, 0, 0, 0], 'root'],
  ['process_vm_writev', 311, [1, 0, 0, 0, 0, 0], 'root'],
  ['process_madvise', 440, [nowhere, 0, 0, 0, 0], 'kernel'],
  ['pidfd_getfd', 438, [nowhere, 0, 0]],
  ['kcmp', 312, [1, 1, 9], 'kernel'],
  ['add_key', 248, [0, 0, 0, 0, 0], 'kernel'],
  ['request_key', 249, [0, 0, 0, 0], 'kernel'],
  ['keyctl', 250, [0, -3, 0], 'kernel'],
  ['bpf', 321, [999, 0, 0], 'both'],
  ['perf_event_open', 298, [0, 0, 0, nowhere, 0], 'kernel'],
  ['userfaultfd', 323, [0], 'both'],
  ['memfd_secret', 447, [0], 'kernel'],
  ['io_uring_setup', 425, [1, 0], 'kernel'],
  ['io_uring_enter', 426, [nowhere, 0, 0, 0], 'kernel'],
  ['io_uring_register', 427, [nowhere, 0, 0, 0], 'kernel'],
  ['mount', 165, [0, 0, 0, 0, 0], 'root'],
  ['umount2', 166, [0, 0], 'root'],
  ['pivot_root', 155, [0, 0], 'root'],
  ['chroot', 161, [0]],
  ['open_tree', 428, [nowhere, 0, 0]],
  ['move_mount', 429, [nowhere, 0, nowhere, 0, 0], 'root'],
  ['fsopen', 430, [0, 0], 'root'],
  ['fsconfig', 431, [nowhere, 0, 0, 0, 0]],
  ['fsmount', 432, [nowhere, 0, 0], 'root'],
  ['fspick', 433, [nowhere, 0, 0], 'root'],
  ['mount_setattr', 442, [nowhere, 0, 0, 0, 0]],
  ['unshare (a user namespace)', 272, [0x10000000]],
  ['unshare (a network)', 272, [0x40000000], 'root'],
  ['setns', 308, [nowhere, 0]],
  ['clone (a user namespace)', 56, [0x10000011, 0, 0, 0, 0]],
  ['clone3', 435, [0, 0], 'kernel'],
  ['name_to_handle_at', 303, [nowhere, 0, 0, 0, 0], 'kernel'],
  ['open_by_handle_at', 304, [nowhere, 0, 0], 'both'],
  ['kexec_load', 246, [0, 0, 0, 0xffff], 'both'],
  ['init_module', 175, [0, 0, 0], 'both'],
  ['finit_module', 313, [nowhere, 0, 0], 'both'],
  ['delete_module', 176, [0, 0], 'both'],
  ['swapon', 167, [0, 0], 'both'],
  ['swapoff', 168, [0], 'both'],
  ['reboot', 169, [0, 0, 0, 0], 'root'],
  ['settimeofday', 164, [0, 0], 'root'],
  ['clock_settime', 227, [0, 0]],
  ['clock_adjtime', 305, [0, 0]],
  ['adjtimex', 159, [0]],
  ['acct', 163, [1], 'both'],
  ['quotactl', 179, [0, 0, 0, 0], 'kernel'],
  ['personality', 135, [0xffffffff]],
  ['syslog', 103, [10, 0, 0], 'root'],
  ['sethostname', 170, [0, 1000], 'root'],
  ['setdomainname', 171, [0, 1000], 'root'],
  ['iopl', 172, [0], 'both'],
  ['ioperm', 173, [0, 1, 0], 'kernel'],
  ['modify_ldt', 154, [0, 0, 0], 'kernel'],
  ['fanotify_init', 300, [0, 0], 'both'],
  ['mbind', 237, [0, 0, 0, 0, 0, 0], 'kernel'],
  ['get_mempolicy', 239, [0, 0, 0, 0, 0], 'kernel'],
  ['move_pages', 279, [0, 0, 0, 0, 0, 0], 'kernel'],
  ['typing into the terminal', 16, [0, 0x5412, 0]],
  ['typing into the terminal, upper half set', 16, [0, 0xdead00005412n, 0]],
  ['pasting into the console', 16, [0, 0x541c, 0]],
  ['a raw socket', 41, [2, 3, 1], 'root'],
  ['a packet socket', 41, [17, 3, 0], 'both'],
  ['a vsock socket', 41, [40, 1, 0], 'kernel'],
  ['a crypto socket', 41, [38, 5, 0], 'kernel'],
  ['a netlink socket of the audit', 41, [16, 3, 9], 'kernel'],
  ['a netlink socket of device events', 41, [16, 3, 15], 'kernel'],
  ['a netlink socket of the firewall', 41, [16, 3, 12], 'kernel'],
  ['an XDP socket', 41, [44, 3, 0], 'both'],
];

/** Not permitted, no such call, no such family, no such process: refused. Anything else got through. */
const refusals = [1, 38, 97, 3];

export const systemCallEscapes: readonly Escape[] = [
  ...rows.map(toEscape),
  {
    name: 'calls as a 32-bit program',
    needsKernel: true,
    code: raw({ number: 20, entry: 'int80' }, 'result.status === 0'),
  },
];

function toEscape([name, number, values = [], needs]: Row): Escape {
  return {
    name: `system call: ${name}`,
    ...(needs === 'root' || needs === 'both' ? { needsRoot: true } : {}),
    ...(needs === 'kernel' || needs === 'both' ? { needsKernel: true } : {}),
    code: raw({ number, arguments: values }, `!${JSON.stringify(refusals)}.includes(result.status)`),
  };
}

function raw(call: RawCall, escaped: string): string {
  const program = renderProgram(call).toString('base64');
  return `const result = tools.run(Buffer.from('${program}', 'base64')); return result.signal === null && ${escaped}`;
}
