export { SandboxError } from './errors.ts';
export { defaultSandboxLimits } from './limits.ts';
export {
  type ProbeContainerOptions,
  type ProbeSandboxOptions,
  probeContainer,
  probeSandbox,
} from './probe.ts';
export { probeBubblewrap } from './probe-bubblewrap.ts';
export { type ToolchainName, type ToolchainStatus, toolchainNames } from './toolchains/types.ts';
export {
  type ProbeOptions,
  type Sandbox,
  type SandboxBackend,
  type SandboxDenial,
  type SandboxLimits,
  type SandboxProbe,
  type SandboxRequest,
  type SandboxResources,
  type SandboxResult,
  sandboxBackends,
  sandboxDenialKinds,
} from './types.ts';
