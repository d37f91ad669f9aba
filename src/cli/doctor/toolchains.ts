import { type Sandbox, type SandboxProbe, type ToolchainName, toolchainNames } from '../../sandbox/index.ts';
import { type Finding, ok } from './types.ts';

/** The shortest proof that a tool chain works inside: it says its version, or compiles nothing at all. */
const proofs: Readonly<Record<ToolchainName, readonly [string, ...string[]]>> = {
  python: ['python3', '-I', '-S', '-c', 'import json, re, unittest'],
  rust: ['rustc', '--edition', '2021', '--crate-type', 'lib', '--out-dir', '/tmp', 'proof.rs'],
  go: ['go', 'version'],
};
const files = { 'proof.rs': 'pub fn proof() {}\n' };

/** One line a tool chain, tried in the sandbox: what packages of its language are built and judged with. */
export function checkToolchains(probe: SandboxProbe): Promise<readonly Finding[]> {
  return Promise.all(
    toolchainNames.map(async (name) =>
      probe.kind === 'unavailable'
        ? lacking(name, 'there is no sandbox to run it in', probe.remedy)
        : checkToolchain(name, probe.sandbox),
    ),
  );
}

async function checkToolchain(name: ToolchainName, sandbox: Sandbox): Promise<Finding> {
  const status = await sandbox.findToolchain(name);
  if (status.kind === 'unavailable') return lacking(name, status.reason, status.remedy);
  const run = await sandbox.run({
    ...{ command: proofs[name], files, toolchain: name },
    limits: { wallTimeMs: 30_000, cpuSeconds: 30, memoryBytes: 2 ** 31, processes: 128, openFiles: 1024 },
  });
  if (run.exitCode === 0) return ok(name, `${status.version}, tried in the sandbox`);
  const said = run.standardError.trim().split('\n').at(-1) ?? '';
  return lacking(
    name,
    `${status.version} does not run in the sandbox: ${said.slice(0, 200) || run.signalName}`,
    'use a tool chain of its own distribution, or another isolation.backend',
  );
}

function lacking(name: ToolchainName, detail: string, remedy: string): Finding {
  return { name, status: 'optional', detail, remedy: `only for --target-lang ${name}: ${remedy}` };
}
