import {
  type Architecture,
  judgedNames,
  namespaceFlagList,
  refusedNames,
  socketFamilies,
  terminalInjection,
  unknownNames,
} from './system-calls.ts';

const refused = 1;
const noSuchCall = 38;
const noSuchFamily = 97;
const machines = { x64: 'SCMP_ARCH_X86_64', arm64: 'SCMP_ARCH_AARCH64' } as const;
const lowHalf = 0xffffffff;
/** Families from here on do not exist; with the upper half set, a number is above it too. */
const firstUnusedFamily = 46;

/**
 * The same filter as `renderFilter` gives, as the profile that Docker and Podman read. It takes the place of theirs, which
 * lets pass ptrace and sockets that reach the host of a virtual machine (vsock). Null for an architecture without a table.
 */
export function renderProfile(architecture: string): string | null {
  if (!isKnown(architecture)) return null;
  return JSON.stringify({
    defaultAction: 'SCMP_ACT_ALLOW',
    architectures: [machines[architecture]],
    syscalls: [
      rule(refusedNames, refused),
      rule(unknownNames, noSuchCall),
      ...namespaceFlagList.map((flag) => rule([judgedNames.clone], refused, [masked(0, flag, flag)])),
      ...terminalInjection.map((request) =>
        rule([judgedNames.ioctl], refused, [masked(1, lowHalf, request)]),
      ),
      ...judgeFamilies(),
    ],
  });
}

function isKnown(architecture: string): architecture is Architecture {
  return architecture in machines;
}

// Several conditions on one argument would be joined by "or": so each refused family has a rule of its own.
function judgeFamilies(): unknown[] {
  const names = [judgedNames.socket, judgedNames.socketpair];
  const allowed: readonly number[] = Object.values(socketFamilies);
  const others = Array.from({ length: firstUnusedFamily }, (_, family) => family).filter(
    (family) => !allowed.includes(family),
  );
  return [
    ...others.map((family) => rule(names, noSuchFamily, [{ index: 0, value: family, op: 'SCMP_CMP_EQ' }])),
    rule(names, noSuchFamily, [{ index: 0, value: firstUnusedFamily, op: 'SCMP_CMP_GE' }]),
    rule(names, noSuchFamily, [
      { index: 0, value: socketFamilies.netlink, op: 'SCMP_CMP_EQ' },
      { index: 2, value: 0, op: 'SCMP_CMP_NE' },
    ]),
  ];
}

function rule(names: readonly string[], errno: number, conditions: readonly unknown[] = []) {
  return { names, action: 'SCMP_ACT_ERRNO', errnoRet: errno, args: conditions };
}

function masked(index: number, mask: number, value: number) {
  return { index, value: mask, valueTwo: value, op: 'SCMP_CMP_MASKED_EQ' };
}
