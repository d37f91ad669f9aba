import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describeMachine } from '../harness/machine.ts';
import { type PhalusPackage, runPhalus } from './run-phalus.ts';
import { scoreNothing, scorePackage } from './score-package.ts';
import type { RebuildRow, RebuildSubject } from './types.ts';

export interface RebuildRequest {
  /** The clone whose phalus is measured. */
  readonly root: string;
  readonly setFolder: string;
  readonly model: string | null;
  /** A folder for this package alone; empty, or phalus would find earlier work there. */
  readonly outputFolder: string;
}

const Evidence = z.object({ attempts: z.array(z.unknown()), analysis: z.object({ model: z.string() }) });

/** Rebuilds one package with the whole pipeline, then scores what was delivered. */
export async function rebuildOne(subject: RebuildSubject, request: RebuildRequest): Promise<RebuildRow> {
  const { root, setFolder, model, outputFolder } = request;
  mkdirSync(outputFolder, { recursive: true });
  const machine = describeMachine(root);
  const run = await runPhalus({ root, subject, model, outputFolder, setFolder });
  const { rebuilt } = run;
  const folder = rebuilt.folder;
  const score = folder === undefined ? scoreNothing(subject) : await scorePackage(setFolder, subject, folder);
  const evidence = folder === undefined ? null : readEvidence(folder);
  return {
    schema: 'phalus/rebuild/1',
    date: new Date().toISOString(),
    machine,
    model: evidence?.analysis.model ?? model ?? 'as configured',
    package: `${subject.name}@${subject.version}`,
    tier: subject.tier,
    ...describeVerdict(rebuilt),
    ...score,
    inputTokens: rebuilt.cost.input_tokens,
    cachedInputTokens: rebuilt.cost.cached_input_tokens,
    outputTokens: rebuilt.cost.output_tokens,
    calls: rebuilt.cost.calls,
    attempts: evidence?.attempts.length ?? null,
    seconds: Math.round(run.seconds * 10) / 10,
    vectors: run.vectors,
  };
}

function describeVerdict(rebuilt: PhalusPackage): Pick<RebuildRow, 'verdict' | 'reasons' | 'checks'> {
  return {
    verdict: rebuilt.verdict ?? 'STOPPED',
    reasons: rebuilt.reasons ?? (rebuilt.reason === undefined ? [] : [rebuilt.reason]),
    checks: Object.fromEntries((rebuilt.checks ?? []).map(({ name, status }) => [name, status])),
  };
}

function readEvidence(folder: string): z.infer<typeof Evidence> | null {
  const path = join(folder, '.cleanroom', 'evidence.json');
  return existsSync(path) ? Evidence.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}
