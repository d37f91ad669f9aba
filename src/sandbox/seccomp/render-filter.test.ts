import { describe, expect, it } from 'vitest';
import { assemble } from './assemble.ts';
import { renderFilter } from './render-filter.ts';
import { runFilter } from './run-filter.fake.ts';

const allow = 0x7fff0000;
const kill = 0x80000000;
const refuse = 0x50001;
const unknown = 0x50026;
const noFamily = 0x50061;

const machines = {
  x64: {
    audit: 0xc000003e,
    ptrace: 101,
    clone3: 435,
    clone: 56,
    ioctl: 16,
    socket: 41,
    write: 1,
    execve: 59,
  },
  arm64: {
    audit: 0xc00000b7,
    ptrace: 117,
    clone3: 435,
    clone: 220,
    ioctl: 29,
    socket: 198,
    write: 64,
    execve: 221,
  },
} as const;

describe.each(Object.entries(machines))('renderFilter(%j)', (name, machine) => {
  const filter = renderFilter(name) as Uint8Array;
  const judge = (number: number, ...values: bigint[]) =>
    runFilter(filter, { architecture: machine.audit, number, arguments: values });

  it('lets pass what programs live by, and refuses what looks into others', () => {
    expect([judge(machine.write), judge(machine.execve)]).toEqual([allow, allow]);
    expect(judge(machine.ptrace)).toBe(refuse);
    expect(judge(machine.clone3)).toBe(unknown);
    expect([425, 426, 427].map((number) => judge(number))).toEqual([unknown, unknown, unknown]);
  });

  it('ends a process that calls by a foreign ABI', () => {
    const i386 = 0x40000003;

    expect(runFilter(filter, { architecture: i386, number: machine.write })).toBe(kill);
    if (name === 'x64') expect(judge(0x40000000 | machine.write)).toBe(kill);
  });

  it('refuses each flag of clone that makes a namespace, alone and with others, whatever the upper half says', () => {
    const threads = 0x3d0f00n;
    const flags = [0x20000n, 0x2000000n, 0x4000000n, 0x8000000n, 0x10000000n, 0x20000000n, 0x40000000n];

    expect(judge(machine.clone, threads)).toBe(allow);
    for (const flag of flags) {
      expect(judge(machine.clone, flag)).toBe(refuse);
      expect(judge(machine.clone, threads | flag | 0xffffffff00000000n)).toBe(refuse);
    }
  });

  it('refuses to type into a terminal, also when the upper half of the request is not empty', () => {
    expect(judge(machine.ioctl, 0n, 0x5401n)).toBe(allow);
    expect(judge(machine.ioctl, 0n, 0x5412n)).toBe(refuse);
    expect(judge(machine.ioctl, 0n, 0xdead00005412n)).toBe(refuse);
    expect(judge(machine.ioctl, 0n, 0x541cn)).toBe(refuse);
  });

  it.each([
    ['unix', 1n, 0n, allow],
    ['inet', 2n, 6n, allow],
    ['inet6', 10n, 0n, allow],
    ['route', 16n, 0n, allow],
    ['netlink of another kind', 16n, 9n, noFamily],
    ['packet', 17n, 0n, noFamily],
    ['alg', 38n, 0n, noFamily],
    ['vsock', 40n, 0n, noFamily],
    ['bluetooth', 31n, 0n, noFamily],
  ])('answers to a socket of the family %s', (_, family, protocol, answer) => {
    expect(judge(machine.socket, family, 1n, protocol)).toBe(answer);
  });
});

describe('renderFilter()', () => {
  it('has none for a machine whose numbers it does not know', () => {
    expect(renderFilter('riscv64')).toBeNull();
  });
});

describe('assemble()', () => {
  it('refuses a jump to nowhere and one that is too far', () => {
    const jump = { kind: 'jump', when: 'equal', value: 1, matched: 'end' } as const;
    const far = Array.from({ length: 256 }, () => ({ kind: 'answer', value: 0 }) as const);

    expect(() => assemble([jump])).toThrow(RangeError);
    expect(() => assemble([jump, ...far, { kind: 'label', name: 'end' }])).toThrow(RangeError);
    expect(assemble([jump, ...far.slice(1), { kind: 'label', name: 'end' }])).toHaveLength(256 * 8);
  });
});
