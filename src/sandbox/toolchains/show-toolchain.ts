import { SandboxError } from '../errors.ts';
import type { SandboxRequest } from '../types.ts';
import type { ToolchainName, ToolchainProbe, ToolchainStatus } from './types.ts';

/** A request with the folders and the environment of its tool chain, as a back end lays them. */
export interface ShownRequest extends SandboxRequest {
  /** Folders that the guest sees empty, below what it is shown. */
  readonly hidden: readonly string[];
}

export interface ToolchainSource {
  findToolchain(name: ToolchainName): Promise<ToolchainProbe>;
}

/** Throws SandboxError `no-toolchain`. */
export async function showToolchain(request: SandboxRequest, source: ToolchainSource): Promise<ShownRequest> {
  if (request.toolchain === undefined) return { ...request, hidden: [] };
  const probe = await source.findToolchain(request.toolchain);
  if (probe.kind === 'unavailable') {
    throw new SandboxError(
      'no-toolchain',
      `Cannot run ${request.command[0]} in the sandbox: ${probe.reason}`,
      {
        hint: probe.remedy,
      },
    );
  }
  const { mounts, environment, hidden } = probe.toolchain;
  const prepared = await probe.toolchain.prepare?.(request.command);
  return {
    ...request,
    readOnly: { ...mounts, ...prepared, ...request.readOnly },
    environment: { ...environment, ...request.environment },
    hidden,
  };
}

export function statusOf(probe: ToolchainProbe): ToolchainStatus {
  return probe.kind === 'unavailable' ? probe : { kind: 'available', version: probe.toolchain.version };
}
