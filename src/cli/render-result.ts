import { relative } from 'node:path';
import type { PackageCost } from '../output/types.ts';
import { isSuccess, type PackageOutcome } from '../pipeline/types.ts';
import { renderCount, renderDuration } from './progress/format.ts';
import { type Colors, stripControls } from './reporter.ts';
import type { CheckResult, Verdict } from './verdict.ts';

export const disclaimer = 'phalus gives evidence, not legal advice.';

/** How one package ended: verdict, checks with their reasons, cost, and where the files are. */
export function renderOutcome(outcome: PackageOutcome, colors: Colors, workDirectory: string): string {
  const lines = [`${colors.bold(renderTitle(outcome))}  ${renderEnd(outcome, colors)}`];
  if (outcome.kind === 'finished') lines.push(...renderVerdict(outcome.verdict, colors));
  if (outcome.kind === 'stopped' || outcome.kind === 'unsupported') lines.push(`  ${clean(outcome.reason)}`);
  if (outcome.kind === 'stopped' && outcome.hint !== null)
    lines.push(`  ${colors.cyan('hint:')} ${clean(outcome.hint)}`);
  if (outcome.kind !== 'unsupported') lines.push(`  cost   ${renderCost(outcome.cost)}`);
  if (outcome.kind === 'finished' || outcome.kind === 'specified') {
    lines.push(`  files  ${relative(workDirectory, outcome.folder) || '.'}`);
  }
  return lines.join('\n');
}

/** What stands before the reason of a check that did not run. */
const statusWords: Partial<Record<CheckResult['status'], string>> = {
  skipped: 'skipped: ',
  'not-applicable': 'not applicable: ',
};

/** The checks, one line each, then those reasons of the verdict that no check has given already. */
export function renderVerdict({ checks, reasons }: Verdict, colors: Colors): string[] {
  const width = Math.max(0, ...checks.map((check) => check.name.length));
  const told = new Set(checks.map(({ name, reason }) => `${name}: ${reason}`));
  return [
    ...checks.map(
      ({ name, status, reason }) =>
        `  ${renderMark(status, colors)} ${name.padEnd(width)}  ${statusWords[status] ?? ''}${clean(reason)}`,
    ),
    ...reasons.filter((reason) => !told.has(reason)).map((reason) => `  → ${clean(reason)}`),
  ];
}

export function renderVerdictKind(verdict: Verdict['verdict'], colors: Colors): string {
  return { PASS: colors.green, FAIL: colors.red, REVIEW: colors.yellow }[verdict](verdict);
}

export function renderCost({ usage, calls, replayedCalls, money, durationMs }: PackageCost): string {
  const cached = usage.cachedInputTokens > 0 ? ` (${renderCount(usage.cachedInputTokens)} cached)` : '';
  const replayed = replayedCalls > 0 ? ` and ${renderCount(replayedCalls)} from the journal` : '';
  return [
    `${renderCount(usage.inputTokens)} tokens in${cached}`,
    `${renderCount(usage.outputTokens)} out`,
    `${renderCount(calls)} model call${calls === 1 ? '' : 's'}${replayed}`,
    renderDuration(durationMs),
    renderMoney(money),
  ].join(', ');
}

/** In the unit of `llm.prices`, which only the user knows. */
function renderMoney(money: number | null): string {
  if (money === null) return 'price unknown';
  return money === 0 ? 'no money' : `money ${money.toFixed(4)}`;
}

/** The last line of a job of several packages. */
export function renderSummary(outcomes: readonly PackageOutcome[]): string {
  const unsupported = outcomes.filter((outcome) => outcome.kind === 'unsupported').length;
  const passed = outcomes.filter(isSuccess).length;
  const failed = outcomes.length - unsupported - passed;
  const aside = unsupported > 0 ? `, ${unsupported} not looked up` : '';
  return `${outcomes.length} packages: ${passed} passed, ${failed} did not${aside}`;
}

function renderTitle(outcome: PackageOutcome): string {
  const version = outcome.kind === 'unsupported' ? null : outcome.version;
  return clean(version === null ? outcome.name : `${outcome.name}@${version}`);
}

function renderEnd(outcome: PackageOutcome, colors: Colors): string {
  switch (outcome.kind) {
    case 'finished':
      return renderVerdictKind(outcome.verdict.verdict, colors);
    case 'specified':
      return colors.green('specification written');
    case 'stopped':
      return colors.red(`stopped in ${outcome.phase} [${clean(outcome.code)}]`);
    case 'unsupported':
      return colors.yellow('not looked up');
  }
}

function renderMark(status: CheckResult['status'], colors: Colors): string {
  return {
    passed: colors.green('✓'),
    failed: colors.red('✗'),
    review: colors.yellow('?'),
    skipped: colors.yellow('-'),
    'not-applicable': colors.dim('·'),
  }[status];
}

function clean(text: string): string {
  return stripControls(text).replace(/\s*\n\s*/g, ' ');
}
