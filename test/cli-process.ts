import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

export const hasBubblewrap = (process.env.PATH ?? '')
  .split(':')
  .some((folder) => folder !== '' && existsSync(join(folder, 'bwrap')));

export interface CliRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A home and a work folder of their own, with an .npmrc that names the fake registry. */
export interface Desk {
  readonly home: string;
  readonly work: string;
  /** Runs the built command line here. `watch` may end the process. */
  phalus(words: readonly string[], options?: PhalusOptions): Promise<CliRun>;
  close(): Promise<void>;
}

export interface PhalusOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly watch?: (child: ChildProcess) => void;
  /** Words before `node`: a program that starts it in a world of its own. */
  readonly wrapper?: readonly string[];
}

export async function createDesk(
  options: { readonly registry?: string; readonly config?: string } = {},
): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'phalus-flow-'));
  const [home, work] = [join(folder, 'home'), join(folder, 'work')];
  await mkdir(join(home, '.phalus'), { recursive: true });
  await mkdir(work);
  if (options.registry !== undefined)
    await writeFile(join(home, '.npmrc'), `registry=${options.registry}/\n`);
  if (options.config !== undefined) await writeFile(join(home, '.phalus', 'config.toml'), options.config);
  const main = await buildOnce();
  return {
    home,
    work,
    phalus: (words, phalusOptions = {}) => start(main, { home, work, words, ...phalusOptions }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** One round of the comparison with the original says enough in a test of something else. */
function quickComparison([command = '']: readonly string[]): Record<string, string> {
  const compares = ['run', 'run-one', 'build', 'validate', 'serve'].includes(command);
  return compares ? { PHALUS_VALIDATION__BEHAVIOUR_SECONDS: '1' } : {};
}

function start(
  main: string,
  options: PhalusOptions & {
    readonly home: string;
    readonly work: string;
    readonly words: readonly string[];
  },
): Promise<CliRun> {
  const { home, work, words, environment = {}, input = '', watch, wrapper = [] } = options;
  const [program = '', ...rest] = [...wrapper, process.execPath, main, ...words];
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, {
      cwd: work,
      env: { PATH: process.env.PATH, HOME: home, ...quickComparison(words), ...environment },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => {}).end(input);
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    watch?.(child);
  });
}

let built: Promise<string> | undefined;

/** The entry of a build of this source: `dist` where it is fresh, else one of our own that no other build disturbs. */
function buildOnce(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  const script = (name: string) => import(pathToFileURL(join(root, 'scripts', name)).href);
  const { isBuilt } = (await script('ready.mjs')) as { isBuilt(folder: string): boolean };
  const { renderSourceStamp } = (await script('install.mjs')) as {
    renderSourceStamp(folder: string): string;
  };
  if (isBuilt(root)) return join(root, 'dist', 'cli', 'main.js');
  const folder = join(root, 'node_modules', '.cache', 'phalus-flow');
  await mkdir(folder, { recursive: true });
  const lock = join(folder, 'lock');
  await takeLock(lock);
  try {
    const stamp = renderSourceStamp(root);
    const main = join(folder, 'dist', 'cli', 'main.js');
    if ((await readFile(join(folder, 'stamp'), 'utf8').catch(() => '')) === stamp) return main;
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const paths = ['--outDir', join(folder, 'dist'), '--tsBuildInfoFile', join(folder, 'build-info.json')];
    // Type errors are another step's to report: what was emitted runs all the same.
    await run(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json'), ...paths]).catch(
      (error: unknown) => {
        if (!existsSync(main)) throw error;
      },
    );
    const { bundleGuests } = (await script('bundle-guests.mjs')) as {
      bundleGuests(from: string, to: string): Promise<unknown>;
    };
    await bundleGuests(root, join(folder, 'dist', 'guests'));
    const { buildWeb } = (await script('build-web.mjs')) as {
      buildWeb(from: string, to: string): Promise<void>;
    };
    await buildWeb(root, join(folder, 'dist', 'web'));
    await cp(join(root, 'package.json'), join(folder, 'package.json'));
    await writeFile(join(folder, 'stamp'), stamp);
    return main;
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function takeLock(lock: string): Promise<void> {
  for (;;) {
    try {
      return void (await mkdir(lock));
    } catch {
      const age = Date.now() - ((await stat(lock).catch(() => null))?.mtimeMs ?? Date.now());
      if (age > 120_000) await rm(lock, { recursive: true, force: true });
      await sleep(100);
    }
  }
}

/** Configuration of two agents at one endpoint, with quick retries. */
export function renderConfig(baseUrl: string, more = ''): string {
  const agent = (name: string) =>
    `[llm.${name}]\nprovider = "openai-compatible"\nmodel = "test"\nbase_url = "${baseUrl}"\napi_key = "sk-${name}"\n`;
  return `${agent('agent_a')}${agent('agent_b')}[llm.retry]\ninitial_delay_ms = 5\nmax_delay_ms = 2000\n${more}`;
}

/** Content by relative path of every file below a folder. */
export async function readTree(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pairs = await Promise.all(
    files.map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const),
  );
  return Object.fromEntries(pairs.toSorted(([first], [second]) => first.localeCompare(second)));
}
