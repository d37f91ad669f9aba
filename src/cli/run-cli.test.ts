import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModelError } from '../agents/index.ts';
import type { JobRequest, JobResult } from '../pipeline/types.ts';
import { commandLoaders } from './command-loaders.ts';
import { commandNames, commandSummaries } from './command-summaries.ts';
import {
  createFakeContext,
  createFakeServices,
  createFinished,
  type FakeContext,
  type FakeOptions,
  noCost,
} from './context.fake.ts';
import { exitCodeOfJob } from './exit-codes.ts';
import { runCli } from './run-cli.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function call(
  words: readonly string[],
  options: FakeOptions = {},
): Promise<FakeContext & { exitCode: number }> {
  const context = createFakeContext(words, { homeDirectory: folder, workDirectory: folder, ...options });
  const exitCode = await runCli(context);
  return { ...context, exitCode };
}

const writeManifest = () =>
  writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ dependencies: { 'left-pad': '^1.3.0', chalk: '5', mine: 'file:../mine' } }),
  );

describe('runCli()', () => {
  it.each(['--version', '-V'])('answers %s', async (word) => {
    const { output, exitCode } = await call([word]);

    expect(output.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(exitCode).toBe(0);
  });

  it('lists every command under --help, and with nothing at all as wrong use', async () => {
    const help = await call(['--help']);
    const nothing = await call([]);

    for (const name of commandNames) expect(help.output.stdout).toContain(`  ${name} `);
    expect([help.exitCode, nothing.exitCode]).toEqual([0, 2]);
  });

  it.each(commandNames)('shows an example and the exit codes in the help of %s', async (name) => {
    const { output, exitCode } = await call([name, '--help']);

    expect(output.stdout).toContain(`Usage: phalus ${name}`);
    expect(output.stdout).toMatch(/Examples?:\n {2}\$ phalus /);
    expect(output.stdout).toContain('2  wrong use or configuration');
    expect(exitCode).toBe(0);
  });

  it.each([
    [['paln'], 'Did you mean plan?'],
    [['--josn'], 'phalus --help lists the commands'],
    [['run', '--jsno'], 'Did you mean --json?'],
    [['run-one'], 'phalus run-one --help shows what it takes'],
    [['run-one', 'npm/a', 'npm/b'], 'phalus run-one --help shows what it takes'],
    [['completion', 'tcsh'], 'phalus completion --help shows what it takes'],
    [['run-one', 'left-pad'], 'Write, for example, npm/left-pad@1.3.0'],
    [['run-one', 'npm/left-pad', '--license', 'gpl'], 'Set output.license to one of mit'],
    [['run-one', 'npm/left-pad', '--concurrency', 'many'], 'Set limits.concurrency'],
    [
      ['run-one', 'npm/left-pad', '--target-lang', 'cobol'],
      'Set output.target_lang to one of auto, javascript, typescript, python, rust, go',
    ],
    [['run', 'missing.json'], 'Give the path of a manifest'],
    [['config', '--config', 'missing.toml'], 'Give --config the path of a TOML file'],
    [['inspect', 'nothing'], 'Give the name of a package that was rebuilt'],
    [['serve', '--host', '0.0.0.0'], 'Set web.host (--host) to 127.0.0.1'],
  ])('refuses %j with exit code 2 and a hint', async (words, hint) => {
    const { output, exitCode } = await call(words);

    expect(output.stderr).toMatch(/^error: /);
    expect(output.stderr).toContain(`  hint: ${hint}`);
    expect(output.stderr).not.toContain('    at ');
    expect(output.stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  it('gives an error as JSON too when --json is asked for', async () => {
    const { output } = await call(['config', '--json', '--config', 'missing.toml']);

    expect(JSON.parse(output.stdout)).toMatchObject({ code: 'missing-file', hint: expect.any(String) });
  });

  it('shows a stack only with --verbose', async () => {
    const { output } = await call(['config', '--verbose', '--config', 'missing.toml']);

    expect(output.stderr).toContain('    at ');
  });
});

describe('run and run-one', () => {
  it('show verdict, checks, cost, folder and the disclaimer on standard output, progress on standard error', async () => {
    const { output, exitCode } = await call(['run-one', 'npm/@scope/name@^1']);

    expect(output.stdout.replaceAll('\u202f', ' ')).toBe(
      [
        '@scope/name@1.3.0  PASS',
        '  ✓ tests       9 scenarios',
        '  · similarity  not applicable: too little code',
        '  cost   12 345 tokens in (345 cached), 678 out, 3 model calls and 1 from the journal, 1m 05s, price unknown',
        `  files  ${join('..', '..', 'nowhere', 'phalus-output', '@scope', 'name')}`,
        'phalus gives evidence, not legal advice.',
        '',
      ].join('\n'),
    );
    expect(output.stderr).toBe(
      '@scope/name  started\n@scope/name  resolve done in 1.5s\n@scope/name  done\n',
    );
    expect(exitCode).toBe(0);
  });

  it('hand flags on as configuration and choices as a request', async () => {
    const seen: { request: JobRequest; license: string; threshold: number }[] = [];
    await writeManifest();

    await call(
      [
        'run',
        '--only',
        'left-*',
        '--dry-run',
        '--resume',
        '--license',
        'isc',
        '--similarity-threshold',
        '0.5',
      ],
      {
        pipeline: {
          runJob: async ({ request, config }) => {
            const { license } = config.output;
            seen.push({ request, license, threshold: config.validation.similarity_threshold });
            return { jobId: 'x', outcomes: [], interrupted: null };
          },
        },
      },
    );

    expect(seen).toMatchObject([
      { request: { dryRun: true, resume: true, unsupported: [] }, license: 'isc', threshold: 0.5 },
    ]);
    expect(seen[0]?.request.packages.map(({ name }) => name)).toEqual(['left-pad']);
  });

  it('name what was not looked up and do not call that passed', async () => {
    await writeManifest();

    const { output, exitCode } = await call(['run', 'package.json']);

    expect(output.stdout).toContain('mine  not looked up');
    expect(output.stdout).toContain('3 packages: 2 passed, 0 did not, 1 not looked up');
    expect(exitCode).toBe(1);
  });

  it('read a manifest from standard input and give one JSON document', async () => {
    const { output, exitCode } = await call(['run', '-', '--json', '--exclude', 'chalk'], {
      standardInput: '{"dependencies":{"left-pad":"1.3.0","chalk":"5"}}',
    });

    const document = JSON.parse(output.stdout);
    expect(document).toMatchObject({
      job_id: 'job-1',
      interrupted: null,
      packages: [{ kind: 'finished', name: 'left-pad', verdict: 'PASS', cost: { input_tokens: 12_345 } }],
    });
    expect(document.packages).toHaveLength(1);
    expect(output.stderr).toContain('left-pad@1.3.0  PASS');
    expect(exitCode).toBe(0);
  });

  it.each([
    [['--only', 'left-pda'], 'Did you mean left-pad?'],
    [['--exclude', '*'], 'The manifest has: left-pad, chalk, mine'],
  ])('refuse %j', async (words, hint) => {
    await writeManifest();

    const { output, exitCode } = await call(['run', ...words]);

    expect(output.stderr).toContain(hint);
    expect(exitCode).toBe(2);
  });

  it.each([
    ['PASS', null, 0],
    ['FAIL', null, 1],
    ['REVIEW', null, 4],
    ['PASS', 'budget', 3],
    ['PASS', 'user', 3],
  ] as const)('end a %s with interruption %s in %d', async (verdict, interrupted, expected) => {
    const runJob = async (): Promise<JobResult> => ({
      jobId: 'x',
      outcomes: [createFinished('left-pad', verdict)],
      interrupted,
    });

    const { output, exitCode } = await call(['run-one', 'npm/left-pad', '--license', 'mit'], {
      pipeline: { runJob },
    });

    expect(exitCode).toBe(expected);
    expect(output.stderr.includes('go on with: phalus run-one npm/left-pad --license mit --resume')).toBe(
      interrupted !== null,
    );
  });

  it.each([
    [['PASS', 'REVIEW'], 4],
    [['REVIEW', 'FAIL', 'PASS'], 1],
    [['PASS', 'PASS'], 0],
  ] as const)('let the worst of %j decide', (verdicts, expected) => {
    const outcomes = verdicts.map((verdict) => createFinished('left-pad', verdict));
    const unsupported = { kind: 'unsupported', ecosystem: 'npm', name: 'mine', reason: 'file:' } as const;

    expect(exitCodeOfJob({ jobId: 'x', outcomes, interrupted: null })).toBe(expected);
    expect(exitCodeOfJob({ jobId: 'x', outcomes: [...outcomes, unsupported], interrupted: null })).toBe(1);
  });

  it('show why a package stopped', async () => {
    const runJob = async (): Promise<JobResult> => ({
      jobId: 'x',
      interrupted: null,
      outcomes: [
        {
          kind: 'stopped',
          ecosystem: 'npm',
          name: 'ghost',
          version: null,
          phase: 'resolve',
          code: 'not-found',
          reason: 'there is no\n\u001b[2Jghost',
          hint: 'Check the name',
          cost: noCost,
        },
      ],
    });

    const { output, exitCode } = await call(['run-one', 'npm/ghost'], { pipeline: { runJob } });

    expect(output.stdout).toContain(
      'ghost  stopped in resolve [not-found]\n  there is no [2Jghost\n  hint: Check the name\n',
    );
    expect(exitCode).toBe(1);
  });

  it('stop cleanly at the first Ctrl-C, say how to go on, and kill at the second', async () => {
    const context = createFakeContext(['run-one', 'npm/left-pad@^1 || 2'], {
      homeDirectory: folder,
      workDirectory: folder,
      pipeline: {
        runJob: async ({ signal }) => {
          context.interrupt();
          expect(signal.aborted).toBe(true);
          context.interrupt();
          signal.throwIfAborted();
          throw new Error('not reached');
        },
      },
    });

    const exitCode = await runCli(context);

    expect(exitCode).toBe(3);
    expect(context.killed).toEqual([3]);
    expect(context.output.stderr).toContain('stopping; press Ctrl-C again to end at once');
    expect(context.output.stderr).toContain("go on with: phalus run-one 'npm/left-pad@^1 || 2' --resume\n");
    expect(context.listeners()).toBe(0);
  });

  it('take one Ctrl-C that arrives twice for one', async () => {
    const context = createFakeContext(['run-one', 'npm/left-pad'], {
      homeDirectory: folder,
      workDirectory: folder,
      elapsedMs: () => 5000,
      pipeline: {
        runJob: async ({ signal }) => {
          context.interrupt();
          context.interrupt();
          signal.throwIfAborted();
          throw new Error('not reached');
        },
      },
    });

    const exitCode = await runCli(context);

    expect(exitCode).toBe(3);
    expect(context.killed).toEqual([]);
    expect(context.output.stderr).toContain('go on with: phalus run-one npm/left-pad --resume\n');
  });

  it('close the services when the job fails, and tell a budget from a failure', async () => {
    const closed: string[] = [];
    const pipeline = {
      createServices: async () =>
        createFakeServices(async () => {
          closed.push('closed');
        }),
      runJob: async (): Promise<JobResult> => {
        throw new ModelError('budget-exceeded', 'Cannot go on: the budget is used up');
      },
    };

    const { exitCode } = await call(['run-one', 'npm/left-pad'], { pipeline });

    expect(exitCode).toBe(3);
    expect(closed).toEqual(['closed']);
  });
});

describe('plan', () => {
  it('shows a table with licence, worth and tokens', async () => {
    await writeManifest();

    const { output, exitCode } = await call(['plan', '--only', 'left-pad']);

    expect(output.stdout.replaceAll('\u202f', ' ')).toMatch(
      /name +wanted +version +size +licence +worth it +tokens\nleft-pad +\^1\.3\.0 +1\.3\.0 +12\.0 kB +GPL-3\.0 +yes +9 000\n/,
    );
    expect(output.stdout).toContain('left-pad: a copyleft licence');
    expect(exitCode).toBe(0);
  });

  it('shows a row that failed with its reason and exits with 1', async () => {
    await writeManifest();
    const planJob = async () => [
      {
        kind: 'error' as const,
        ecosystem: 'npm' as const,
        name: 'ghost',
        constraint: '*',
        code: 'not-found',
        reason: 'there is no such package',
        hint: 'Check the name',
      },
    ];

    const { output, exitCode } = await call(['plan'], { pipeline: { planJob } });

    expect(output.stdout).toContain('ghost: there is no such package\n  hint: Check the name');
    expect(exitCode).toBe(1);
  });

  it('says that a long plan estimates no tokens', async () => {
    await writeManifest();
    const planJob = async () => [
      {
        kind: 'planned' as const,
        ecosystem: 'npm' as const,
        name: 'chalk',
        constraint: '5',
        version: '5.0.0',
        sizeBytes: null,
        license: 'MIT',
        licenseClass: 'permissive',
        worthRebuilding: false,
        reason: 'a permissive licence',
        tokenEstimate: null,
      },
    ];

    const { output, exitCode } = await call(['plan'], { pipeline: { planJob, isBriefPlan: () => true } });

    expect(output.stderr).toContain('more than 50 packages (limits.packages_per_job)');
    expect(output.stdout).toContain('1 packages, tokens not estimated');
    expect(exitCode).toBe(0);
  });

  it('gives JSON', async () => {
    await writeManifest();

    const { output } = await call(['plan', '--json', '--only', 'chalk']);

    expect(JSON.parse(output.stdout)).toMatchObject({
      manifest_type: 'package.json',
      packages: [{ name: 'chalk', version_constraint: '5', worth_rebuilding: true, token_estimate: 9000 }],
    });
  });
});

describe('config', () => {
  it('shows values with their sources and redacts keys', async () => {
    await writeFile(join(folder, 'team.toml'), '[llm.agent_a]\napi_key = "sk-secret"\n');

    const { output } = await call(['config', '--config', 'team.toml', '--license', 'isc']);

    expect(output.stdout).toMatch(/llm\.agent_a\.api_key +"\(redacted\)" +.*team\.toml/);
    expect(output.stdout).toMatch(/output\.license +"isc" +--license/);
    expect(output.stdout).toMatch(/llm\.agent_a\.provider +"anthropic" +PHALUS_LLM__AGENT_A__PROVIDER/);
    expect(output.stdout).not.toContain('sk-secret');
  });
});

describe('build and validate', () => {
  it('build shows the outcome', async () => {
    const { output, exitCode } = await call(['build', 'some-spec']);

    expect(output.stdout).toContain('left-pad@1.3.0  PASS');
    expect(exitCode).toBe(0);
  });

  it.each([
    [new DOMException('stopped', 'AbortError'), /^stopped; go on with: phalus build 'my spec'\n$/],
    [
      new ModelError('budget-exceeded', 'Cannot ask the model: 5 of 5 tokens are spent'),
      /^a budget is used up: raise it under limits; go on with: phalus build 'my spec'\nerror: .*5 of 5/,
    ],
  ])('build says how to go on after %s, and exits with 3', async (thrown, message) => {
    const buildFromSpec = () => Promise.reject(thrown);

    const { output, exitCode } = await call(['build', 'my spec'], { pipeline: { buildFromSpec } });

    expect(output.stderr).toMatch(message);
    expect(exitCode).toBe(3);
  });

  it('validate shows the verdict and does not call REVIEW passed', async () => {
    const { output, exitCode } = await call(['validate', 'some-package']);

    expect(output.stdout).toContain('REVIEW\n  → a person should look\n');
    expect(exitCode).toBe(4);
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('knows every command and its flags in %s', async (shell) => {
    const { output, exitCode } = await call(['completion', shell]);

    for (const name of commandNames) expect(output.stdout).toContain(name);
    expect(output.stdout).toMatch(/(--| -l )similarity-threshold/);
    expect(exitCode).toBe(0);
  });
});

describe('commandLoaders', () => {
  it.each(commandNames)('%s loads the command of that name', async (name) => {
    const definition = await commandLoaders[name]();

    expect(definition.name).toBe(name);
    expect(definition.summary).toBe(commandSummaries[name]);
  });
});
