import type { SyntaxReport, TargetProblem, TargetRun } from '../../types.ts';
import { buildLimitMs } from './limits.ts';
import { runGoCommand } from './run-command.ts';

const mostProblems = 50;

/** Compiles with `go vet`, tests too, which also finds what compiles and cannot be meant. Throws SandboxError. */
export async function checkGoSyntax({ files, sandbox, signal }: TargetRun): Promise<SyntaxReport> {
  const status = await sandbox.findToolchain('go');
  const report = await runGoCommand(['vet', './...'], { files, sandbox, signal, limitMs: buildLimitMs });
  const checked = Object.keys(files)
    .filter((path) => path.endsWith('.go'))
    .sort();
  const problems = readProblems(`${report.errors}\n${report.output}`);
  const isSilent = report.exitCode !== 0 && problems.length === 0;
  const reason = report.timedOut
    ? 'go vet did not end in time'
    : report.errors.trim().slice(0, 500) || 'go vet failed';
  return {
    tool: status.kind === 'available' ? status.version : 'go',
    checked,
    problems: isSilent ? [{ path: 'go.mod', message: reason }] : problems,
  };
}

function readProblems(text: string): TargetProblem[] {
  const problems: TargetProblem[] = [];
  for (const line of text.split('\n')) {
    const match = /^(?:vet: )?(?:\.\/)?([\w./-]{1,300}\.go):(\d+)(?::\d+)?: (.{1,500})/.exec(line);
    if (match === null || problems.length >= mostProblems) continue;
    problems.push({ path: match[1] ?? '', message: `line ${match[2]}: ${match[3]}` });
  }
  return problems;
}
