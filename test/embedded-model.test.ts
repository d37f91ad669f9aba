import { type ChildProcess, execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findModel } from '../src/agents/index.ts';
import { verifyAudit } from '../src/audit/index.ts';
import { placesBelow } from '../src/config/index.ts';
import { specFilenames } from '../src/spec/index.ts';
import { hasUnzip, playJourney } from './server-journey.ts';
import { type Serving, startServing } from './serving.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { installed } = findModel('', placesBelow(homedir()).models);

/** Nothing is faked here: the user's registry, the embedded model, the sandbox. `./check` brings the model first. */
describe.skipIf(!installed)('phalus run-one with the embedded model', () => {
  let work: string;
  let run: { code: number | null; output: string };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'phalus-embedded-'));
    run = await start(['run-one', 'npm/arr-diff@4.0.0', '--output', 'out'], work);
  }, 600_000);
  afterAll(() => rm(work, { recursive: true, force: true }));

  it('ends with a verdict, and with an exit code that says the same', async () => {
    const verdict = JSON.parse(await read('.cleanroom/validation.json')).verdict;

    expect(['PASS', 'FAIL', 'REVIEW']).toContain(verdict);
    expect(run.code).toBe({ PASS: 0, FAIL: 1, REVIEW: 4 }[verdict as 'PASS' | 'FAIL' | 'REVIEW']);
    expect(run.output).toContain(verdict);
  });

  it('leaves ten documents, code, licence and a chain of evidence that holds', async () => {
    const documents = JSON.parse(await read('.cleanroom/manifest.json')).documents as { filename: string }[];
    const audit = await readFile(join(work, 'out', 'audit.jsonl'), 'utf8');

    expect(documents.map(({ filename }) => filename)).toEqual([...specFilenames]);
    expect(existsSync(join(folder(), 'src', 'index.js'))).toBe(true);
    expect(await read('LICENSE')).toContain('MIT');
    expect(verifyAudit(audit)).toEqual([]);
    expect(audit).toContain('"type":"firewall_crossing"');
  });

  it('counts what the model read and wrote, at no price', async () => {
    const cost = JSON.parse(await read('.cleanroom/cost.json'));

    expect(cost.usage.inputTokens).toBeGreaterThan(100);
    expect(cost.usage.outputTokens).toBeGreaterThan(10);
    expect(cost.money).toBe(0);
  });

  const folder = (): string => join(work, 'out', 'arr-diff');
  const read = (path: string): Promise<string> => readFile(join(folder(), path), 'utf8');
});

/** As above, with nothing but HTTP between the user and the result. */
describe.skipIf(!installed || !hasUnzip)('phalus serve with the embedded model', () => {
  it(
    'takes a job of two packages from its manifest to npm test, with a restart in between',
    async () => {
      const work = await mkdtemp(join(tmpdir(), 'phalus-embedded-'));
      const servers: Serving<Run>[] = [];
      onTestFinished(async () => {
        for (const server of servers) {
          server.kill('SIGKILL');
          await server.ended;
        }
        await rm(work, { recursive: true, force: true });
      });
      const serve = async () => {
        const words = ['serve', '--port', '0', '--output', 'out'];
        const server = await startServing((watch) => start(words, work, watch));
        servers.push(server);
        return server;
      };

      const journey = await playJourney({
        serve,
        manifest: '{"dependencies": {"arr-diff": "4.0.0", "arrify": "3.0.0"}}',
        folder: join(work, 'unpacked'),
      });

      const { packages } = journey.detail;
      const failed = packages.filter(({ verdict }) => verdict === null || verdict === 'FAIL').length;
      expect(journey.plain.at(-1)).toEqual({ JobDone: { total: 2, failed } });
      expect(journey.afterEnd).toEqual(journey.events);
      expect(journey.afterRestart).toEqual(journey.events);
      expect(journey.afterRestartDetail).toEqual(journey.detail);
      expect(journey.unpacked.toSorted()).toEqual(['arr-diff', 'arrify', 'audit.jsonl']);
      // Whether a small model hits the mark is measured elsewhere; the user's run must agree with the verdict's.
      for (const { name, isPassing } of journey.tests) {
        const checks = packages.find((each) => each.name === name)?.checks ?? [];
        expect([name, isPassing]).toEqual([
          name,
          checks.find((check) => check.name === 'tests')?.status === 'passed',
        ]);
      }
    },
    20 * 60_000,
  );
});

interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly stderr: string;
}

function start(
  words: readonly string[],
  folder: string,
  watch: (child: ChildProcess) => void = () => {},
): Promise<Run> {
  return new Promise((resolve) => {
    const program = execFile(join(root, 'phalus'), [...words], { cwd: folder }, (_error, stdout, stderr) => {
      resolve({ code: program.exitCode, output: stdout + stderr, stderr });
    });
    watch(program);
  });
}
