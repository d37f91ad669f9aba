import type { Sandbox } from '../../sandbox/types.ts';
import { type CheckContext, type Finding, skipWithoutSandbox } from '../check.ts';

/** The sandbox that can run this package, or the finding of a check that cannot be made without it. */
export async function findRunner({
  sandbox: probe,
  language,
}: CheckContext): Promise<{ readonly sandbox: Sandbox } | { readonly finding: Finding }> {
  if (probe.kind === 'unavailable') return { finding: skipWithoutSandbox(probe) };
  const { target } = language;
  if (target === null) return { sandbox: probe.sandbox };
  const status = await probe.sandbox.findToolchain(target.toolchain);
  if (status.kind === 'available') return { sandbox: probe.sandbox };
  const reason = `not run, because this machine has no tool chain for ${target.language}: ${status.reason}; ${status.remedy}`;
  return { finding: { status: 'skipped', reason, detail: { toolchain: 'unavailable' } } };
}
