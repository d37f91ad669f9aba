import type { Sandbox } from '../../../sandbox/types.ts';
import type { FormattedFiles, TargetFiles } from '../../types.ts';

/** Every file of Go through `gofmt`; one that it cannot read stays as it is. */
export async function formatGo(
  files: TargetFiles,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<FormattedFiles> {
  const status = await sandbox.findToolchain('go');
  if (status.kind === 'unavailable') return { files, formatter: null, reason: status.reason };
  const formatted: Record<string, string> = { ...files };
  const unread: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    if (!path.endsWith('.go')) continue;
    const result = await sandbox.run({
      command: ['gofmt'],
      toolchain: 'go',
      files: {},
      standardInput: text,
      limits: { wallTimeMs: 15_000, outputBytes: 4 * 1024 * 1024, processes: 128, openFiles: 256 },
      ...(signal && { signal }),
    });
    const isWhole = result.exitCode === 0 && !result.outputTruncated && result.standardOutput.trim() !== '';
    if (isWhole) formatted[path] = result.standardOutput;
    else unread.push(path);
  }
  const isAny = Object.keys(files).some((path) => path.endsWith('.go') && !unread.includes(path));
  return {
    files: formatted,
    formatter: isAny ? `gofmt of ${status.version}` : null,
    reason: unread.length === 0 ? null : `gofmt cannot read ${unread.join(', ')}`,
  };
}
