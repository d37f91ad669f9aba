import type { Sandbox, SandboxResult } from '../../sandbox/types.ts';
import type { AgentInput } from '../types.ts';
import type { RelayClient } from './relay-client.ts';

/** Generated code runs on the other side, in a sandbox of its own: never in the agent's, never beside the agent. */
export function createRelayedSandbox(
  client: RelayClient,
  { backend, version, toolchains }: NonNullable<AgentInput['sandbox']>,
): Sandbox {
  return {
    backend,
    version,
    async findToolchain(name) {
      const unknown = { kind: 'unavailable', reason: `no word of ${name} came across`, remedy: '' } as const;
      return toolchains[name] ?? unknown;
    },
    async run({ command, files, standardInput, collect, limits, toolchain }) {
      const contents = Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? content : { base64: Buffer.from(content).toString('base64') },
      ]);
      const body = {
        command,
        files: Object.fromEntries(contents),
        standardInput,
        collect,
        limits,
        toolchain,
      };
      const result = (await client.ask('run', body)) as SandboxResult & { collected: Record<string, string> };
      const collected = Object.entries(result.collected).map(([name, text]) => [
        name,
        Buffer.from(text, 'base64'),
      ]);
      return { ...result, collected: Object.fromEntries(collected) };
    },
  };
}
