import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClearedSpec, createDelivery } from '../../build/cleared-spec.fake.ts';
import type { ClearedSpec } from '../../firewall/types.ts';
import { probeBubblewrap, probeContainer, type Sandbox, type SandboxRequest } from '../../sandbox/index.ts';
import { createScriptedModel } from '../scripted-model.fake.ts';
import { runAgent } from './run-agent.ts';
import { type BuilderStart, runBuilder } from './run-builder.ts';

const limits = {
  attempts: 1,
  replyTokens: null,
  candidates: 1,
  maxOutputTokens: 1000,
  briefCharacters: 12_000,
};

const walls = { bubblewrap: await probeBubblewrap(), container: await probeContainer() };
let wall: Sandbox;
let spec: ClearedSpec;
beforeAll(async () => {
  spec = await createClearedSpec();
});

/** What a program of the agent's may be written with: the relay as a hostile guest would use it. */
const helpers = `
import http from 'node:http';
import net from 'node:net';
import fs from 'node:fs';
const socketPath = '/relay/relay.sock';
function ask(path, body, method = 'POST') {
  return new Promise((resolve) => {
    const request = http.request({ socketPath, path, method }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += chunk; });
      response.on('end', () => resolve({ status: response.statusCode, last: JSON.parse(text.trim().split('\\n').at(-1)) }));
      response.on('error', () => resolve({ status: 0, last: {} }));
    });
    request.on('error', (error) => resolve({ status: 0, last: { error: { code: error.code } } }));
    request.end(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body));
  });
}
const failed = (message) => ask('/result', { kind: 'failed', relayed: null, name: 'Error', code: 'x', message, hint: null });
const model = (purpose) => ({ request: { purpose, system: 's', messages: [{ role: 'user', content: 'u' }], maxOutputTokens: 10, temperature: 0, seed: 1 }, stream: false });
`;

interface Played {
  readonly error: unknown;
  readonly model: ReturnType<typeof createScriptedModel>;
  /** What the sandbox of generated code was asked. */
  readonly runs: SandboxRequest[];
}

/** Runs a program as Agent B; it always ends in an error, which says what came of it. */
async function play(program: string, changes: Partial<BuilderStart> = {}): Promise<Played> {
  const model = createScriptedModel(['a reply']);
  const runs: SandboxRequest[] = [];
  const sandbox: Sandbox = {
    ...wall,
    run(request) {
      runs.push(request);
      return wall.run(request);
    },
  };
  const outcome = await runBuilder({
    ...{ wall, sandbox, spec, limits, model, delivery: createDelivery() },
    signal: new AbortController().signal,
    program: `${helpers}\n${program}`,
    ...changes,
  }).catch((error: unknown) => error);
  return { error: outcome, model, runs };
}

/** What a program found out, which it hands in as its failure. */
async function findOut(program: string): Promise<string> {
  const { error } = await play(program);
  return (error as Error).message;
}

