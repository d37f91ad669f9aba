import { z } from 'zod';
import type { SyntaxReport, TargetProblem, TargetRun } from '../../types.ts';
import { compileLimits } from './limits.ts';
import { parseJsonLines } from './schema.ts';

const mostProblems = 20;

const CargoLine = z.object({
  reason: z.literal('compiler-message'),
  message: z.object({
    level: z.string(),
    message: z.string(),
    spans: z.array(z.object({ file_name: z.string(), line_start: z.int(), is_primary: z.boolean() })),
  }),
});

/** `cargo check` over the manifest and the library. */
export async function checkSyntax({ files, sandbox, signal }: TargetRun): Promise<SyntaxReport> {
  const status = await sandbox.findToolchain('rust');
  const result = await sandbox.run({
    command: ['cargo', 'check', '--offline', '--lib', '--message-format=json', '--quiet'],
    toolchain: 'rust',
    files,
    limits: compileLimits,
    ...(signal && { signal }),
  });
  const problems = parseJsonLines(result.standardOutput, CargoLine).flatMap(
    ({ message }): TargetProblem[] => {
      if (!message.level.startsWith('error') || message.message.startsWith('aborting due to')) return [];
      const place = message.spans.find(({ is_primary: isPrimary }) => isPrimary);
      return [
        {
          path: place?.file_name ?? 'src/lib.rs',
          message: `${place === undefined ? '' : `line ${place.line_start}: `}${message.message}`.slice(
            0,
            300,
          ),
        },
      ];
    },
  );
  const said = result.standardError.trim().replace(/\s+/g, ' ').slice(0, 300);
  const isLost = problems.length === 0 && result.exitCode !== 0;
  return {
    tool: status.kind === 'available' ? (/^rustc \S+/.exec(status.version)?.[0] ?? status.version) : 'rustc',
    checked: Object.keys(files)
      .filter((path) => path.endsWith('.rs') && path.startsWith('src/'))
      .concat('Cargo.toml'),
    problems: isLost
      ? [
          {
            path: 'Cargo.toml',
            message: result.timedOut ? 'cargo check did not end in time' : said || 'cargo check failed',
          },
        ]
      : problems.slice(0, mostProblems),
  };
}
