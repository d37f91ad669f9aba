import type { Sandbox } from '../../sandbox/types.ts';
import type { FormattedFiles, TargetFiles } from '../types.ts';
import { compileLimits } from './run/limits.ts';

/** The Rust files through rustfmt in the sandbox; all or none. */
export async function format(
  files: TargetFiles,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<FormattedFiles> {
  const status = await sandbox.findToolchain('rust');
  if (status.kind === 'unavailable') return { files, formatter: null, reason: status.reason };
  const formatted: Record<string, string> = { ...files };
  for (const [path, text] of Object.entries(files).filter(([name]) => name.endsWith('.rs'))) {
    const result = await sandbox.run({
      command: ['rustfmt', '--edition', '2021', '--emit', 'stdout', '--color', 'never'],
      toolchain: 'rust',
      files: {},
      standardInput: text,
      limits: compileLimits,
      ...(signal && { signal }),
    });
    const isWhole = result.exitCode === 0 && !result.outputTruncated && result.standardOutput.trim() !== '';
    if (!isWhole)
      return {
        files,
        formatter: null,
        reason: `rustfmt does not format ${path}: ${(result.standardError.trim().split('\n')[0] ?? '').slice(0, 200)}`,
      };
    formatted[path] = result.standardOutput;
  }
  return { files: formatted, formatter: await askVersion(sandbox, status.version, signal), reason: null };
}

async function askVersion(sandbox: Sandbox, compiler: string, signal?: AbortSignal): Promise<string> {
  const result = await sandbox.run({
    command: ['rustfmt', '--version'],
    toolchain: 'rust',
    files: {},
    ...(signal && { signal }),
  });
  const version = /^rustfmt \S+/.exec(result.standardOutput)?.[0];
  return version?.replace(/-stable$/, '') ?? `rustfmt of ${compiler}`;
}