describe.each(['bubblewrap', 'container'] as const)('an agent behind the wall of %s', (kind) => {
  beforeEach(({ skip }) => {
    const probe = walls[kind];
    if (probe.kind === 'unavailable') return skip(`${kind}: ${probe.reason}`);
    wall = probe.sandbox;
  });

  it('sees its program, its input, TypeScript and the socket, and nothing of the machine', async () => {
    const seen = await findOut(`
      const list = (path) => fs.readdirSync(path).sort().join(' ');
      await failed([list('/'), list('/input'), list('/input/spec').split(' ').length, list('/program'), list('/node_modules'), JSON.stringify(process.env)].join(' | '));
    `);

    expect(seen).toMatch(
      /\| agent\.json spec \| 10 \| agent\.mjs \| @vscode typescript web-tree-sitter \| \{"PATH"/,
    );
    // An engine lays an /etc of its own.
    expect(seen).not.toMatch(/\b(?:home|root|work|opt|var|mnt|srv)\b/);
    if (kind === 'bubblewrap') expect(seen).not.toMatch(/\betc\b/);
  });

  it('cannot write what it was given', async () => {
    const seen = await findOut(`
      const tries = ['/input/spec/01-overview.md', '/input/x', '/program/agent.mjs', '/node_modules/x', '/relay/x'];
      await failed(tries.map((path) => { try { fs.writeFileSync(path, 'x'); return 'written'; } catch (error) { return error.code; } }).join(' '));
    `);

    expect(seen).toMatch(/\((?:EROFS|EACCES)(?: (?:EROFS|EACCES)){4}\)/);
  });

  it('reaches no network: no name, no address of the host, no other socket', async () => {
    const seen = await findOut(`
      const connect = (options) => new Promise((resolve) => {
        const socket = net.connect(options, () => resolve('connected'));
        socket.on('error', (error) => resolve(error.code));
        socket.setTimeout(2000, () => resolve('timeout'));
      });
      await failed([await connect({ host: '127.0.0.1', port: 9 }), await connect({ host: '10.0.0.1', port: 80 }), await connect({ host: 'registry.example', port: 443 }), await connect('/var/run/docker.sock')].join(' '));
    `);

    expect(seen).toMatch(/\(ECONNREFUSED ENETUNREACH (?:EAI_AGAIN|ENOTFOUND) ENOENT\)/);
  });

  it('that is killed from outside twice is an error and leaves no process behind', async () => {
    const marker = `marker-${process.pid}`;
    const running = play(
      `await ask('/progress', {}); process.title = '${marker}'; await new Promise(() => setInterval(() => {}, 1000));`,
    );
    const first = await waitFor(() => findProcess(marker));

    process.kill(first, 'SIGKILL');
    // The first may still be seen on its way out.
    const second = await waitFor(() => findProcess(marker, first));
    process.kill(second, 'SIGKILL');
    const { error } = await running;

    expect(error).toMatchObject({ code: 'agent-ended', message: expect.stringContaining('SIGKILL') });
    expect(findProcess(marker)).toBeNull();
  });

  it('ends with its signal, at once and with all its processes', async () => {
    const marker = `marker-${process.pid}-b`;
    const stop = new AbortController();
    const running = play(
      `process.title = '${marker}'; await new Promise(() => setInterval(() => {}, 1000));`,
      {
        signal: stop.signal,
      },
    );
    await waitFor(() => findProcess(marker));

    stop.abort();
    const { error } = await running;

    expect((error as Error).name).toBe('AbortError');
    expect(findProcess(marker)).toBeNull();
  });
});

describe('an agent and its relay (needs bubblewrap)', () => {
  beforeAll(() => {
    if (walls.bubblewrap.kind === 'available') wall = walls.bubblewrap.sandbox;
  });

  it('asks the model as itself alone', async () => {
    const { error, model } = await play(`
      const own = await ask('/model', model('agent-b/implement'));
      const other = await ask('/model', model('agent-a/statements'));
      const strange = await ask('/model', { ...model('agent-b/implement'), model: 'another', base_url: 'http://evil.example' });
      await failed([own.last.reply.text, other.status, strange.status].join(' '));
    `);

    expect((error as Error).message).toContain('(a reply 403 400)');
    expect(model.asked).toHaveLength(1);
  });

  it('has code run with no folder of the host, no socket and no more than the most there is', async () => {
    const { error, runs } = await play(`
      const code = { 'a.mjs': "import fs from 'node:fs'; console.log(fs.existsSync('/relay'), fs.existsSync('/input'))" };
      const base = { command: ['node', 'a.mjs'], files: code };
      const good = await ask('/run', { ...base, limits: { wallTimeMs: 1e9, memoryBytes: 1e15, processes: 1e6 } });
      const bad = [];
      for (const extra of [{ readOnly: { '/x': '/' } }, { socket: { host: '/x', guest: '/y' } }, { environment: { A: '1' } }, { command: ['sh', '-c', 'id'] }, { files: { '../x': 'x' } }, { collect: ['/etc/passwd'] }]) {
        const { status, last } = await ask('/run', { ...base, ...extra });
        bad.push(status === 200 ? last.error?.code : status);
      }
      await failed([good.last.reply.standardOutput.trim(), ...bad].join(' '));
    `);

    expect((error as Error).message).toContain('(false false 400 400 400 400 bad-path bad-path)');
    expect(runs[0]?.limits).toMatchObject({ wallTimeMs: 60_000, memoryBytes: 2 ** 30, processes: 64 });
  });

  it.each([
    ['requests without end', "for (;;) await ask('/progress', {});", { requests: 50 }],
    [
      'more bytes than all may have',
      "for (;;) await ask('/tokens', { text: 'x'.repeat(1e6) });",
      { totalBytes: 5e6 },
    ],
    ['wishes that are none', "for (;;) await ask('/shell', {});", {}],
    ['garbage for JSON', "for (;;) await ask('/model', '{]');", {}],
    ['a body over its bound', "for (;;) await ask('/progress', 'x'.repeat(1e6));", {}],
    [
      'garbage for HTTP',
      "for (;;) await new Promise((resolve) => { const s = net.connect(socketPath, () => s.write('\\0\\x01\\r\\n\\r\\n')); s.on('close', resolve); s.on('error', resolve); });",
      {},
    ],
    [
      'many connections',
      'const all = []; for (let n = 0; n < 200; n += 1) { const s = net.connect(socketPath); s.on("error", () => {}); all.push(s); } await new Promise(() => setInterval(() => {}, 1000));',
      {},
    ],
    [
      'requests that break off',
      "for (;;) await new Promise((resolve) => { const s = net.connect(socketPath, () => { s.write('POST /model HTTP/1.1\\r\\nhost: x\\r\\ncontent-length: 99\\r\\n\\r\\n{'); setTimeout(() => s.destroy(), 5); }); s.on('close', resolve); s.on('error', resolve); });",
      {},
    ],
    ['a second result', "for (;;) await ask('/result', { kind: 'done', value: 1 });", {}],
  ])('is ended for %s', async (_, program, relayLimits) => {
    const { error, model } = await play(program, { relayLimits });

    expect(error).toMatchObject({ name: 'WallError', code: 'agent-unruly' });
    expect(model.asked).toEqual([]);
  });

  it.each([
    ['waits for nothing', 'await new Promise(() => setInterval(() => {}, 1000));'],
    ['computes without end', 'for (;;) {}'],
    [
      'holds a request open',
      "net.connect(socketPath).write('POST /model HTTP/1.1\\r\\nhost: x\\r\\ncontent-length: 99\\r\\n\\r\\n'); await new Promise(() => setInterval(() => {}, 1000));",
    ],
    [
      'has handed in its result and does not end',
      "await ask('/result', { kind: 'done', value: 1 }); await new Promise(() => setInterval(() => {}, 1000));",
    ],
  ])('is ended when it %s', async (_, program) => {
    const { error } = await play(program, { relayLimits: { silenceMs: 1500 } });

    expect(error).toMatchObject({ name: 'WallError', code: 'agent-silent' });
  });

  it.each([
    ['nothing', { kind: 'done', value: null }],
    ['a string', { kind: 'done', value: 'x' }],
    ['files that are no texts', { kind: 'done', value: { files: { 'src/index.js': 1 } } }],
  ])('that hands in %s has a bad result', async (_, result) => {
    const { error } = await play(`await ask('/result', ${JSON.stringify(result)});`);

    expect(error).toMatchObject({ name: 'WallError', code: 'bad-result' });
  });

  it('that ends without a result has ended, and says how', async () => {
    const { error } = await play("console.error('so \\u001b[31mlong'); process.exit(3);");

    expect(error).toMatchObject({
      code: 'agent-ended',
      message: expect.stringMatching(/exit code 3 \(so {1,2}\[31mlong\)$/),
      hint: expect.stringContaining('system log'),
    });
  });

  it('leaves no folder behind', async () => {
    const temporaryFolder = await mkdtemp(path.join(tmpdir(), 'phalus-test-'));
    let during: string[] = [];

    const running = runAgent({
      ...{ agent: 'agent-b', wall, sandbox: null, task: {}, files: {}, temporaryFolder },
      program: `${helpers}\nawait ask('/progress', {}); process.exit(0);`,
      model: createScriptedModel([]),
      signal: new AbortController().signal,
      onProgress() {
        during = readdirSync(temporaryFolder);
      },
    }).catch(({ code }: { code: string }) => code);

    expect(await running).toBe('agent-ended');
    expect(during).toHaveLength(1);
    expect(readdirSync(temporaryFolder)).toEqual([]);
    await rm(temporaryFolder, { recursive: true });
  });
});

async function waitFor<T>(look: () => T | null): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nothing came');
}

/** The host's number of the guest's process that calls itself so. */
function findProcess(title: string, other?: number): number | null {
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    if (Number(name) === other) continue;
    try {
      if (!readFileSync(`/proc/${name}/cmdline`, 'utf8').startsWith(title)) continue;
      if (readlinkSync(`/proc/${name}/ns/pid`) !== readlinkSync('/proc/self/ns/pid')) return Number(name);
    } catch {
      // It ended in between.
    }
  }
  return null;
}
