import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Sandbox, SandboxLimits, SandboxResult } from '../types.ts';
import type { Escape, EscapeContext } from './types.ts';

/** By name: true when it got out, else what stopped it. */
export type Outcomes = Readonly<Record<string, true | string>>;

// Runs wherever it is put. Tries one escape after the other: some look at what others would disturb.
const harness = `
const fs = require('fs'), net = require('net'), cp = require('child_process');
const { context, escapes } = JSON.parse(fs.readFileSync(0, 'utf8'));
let count = 0;
const tools = {
  word: () => 'phalus-escape-' + process.pid + '-' + count++,
  fresh: () => context.scratch + '/' + tools.word(),
  node: (words) => cp.spawnSync(process.execPath, words, { encoding: 'utf8', timeout: 8000 }),
  import: (name) => import(name),
  run(bytes) {
    const file = tools.fresh();
    fs.writeFileSync(file, bytes);
    fs.chmodSync(file, 0o755);
    const result = cp.spawnSync(file, { stdio: 'ignore', timeout: 2000 });
    fs.unlinkSync(file);
    if (result.error) throw result.error;
    return result;
  },
};
const AsyncFunction = (async () => {}).constructor;
const attempt = async (code) => {
  try {
    const run = new AsyncFunction('context', 'tools', 'fs', 'net', 'cp', 'require', code);
    let timer;
    const late = new Promise((resolve) => { timer = setTimeout(resolve, 10000, 'took too long'); });
    const result = await Promise.race([run(context, tools, fs, net, cp, require), late]);
    clearTimeout(timer);
    return result === true ? true : String(result);
  } catch (error) { return String(error.code ?? error.message).slice(0, 200); }
};
(async () => {
  const outcomes = {};
  for (const { name, code } of escapes) outcomes[name] = await attempt(code);
  fs.writeSync(1, JSON.stringify(outcomes));
  process.exit();
})();
`;

function renderInput(context: EscapeContext, escapes: readonly Escape[]): string {
  return JSON.stringify({ context, escapes: escapes.map(({ name, code }) => ({ name, code })) });
}

export interface EscapeRun {
  readonly context: EscapeContext;
  readonly escapes: readonly Escape[];
  readonly limits?: Partial<SandboxLimits>;
}

/** In the sandbox that is under test. */
export async function runInSandbox(
  sandbox: Sandbox,
  { context, escapes, limits = {} }: EscapeRun,
): Promise<{ readonly outcomes: Outcomes; readonly result: SandboxResult }> {
  const result = await sandbox.run({
    command: ['node', 'harness.cjs'],
    files: { 'harness.cjs': harness, 'given.txt': 'given' },
    standardInput: renderInput({ ...context, scratch: '/tmp', work: '/guest' }, escapes),
    collect: ['out.txt'],
    limits: { wallTimeMs: 40_000, ...limits },
  });
  return { outcomes: parseOutcomes(result.standardOutput, result.standardError), result };
}

/** In a bare process, where each has to get out: an escape that fails here shows nothing anywhere. */
export async function runBare({ context, escapes }: EscapeRun): Promise<Outcomes> {
  const secret = openSync(context.secretFile, 'r');
  const child = spawn(process.execPath, ['-e', harness], {
    cwd: context.work,
    env: { PATH: '/usr/bin:/bin', [context.environmentName]: context.secret },
    stdio: ['pipe', 'pipe', 'pipe', secret],
    timeout: 40_000,
    killSignal: 'SIGKILL',
  });
  child.stdin?.end(renderInput(context, escapes));
  const [output, errors] = await Promise.all([text(child.stdout as never), text(child.stderr as never)]);
  closeSync(secret);
  return parseOutcomes(output, errors);
}

function parseOutcomes(output: string, errors: string): Outcomes {
  try {
    return JSON.parse(output);
  } catch {
    throw new Error(`The escapes did not report: ${errors.slice(0, 500) || output.slice(0, 500)}`);
  }
}
