import { guestPrograms } from './guest-programs.ts';
import { renderHeapArgument } from './limits.ts';
import type { SandboxLimits } from './types.ts';

/** The request's command as the guest starts it. */
export function renderCommand(
  [program, ...rest]: readonly [string, ...string[]],
  limits: SandboxLimits,
): string[] {
  // WebAssembly's trap handler reserves 10 GiB of addresses for each memory, which a limited process may not have.
  return program === 'node'
    ? [guestPrograms.node, renderHeapArgument(limits), '--disable-wasm-trap-handler', ...rest]
    : [program, ...rest];
}

/** All that is in the guest's environment. */
export function renderGuestEnvironment(asked: Readonly<Record<string, string>>): Record<string, string> {
  return { PATH: '/usr/bin', HOME: '/tmp', LANG: 'C.UTF-8', TZ: 'UTC', ...asked };
}
