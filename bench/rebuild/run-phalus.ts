import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { hideFolder } from './hide-folder.ts';
import type { Hiding, RebuildSubject } from './types.ts';

const Result = z.object({
  packages: z
    .array(
      z.object({
        kind: z.string(),
        verdict: z.enum(['PASS', 'REVIEW', 'FAIL']).optional(),
        reasons: z.array(z.string()).optional(),
        reason: z.string().optional(),
        checks: z.array(z.object({ name: z.string(), status: z.string() })).optional(),
        folder: z.string().optional(),
        cost: z.object({
          input_tokens: z.number(),
          cached_input_tokens: z.number(),
          output_tokens: z.number(),
          calls: z.number(),
        }),
      }),
    )
    .length(1),
});

export type PhalusPackage = z.infer<typeof Result>['packages'][number];

export interface PhalusRun {
  readonly rebuilt: PhalusPackage;
  readonly seconds: number;
  readonly vectors: Hiding;
}

export interface PhalusRequest {
  readonly root: string;
  readonly subject: RebuildSubject;
  /** Name of a local model, or null: the user's own configuration. */
  readonly model: string | null;
  /** Where the result, and what phalus prints, goes. */
  readonly outputFolder: string;
  /** Folder that phalus must not see. */
  readonly setFolder: string;
}

/** Rebuilds one package as a user does: the launcher, with the user's registry and models. Throws without a result. */
export async function runPhalus(request: PhalusRequest): Promise<PhalusRun> {
  const { root, subject, model, outputFolder, setFolder } = request;
  const { kind, prefix } = hideFolder(setFolder);
  const command = [
    ...prefix,
    join(root, 'phalus'),
    'run-one',
    `npm/${subject.name}@${subject.version}`,
    ...['--json', '--output', outputFolder, '--license', 'mit'],
  ];
  const started = performance.now();
  const printed = await collect(command, {
    log: join(outputFolder, 'progress.log'),
    environment: {
      ...process.env,
      ...(model !== null && { PHALUS_LLM__AGENT_A__MODEL: model, PHALUS_LLM__AGENT_B__MODEL: model }),
    },
  });
  const seconds = (performance.now() - started) / 1000;
  const rebuilt = Result.parse(JSON.parse(printed)).packages[0];
  if (rebuilt === undefined) throw new Error(`Cannot rebuild ${subject.name}: phalus named no package`);
  return { rebuilt, seconds, vectors: kind };
}

async function collect(
  [program = '', ...words]: readonly string[],
  { log, environment }: { readonly log: string; readonly environment: NodeJS.ProcessEnv },
): Promise<string> {
  const child = spawn(program, words, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.pipe(createWriteStream(log));
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
  const text = Buffer.concat(parts).toString('utf8');
  if (text.trim() === '') throw new Error(`Cannot rebuild: phalus printed no result, see ${log}`);
  return text;
}
