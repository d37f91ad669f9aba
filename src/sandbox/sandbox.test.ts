import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeBubblewrap, type Sandbox, SandboxError, type SandboxRequest } from './index.ts';

const probe = await probeBubblewrap();
const absent = probe.kind === 'unavailable' ? ` (skipped: ${probe.reason})` : '';

describe('probeBubblewrap()', () => {
  it('says what to install when bubblewrap is missing', async () => {
    const found = await probeBubblewrap({ findExecutable: () => null });

    expect(found).toMatchObject({
      kind: 'unavailable',
      remedy: expect.stringContaining('apt-get install bubblewrap'),
    });
  });

  it('is unavailable when the program does not do what bubblewrap does', async () => {
    const found = await probeBubblewrap({
      findExecutable: (name) => (name === 'bwrap' ? '/bin/true' : `/usr/bin/${name}`),
    });

    expect(found.kind).toBe('unavailable');
  });

  it.skipIf(absent !== '')('notices that a host folder shows through', async () => {
    const found = await probeBubblewrap({ hiddenFolder: '/usr/lib' });

    expect(found).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('home folder') });
  });

  it.skipIf(absent !== '')('stops when the signal aborts', async () => {
    await expect(probeBubblewrap({ signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

/** Processes of the host whose command line holds `text`: what a guest left would be among them. */
async function findProcesses(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(text)) found.push(line.replaceAll('\0', ' '));
  }
  return found;
}

describe.skipIf(absent !== '')(`bubblewrap${absent}`, () => {
  let sandbox: Sandbox;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'phalus-test-'));
    const found = await probeBubblewrap({ temporaryFolder: folder });
    if (found.kind !== 'available') throw new Error(found.reason);
    sandbox = found.sandbox;
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const evaluate = (code: string, request: Partial<SandboxRequest> = {}) =>
    sandbox.run({ files: {}, ...request, command: ['node', '-e', code] });

  it('runs Node on the given files and hands back output, exit code and what was written', async () => {
    const result = await sandbox.run({
      command: ['node', 'src/main.mjs', 'argument'],
      files: {
        'src/main.mjs':
          'import fs from "node:fs"; console.log(process.argv[2], fs.readFileSync(0, "utf8"), process.cwd()); console.error("e"); fs.writeFileSync("out/a.txt", "written"); process.exitCode = 3;',
      },
      standardInput: 'input',
      collect: ['out/a.txt', 'out/never.txt'],
    });

    expect(result).toMatchObject({ exitCode: 3, signalName: null, timedOut: false, standardError: 'e\n' });
    expect(result.standardOutput).toBe('argument input /guest\n');
    expect(Object.keys(result.collected)).toEqual(['out/a.txt']);
    expect(new TextDecoder().decode(result.collected['out/a.txt'])).toBe('written');
  });

  it('shows no file of the host, no environment and no process', async () => {
    const home = JSON.stringify(homedir());

    const result = await evaluate(
      `const fs = require('fs'); const seen = ['/etc/shadow', '/etc/passwd', ${home}, '/root', '/home', '/var', '/usr/bin/sh', '/usr/lib/node_modules/npm', '/usr/local'].filter((p) => { try { return fs.statSync(p).isFile() || fs.readdirSync(p).length > 0; } catch { return false; } });
       console.log(JSON.stringify([seen, Object.keys(process.env).sort(), fs.readdirSync('/proc').filter((n) => +n).length < 6]));`,
      { environment: { GIVEN: '1' } },
    );

    expect(JSON.parse(result.standardOutput)).toEqual([
      [],
      ['GIVEN', 'HOME', 'LANG', 'PATH', 'PWD', 'TZ'].filter((name) =>
        result.standardOutput.includes(`"${name}"`),
      ),
      true,
    ]);
    expect(result.standardOutput).not.toContain('phalus-test-');
  });

  it('has no network, not even to the host itself', async () => {
    const result = await evaluate(
      `const net = require('net'); const hosts = ['127.0.0.1', '192.0.2.1']; let left = hosts.length;
       console.log(Object.keys(require('os').networkInterfaces()).join());
       for (const host of hosts) net.connect(22, host).on('error', (e) => { console.log(e.code); if (--left === 0) process.exit(); }).on('connect', () => console.log('connected'));
       require('dns').lookup('registry.example', (e) => console.log(e.code));`,
      { limits: { wallTimeMs: 5_000 } },
    );

    expect(result.standardOutput).toContain('ENETUNREACH');
    expect(result.standardOutput).not.toContain('connected');
    expect(result.standardOutput.split('\n')[0]).toMatch(/^(lo)?$/);
  });

  it('cannot write outside its own folders, nor over the given files', async () => {
    const result = await evaluate(
      `const fs = require('fs'); for (const p of ['/x', '/usr/x', '/usr/lib/x', '/guest/given.txt', '/guest/given/x', '/dev/sda', '/dev/shm/x', '/proc/sys/kernel/hostname']) { try { fs.writeFileSync(p, 'x'); console.log('wrote', p); } catch (e) { console.log('no'); } }`,
      { files: { 'given.txt': 'a', 'given/b.txt': 'b' } },
    );

    expect(result.standardOutput).not.toContain('wrote');
  });

  it('ends an endless loop with everything it started', async () => {
    const started = performance.now();

    const result = await evaluate(
      `require('child_process').spawn(process.execPath, ['-e', 'for(;;);//left'], { detached: true, stdio: 'ignore' }).unref(); for(;;);//left`,
      { limits: { wallTimeMs: 700 } },
    );

    expect(result).toMatchObject({ timedOut: true, exitCode: null, signalName: 'SIGKILL' });
    expect(result.denied).toEqual([{ kind: 'wall-time', detail: 'ended after 700 ms' }]);
    expect(await findProcesses('for(;;);//left')).toEqual([]);
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it('limits processor time', async () => {
    const result = await evaluate('for(;;);', { limits: { cpuSeconds: 1, wallTimeMs: 10_000 } });

    expect(result.timedOut).toBe(false);
    expect(result.exitCode).toBeNull();
    if (result.resources.cpuSeconds !== null) expect(result.resources.cpuSeconds).toBeGreaterThan(0.5);
  });

  it('stops a fork bomb at its limit and leaves nothing behind', async () => {
    const bomb =
      `const cp = require('child_process'); let started = 0, refused = 0; const done = () => { if (started + refused === 40) { console.log(JSON.stringify({ started, refused })); process.exit(); } };` +
      `for (let i = 0; i < 40; i++) { const c = cp.spawn(process.execPath, ['-e', 'setTimeout(() => {}, 9000)'], { stdio: 'ignore' }); c.on('error', () => { refused++; done(); }); c.on('spawn', () => { started++; done(); }); }`;

    const result = await evaluate(bomb, { limits: { processes: 24, wallTimeMs: 6_000 } });

    const { started, refused } = JSON.parse(result.standardOutput);
    expect(await findProcesses('setTimeout(() => {}, 9000)')).toEqual([]);
    expect(refused).toBeGreaterThan(10);
    expect(started).toBeLessThan(24);
  });

  it('limits memory in the heap and outside of it', async () => {
    const heap = await evaluate('const a = []; for (;;) a.push(new Array(1e5).fill(1.5));', {
      limits: { memoryBytes: 256 * 1024 * 1024 },
    });
    const buffers = await evaluate(
      'const a = []; try { for (;;) a.push(Buffer.alloc(32e6, 1)); } catch { console.log(a.length); }',
      { limits: { memoryBytes: 256 * 1024 * 1024 } },
    );

    expect(heap.exitCode).not.toBe(0);
    expect(Number(buffers.standardOutput || 0)).toBeLessThan(12);
  });

  it('refuses to write a gigabyte, in one file or in many', async () => {
    const result = await evaluate(
      `const fs = require('fs'); const mb = Buffer.alloc(1e6); let total = 0; const codes = new Set();
       process.on('SIGXFSZ', () => {});
       for (const dir of ['/tmp', '/guest']) for (let f = 0; f < 40; f++) { let fd; try { fd = fs.openSync(dir + '/' + f, 'w'); for (let i = 0; i < 25; i++) { fs.writeSync(fd, mb); total += 1e6; } } catch (e) { codes.add(e.code); } }
       console.log(JSON.stringify([total, [...codes].sort()]));`,
      { limits: { fileSizeBytes: 8e6 } },
    );

    const [total, codes] = JSON.parse(result.standardOutput);
    expect(total).toBeLessThan(140e6);
    expect(codes).toEqual(['EFBIG', 'ENOSPC']);
  });

  it('cuts output while it streams', async () => {
    const result = await evaluate(
      `const chunk = 'x'.repeat(65536); for (let i = 0; i < 400; i++) require('fs').writeSync(1, chunk);`,
      { limits: { outputBytes: 10_000 } },
    );

    expect(result.outputTruncated).toBe(true);
    expect(result.denied).toEqual([{ kind: 'output', detail: 'cut after 10000 bytes' }]);
    expect(result.standardOutput).toHaveLength(10_000);
    expect(result.exitCode).toBe(0);
  });

  it('collects no link and no folder in place of a file', async () => {
    const result = await evaluate(
      `const fs = require('fs'); for (const act of [() => fs.unlinkSync('a'), () => fs.symlinkSync('/proc/self/environ', 'a'), () => fs.symlinkSync('/etc/passwd', 'b'), () => fs.renameSync('b', 'a')]) { try { act(); console.log('did', act + ''); } catch (e) { console.log(e.code); } }`,
      { collect: ['a'] },
    );

    expect(result.standardOutput).not.toContain('unlinkSync');
    expect(result.standardOutput).not.toContain('renameSync');
    expect(result.collected).toEqual({});
  });

  it.each(['../x', '/etc/x', 'a/../../x', 'a//b', './a', '', 'a\0b', 'a\\b', `${'x/'.repeat(600)}x`])(
    'refuses the path %j',
    async (name) => {
      await expect(sandbox.run({ command: ['node', '-v'], files: { [name]: '' } })).rejects.toThrow(
        SandboxError,
      );
      await expect(sandbox.run({ command: ['node', '-v'], files: {}, collect: [name] })).rejects.toThrow(
        SandboxError,
      );
    },
  );

  it('has no capability, cannot make a user namespace and cannot reach phalus through a descriptor', async () => {
    const result = await evaluate(
      `const fs = require('fs'); const status = fs.readFileSync('/proc/self/status', 'utf8');
       const open = fs.readdirSync('/proc/self/fd').map((n) => { try { return fs.readlinkSync('/proc/self/fd/' + n); } catch { return ''; } });
       console.log(JSON.stringify([/CapEff:\\s*(\\w+)/.exec(status)[1], process.getuid(), open.filter((l) => l.startsWith('/') && l !== '/dev/null'), open.filter((l) => l.startsWith('socket')).length, fs.readFileSync('/proc/sys/user/max_user_namespaces', 'utf8').trim()]));`,
    );

    const [capabilities, , files, sockets] = JSON.parse(result.standardOutput);
    expect(capabilities).toBe('0000000000000000');
    expect(files).toEqual([]);
    expect(sockets).toBe(3);
  });

  it('tells what was enforced by what it saw', async () => {
    const { enforced } = await evaluate('');

    expect(enforced.net_namespace).toMatch(/^separate \(\d+, host \d+\)$/);
    expect(enforced.user_namespace).toContain('separate');
    expect(enforced.capabilities).toContain('seen by the probe');
  });

  it('shows a host folder read-only where it is asked to', async () => {
    const shown = await mkdtemp(path.join(folder, 'shown-'));
    await chmod(shown, 0o755);
    await writeFile(path.join(shown, 'shown.txt'), 'shown');

    const result = await evaluate(
      `const fs = require('fs'); console.log(fs.readFileSync('/shown/shown.txt', 'utf8')); try { fs.writeFileSync('/shown/y', ''); } catch (e) { console.log(e.code); }`,
      { readOnly: { '/shown': shown } },
    );

    expect(result.standardOutput).toBe('shown\nEROFS\n');
    await rm(shown, { recursive: true });
  });

  it('stops at once when the signal aborts, and leaves no folder behind', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    const started = performance.now();

    await expect(evaluate('for(;;);', { signal: controller.signal })).rejects.toThrow(/abort/i);

    expect(performance.now() - started).toBeLessThan(20_000);
    expect(await readdir(folder)).toEqual([]);
  });
});
