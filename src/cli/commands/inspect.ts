import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  type AuditEntry,
  type AuditFinding,
  isAboutPackage,
  readAudit,
  verifyAudit,
} from '../../audit/index.ts';
import { costToJson, verdictToJson } from '../../output/evidence-json.ts';
import {
  auditPath,
  OutputError,
  packageFolder,
  readCost,
  readSpecFolder,
  readText,
  readVerdict,
  type SpecFolder,
} from '../../output/index.ts';
import type { PackageCost } from '../../output/types.ts';
import { renderSpecManifest } from '../../spec/index.ts';
import { type CommandDefinition, type Invocation, isGiven } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { loadCliConfig } from '../load-cli-config.ts';
import { renderBehaviour } from '../render-behaviour.ts';
import { renderCost, renderVerdict, renderVerdictKind } from '../render-result.ts';
import { type Colors, stripControls } from '../reporter.ts';
import type { Verdict } from '../verdict.ts';

const parts = ['audit', 'csp', 'behaviour', 'similarity', 'cost'] as const;

interface Inspection {
  readonly folder: SpecFolder;
  readonly verdict: Verdict | null;
  readonly cost: PackageCost | null;
  readonly entries: readonly AuditEntry[];
  readonly findings: readonly AuditFinding[];
}

export const inspectCommand: CommandDefinition = {
  name: 'inspect',
  summary: commandSummaries.inspect,
  examples: ['inspect left-pad', 'inspect phalus-output/left-pad --audit --json'],
  arguments: [{ syntax: '<package>', description: 'name of a package in the output folder, or its folder' }],
  options: [
    { syntax: '--audit', description: 'its lines of the audit log, and whether the chain holds' },
    { syntax: '--csp', description: 'its specification' },
    { syntax: '--behaviour', description: 'what it and the original answer, and each difference' },
    { syntax: '--similarity', description: 'how similar it is to the original' },
    { syntax: '--cost', description: 'what it cost' },
  ],
  configFlags: ['--output'],
  run: inspect,
};

async function inspect(invocation: Invocation): Promise<ExitCode> {
  const { reporter } = invocation;
  const inspection = await readInspection(await findPackage(invocation));
  const asked = parts.filter((part) => isGiven(invocation, part));
  const shown = asked.length > 0 ? asked : (['verdict', 'audit', 'cost'] as const);
  if (reporter.json) {
    reporter.printJson(
      Object.fromEntries(
        (asked.length > 0 ? asked : (['verdict', ...parts] as const)).map((part) => [
          part,
          toJson(part, inspection),
        ]),
      ),
    );
  } else {
    for (const part of shown) {
      for (const line of renderPart(part, inspection, reporter.resultColors, asked.length > 0))
        reporter.print(line);
    }
  }
  return inspection.findings.length > 0 ? exitCodes.failed : exitCodes.passed;
}

async function findPackage(invocation: Invocation): Promise<string> {
  const { config } = await loadCliConfig(invocation);
  const { workDirectory } = invocation.context;
  const given = invocation.arguments[0] ?? '';
  const named = packageFolder(resolve(workDirectory, config.output.directory), given);
  for (const candidate of [named, resolve(workDirectory, given)]) {
    if ((await stat(candidate).catch(() => null))?.isDirectory() === true) return candidate;
  }
  throw new OutputError(
    'not-found',
    `Cannot find the package "${given}": no such folder in "${config.output.directory}"`,
    {
      hint: 'Give the name of a package that was rebuilt, or its folder; --output says where results are',
    },
  );
}

async function readInspection(directory: string): Promise<Inspection> {
  const folder = await readSpecFolder(directory);
  const log = (await readText(auditPath(dirname(directory)))) ?? '';
  const findings = verifyAudit(log);
  const unreadable = findings.some((finding) => finding.kind === 'unreadable');
  return {
    folder,
    verdict: await readVerdict(directory),
    cost: await readCost(directory),
    entries: unreadable
      ? []
      : readAudit(log).filter((entry) => isAboutPackage(entry, folder.spec.packageName)),
    findings,
  };
}

type Part = (typeof parts)[number] | 'verdict';

function toJson(part: Part, { folder, verdict, cost, entries, findings }: Inspection): unknown {
  switch (part) {
    case 'verdict':
      return verdict === null ? null : verdictToJson(verdict);
    case 'audit':
      return { findings, entries };
    case 'csp':
      return { ...renderSpecManifest(folder.spec), edited: folder.edited };
    case 'behaviour':
    case 'similarity':
      return verdict?.checks.find((check) => check.name === part) ?? null;
    case 'cost':
      return cost === null ? null : costToJson(cost);
  }
}

function renderPart(part: Part, inspection: Inspection, colors: Colors, inFull: boolean): string[] {
  const { folder, verdict, cost } = inspection;
  switch (part) {
    case 'verdict':
      return [
        `${colors.bold(`${folder.spec.packageName}@${folder.spec.packageVersion}`)}  ${verdict === null ? 'not validated' : renderVerdictKind(verdict.verdict, colors)}`,
        ...(verdict === null ? [] : renderVerdict(verdict, colors)),
        `  specification: ten documents, ${folder.edited.length === 0 ? 'none edited by hand' : `edited by hand: ${folder.edited.join(', ')}`}`,
      ];
    case 'audit':
      return renderAudit(inspection, colors, inFull);
    case 'csp':
      return Object.entries(folder.spec.texts).flatMap(([filename, text]) => [
        colors.bold(
          `── ${filename}${folder.edited.some((name) => name === filename) ? ' (edited by hand)' : ''}`,
        ),
        stripControls(text),
      ]);
    case 'behaviour':
      return renderBehaviour(verdict, colors);
    case 'similarity':
      return renderSimilarity(verdict);
    case 'cost':
      return [`  cost: ${cost === null ? 'not recorded' : renderCost(cost)}`];
  }
}

function renderAudit({ entries, findings }: Inspection, colors: Colors, inFull: boolean): string[] {
  const chain =
    findings.length === 0
      ? colors.green(`audit: ${entries.length} entries about it, the chain holds`)
      : colors.red(`audit: the log was changed in ${findings.length} places`);
  const lines = inFull
    ? entries.map(({ timestamp, seq, event: { type, package: _, ...rest } }) =>
        stripControls(`  ${String(seq).padStart(4)}  ${timestamp}  ${type}  ${JSON.stringify(rest)}`),
      )
    : [];
  return [`  ${chain}`, ...findings.map((finding) => `  ${colors.red(finding.message)}`), ...lines];
}

function renderSimilarity(verdict: Verdict | null): string[] {
  const check = verdict?.checks.find((candidate) => candidate.name === 'similarity');
  if (check === undefined) return ['  similarity: not measured'];
  return [
    `  similarity: ${check.status}, ${stripControls(check.reason)}`,
    stripControls(JSON.stringify(check.detail, null, 2)),
  ];
}
