import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findModel } from '../src/agents/index.ts';
import { verifyAudit } from '../src/audit/index.ts';
import { placesBelow } from '../src/config/index.ts';
import { specFilenames } from '../src/spec/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { installed } = findModel('', placesBelow(homedir()).models);

/** Nothing is faked here: the user's registry, the embedded model, the sandbox. `./check` brings the model first. */
describe.skipIf(!installed)('phalus run-one with the embedded model', () => {
  let work: string;
  let run: { code: number | null; output: string };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'phalus-embedded-'));
    run = await start(['run-one', 'npm/escape-string-regexp@5.0.0', '--output', 'out'], work);
  }, 600_000);
  afterAll(() => rm(work, { recursive: true, force: true }));

  it('ends with a verdict, and with an exit code that says the same', async () => {
    const verdict = JSON.parse(await read('.cleanroom/validation.json')).verdict;

    expect(['PASS', 'FAIL', 'REVIEW']).toContain(verdict);
    expect(run.code).toBe(verdict === 'PASS' ? 0 : 1);
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

  const folder = (): string => join(work, 'out', 'escape-string-regexp');
  const read = (path: string): Promise<string> => readFile(join(folder(), path), 'utf8');
});

function start(words: readonly string[], folder: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const program = execFile(join(root, 'phalus'), [...words], { cwd: folder }, (_error, stdout, stderr) => {
      resolve({ code: program.exitCode, output: stdout + stderr });
    });
  });
}
