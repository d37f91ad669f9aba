export { SandboxError } from './errors.ts';
export { defaultSandboxLimits } from './limits.ts';
export { type ProbeSandboxOptions, probeSandbox } from './probe.ts';
export type { Sandbox, SandboxLimits, SandboxProbe, SandboxRequest, SandboxResult } from './types.ts';
