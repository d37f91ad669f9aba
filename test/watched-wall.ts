import {
  probeBubblewrap,
  probeContainer,
  type Sandbox,
  type SandboxProbe,
  type SandboxRequest,
} from '../src/sandbox/index.ts';
import { readTree } from './cli-process.ts';

export interface WatchedWall {
  readonly probe: SandboxProbe;
  /** What each agent's sandbox was shown, in order. */
  readonly shown: readonly string[];
}

/** The real sandbox of a mode, and a note of all that enters it. */
export async function watchWall(mode: 'process' | 'container'): Promise<WatchedWall> {
  const probe = await (mode === 'process' ? probeBubblewrap() : probeContainer());
  const shown: string[] = [];
  if (probe.kind === 'unavailable') return { probe, shown };
  const sandbox: Sandbox = {
    ...probe.sandbox,
    async run(request) {
      shown.push(await readShown(request));
      return probe.sandbox.run(request);
    },
  };
  return { probe: { kind: 'available', sandbox }, shown };
}

/** Everything that an agent's sandbox is shown but its program and TypeScript, by path; and the command and environment. */
async function readShown({
  readOnly = {},
  files,
  command,
  environment,
  standardInput,
}: SandboxRequest): Promise<string> {
  const input = readOnly['/input'];
  const shown = input === undefined ? {} : await readTree(input);
  return JSON.stringify({ shown, files, command, environment, standardInput });
}
