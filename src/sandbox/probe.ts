import { probeBubblewrap } from './probe-bubblewrap.ts';
import type { ProbeOptions, SandboxBackend, SandboxProbe } from './types.ts';

export interface ProbeSandboxOptions extends ProbeOptions {
  /** `auto` takes the first that works, bubblewrap before containers; one by name is that one or nothing. */
  readonly backend?: 'auto' | SandboxBackend;
}

/** A sandbox that was tried out on this machine, or why there is none. Throws only when the signal aborts. */
export async function probeSandbox(options: ProbeSandboxOptions = {}): Promise<SandboxProbe> {
  return probeBubblewrap(options);
}
