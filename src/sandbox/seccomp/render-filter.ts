import { assemble, type Instruction } from './assemble.ts';
import {
  findJudged,
  listRefused,
  listUnknown,
  namespaceFlagList,
  socketFamilies,
  terminalInjection,
} from './system-calls.ts';

/** linux/seccomp.h and asm-generic/errno.h */
const answers = {
  allow: 0x7fff0000,
  kill: 0x80000000,
  refuse: 0x00050000 | 1,
  unknown: 0x00050000 | 38,
  noSuchFamily: 0x00050000 | 97,
} as const;
type Answer = keyof typeof answers;

/** linux/audit.h: the machine, 64 bits, little-endian. */
const audit = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;

// struct seccomp_data: number, architecture, instruction pointer, six arguments of 64 bits, low half first.
const numberOffset = 0;
const architectureOffset = 4;
const argumentOffset = (index: number) => 16 + index * 8;

/** x32 calls come with this bit, under the same architecture as 64-bit ones. */
const x32Bit = 0x40000000;

const namespaceFlags = namespaceFlagList.reduce((all, flag) => all | flag, 0);
const routeProtocol = 0;

/**
 * The filter for guests as bubblewrap's --seccomp reads it, or null for an architecture without a table.
 *
 * What is not named is allowed. A list of the allowed would break with the next release of Node or of the C library, in
 * ways that look like faults of the package that was built; what stays allowed is what files, memory, threads, signals and
 * Unix sockets need, and those are held by namespaces and limits. Foreign ABIs end the process: their numbers
 * mean other calls, so that a list made for one could be passed by the other.
 */
export function renderFilter(architecture: string): Uint8Array | null {
  if (architecture !== 'x64' && architecture !== 'arm64') return null;
  return assemble([
    { kind: 'load', offset: architectureOffset },
    { kind: 'jump', when: 'equal', value: audit[architecture], otherwise: 'foreign' },
    { kind: 'load', offset: numberOffset },
    ...(architecture === 'x64'
      ? [{ kind: 'jump', when: 'at-least', value: x32Bit, matched: 'foreign' } as const]
      : []),
    ...listUnknown(architecture).flatMap((number) => answerTo(number, 'unknown')),
    ...listRefused(architecture).flatMap((number) => answerTo(number, 'refuse')),
    ...judge(findJudged('clone', architecture), judgeClone),
    ...judge(findJudged('ioctl', architecture), judgeTerminal),
    ...judge(findJudged('socket', architecture), judgeFamily('socket')),
    ...judge(findJudged('socketpair', architecture), judgeFamily('pair')),
    give('allow'),
    { kind: 'label', name: 'foreign' },
    give('kill'),
  ]);
}

// Each call has its answer beside it: a jump reaches 255 instructions at most, and few compares are cheap.
function answerTo(number: number, answer: Answer): Instruction[] {
  const next = `after ${number}`;
  return [
    { kind: 'jump', when: 'equal', value: number, otherwise: next },
    give(answer),
    { kind: 'label', name: next },
  ];
}

function judge(number: number, body: readonly Instruction[]): Instruction[] {
  const next = `after ${number}`;
  return [
    { kind: 'jump', when: 'equal', value: number, otherwise: next },
    ...body,
    { kind: 'label', name: next },
  ];
}

const judgeClone: readonly Instruction[] = [
  { kind: 'load', offset: argumentOffset(0) },
  { kind: 'mask', value: namespaceFlags },
  { kind: 'jump', when: 'equal', value: 0, matched: 'plain clone' },
  give('refuse'),
  { kind: 'label', name: 'plain clone' },
  give('allow'),
];

// The kernel reads 32 bits of the request and ignores the rest; so does this.
const judgeTerminal: readonly Instruction[] = [
  { kind: 'load', offset: argumentOffset(1) },
  ...terminalInjection.flatMap((request) => answerTo(request, 'refuse')),
  give('allow'),
];

function judgeFamily(name: string): readonly Instruction[] {
  const allowed = `${name} allowed`;
  const isNetlink = `${name} netlink`;
  return [
    { kind: 'load', offset: argumentOffset(0) },
    ...[socketFamilies.unix, socketFamilies.inet, socketFamilies.inet6].map(
      (value) => ({ kind: 'jump', when: 'equal', value, matched: allowed }) as const,
    ),
    { kind: 'jump', when: 'equal', value: socketFamilies.netlink, matched: isNetlink },
    give('noSuchFamily'),
    { kind: 'label', name: isNetlink },
    { kind: 'load', offset: argumentOffset(2) },
    { kind: 'jump', when: 'equal', value: routeProtocol, matched: allowed },
    give('noSuchFamily'),
    { kind: 'label', name: allowed },
    give('allow'),
  ];
}

function give(answer: Answer): Instruction {
  return { kind: 'answer', value: answers[answer] };
}
