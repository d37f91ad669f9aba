import type { CommandDefinition } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { exitCodes } from '../exit-codes.ts';
import { renderCount, renderSize } from '../progress/format.ts';
import { manifestArgument, manifestOptions, readManifest } from '../read-manifest.ts';
import { type Colors, stripControls } from '../reporter.ts';
import type { PlanRow } from '../services.ts';
import { withServices } from '../with-services.ts';

export const planCommand: CommandDefinition = {
  name: 'plan',
  summary: commandSummaries.plan,
  examples: [
    'plan package.json',
    'plan package-lock.json --only left-pad --json',
    'plan requirements.txt --with constraints.txt',
    'plan package-lock.json --transitive --concurrency 16',
  ],
  arguments: [manifestArgument],
  options: manifestOptions,
  configFlags: ['--concurrency'],
  run: async (invocation) => {
    const manifest = await readManifest(invocation);
    const { reporter } = invocation;
    const rows = await withServices(invocation, ({ pipeline, services, config, signal }) => {
      const { packages: dependencies, unsupported } = manifest;
      const { packages_per_job: most } = config.limits;
      if (pipeline.isBriefPlan({ dependencies, config }))
        reporter.say(
          `note: more than ${most} packages (limits.packages_per_job) are planned without their documentation, so tokens are not estimated`,
        );
      return pipeline.planJob({ dependencies, unsupported, config, services, signal });
    });
    if (reporter.json)
      reporter.printJson({ manifest_type: manifest.manifestType, packages: rows.map(rowToJson) });
    else for (const line of renderPlan(rows, reporter.resultColors)) reporter.print(line);
    return rows.some((row) => row.kind === 'error') ? exitCodes.failed : exitCodes.passed;
  },
};

/** A table, then the reasons: why a rebuild is not worth it, and what is wrong with a row. */
export function renderPlan(rows: readonly PlanRow[], colors: Colors): string[] {
  const cells = rows.map(renderCells);
  const head = ['name', 'wanted', 'version', 'size', 'licence', 'worth it', 'tokens'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)),
  );
  const pad = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const estimates = rows.flatMap((row) => (row.kind === 'planned' ? (row.tokenEstimate ?? []) : []));
  const total = estimates.reduce((sum, estimate) => sum + estimate, 0);
  const tokens = estimates.length === 0 ? 'tokens not estimated' : `about ${renderCount(total)} tokens`;
  return [
    colors.bold(pad(head)),
    ...cells.map(pad),
    '',
    ...rows.map((row) => renderReason(row, colors)),
    '',
    `${rows.length} packages, ${tokens}`,
  ];
}

function renderCells(row: PlanRow): string[] {
  const start = [row.name, row.constraint || 'newest'].map(stripControls);
  if (row.kind === 'error') return [...start, '-', '-', '-', 'no', '-'];
  return [
    ...start,
    stripControls(row.version),
    row.sizeBytes === null ? '?' : renderSize(row.sizeBytes),
    stripControls(row.license) || 'none',
    row.worthRebuilding ? 'yes' : 'no',
    row.tokenEstimate === null ? '?' : renderCount(row.tokenEstimate),
  ];
}

function renderReason(row: PlanRow, colors: Colors): string {
  const name = stripControls(row.name);
  if (row.kind === 'planned') return `${name}: ${stripControls(row.reason)}`;
  const hint = row.hint === null ? '' : `\n  ${colors.cyan('hint:')} ${stripControls(row.hint)}`;
  return `${name}: ${colors.red(stripControls(row.reason))}${hint}`;
}

function rowToJson(row: PlanRow): unknown {
  const base = { ecosystem: row.ecosystem, name: row.name, version_constraint: row.constraint };
  if (row.kind === 'error') return { ...base, error: row.reason, code: row.code, hint: row.hint };
  return {
    ...base,
    version: row.version,
    size_bytes: row.sizeBytes,
    license: row.license,
    license_class: row.licenseClass,
    worth_rebuilding: row.worthRebuilding,
    reason: row.reason,
    token_estimate: row.tokenEstimate,
  };
}
