import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Parser, type ReadEntry } from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultSandboxLimits, scratchBytes } from '../limits.ts';
import { probeContainer } from '../probe.ts';
import { renderProfile } from '../seccomp/render-profile.ts';
import type { ShownRequest } from '../toolchains/show-toolchain.ts';
import type { Sandbox, SandboxRequest } from '../types.ts';
import { createWorkFolder } from '../work-folder.ts';
import { renderContainerArguments, renderMount } from './arguments.ts';
import type { Engine } from './engine.ts';
import { pickEngineEnvironment } from './engine.ts';
import { parseLibraries } from './host-programs.ts';
import { digestImage, streamImage } from './image.ts';
import { createContainerName, isLeftover } from './remove-leftovers.ts';

const engine: Engine = {
  kind: 'docker',
  program: '/usr/bin/docker',
  globalArguments: [],
  environment: {},
  rootless: false,
};

async function render(kind: Engine['kind'], request: Partial<SandboxRequest>): Promise<string> {
  const full: ShownRequest = { hidden: [], command: ['node', '-v'], files: {}, ...request };
  const work = await createWorkFolder(tmpdir(), full);
  await work.remove();
  const limits = { ...defaultSandboxLimits, ...request.limits };
  const words = renderContainerArguments({ ...engine, kind }, full, {
    ...{
      name: 'phalus-1-0',
      image: 'image:tag',
      userId: 7,
      limits,
      work,
      profile: '/p.json',
      empty: '/e',
      controlGroup: null,
    },
  });
  return words.join(' ');
}

describe('renderContainerArguments()', () => {
  it.each(['docker', 'podman'] as const)(
    'gives %s a guest no network, no rights and no writable root',
    async (kind) => {
      const line = await render(kind, { limits: { processes: 10, memoryBytes: 1e6 } });

      for (const words of [
        '--network none',
        '--ipc none',
        '--cgroupns private',
        '--read-only',
        '--cap-drop ALL',
        '--security-opt no-new-privileges',
        '--security-opt seccomp=/p.json',
        '--user 7:7',
        '--pids-limit 26',
        '--pull never',
        '--log-driver none',
      ]) {
        expect(line).toContain(`${words} `);
      }
      expect(line).not.toMatch(/privileged|--device|--volume|--publish|docker\.sock/);
    },
  );

  it('starts the guest with the environment that was asked for and no other', async () => {
    const line = await render('docker', { environment: { GIVEN: '1' } });

    expect(line).toContain(
      '/usr/bin/env -i PATH=/usr/bin HOME=/tmp LANG=C.UTF-8 TZ=UTC GIVEN=1 /usr/bin/prlimit',
    );
  });

  it('shows the socket and folders read-only', async () => {
    const line = await render('podman', {
      socket: { host: '/h/s', guest: '/relay/s' },
      readOnly: { '/spec': '/h/spec' },
    });

    expect(line).toContain('type=bind,source=/h/s,target=/relay/s,readonly');
    expect(line).toContain('type=bind,source=/h/spec,target=/spec,readonly');
  });
});

describe('renderMount()', () => {
  it('keeps a name with commas and quotes one field', () => {
    expect(renderMount('/h/a,readonly=false', '/guest/"b', ['readonly'])).toBe(
      'type=bind,"source=/h/a,readonly=false","target=/guest/""b",readonly',
    );
  });
});

describe('pickEngineEnvironment()', () => {
  it('hands on where the engine keeps its things, and no address of another engine or secret', () => {
    const picked = pickEngineEnvironment({
      HOME: '/h',
      DOCKER_HOST: 'tcp://else:1',
      API_KEY: 'k',
      XDG_RUNTIME_DIR: '/r',
    });

    expect(Object.keys(picked).sort()).toEqual(['HOME', 'PATH', 'XDG_RUNTIME_DIR']);
  });
});

describe('isLeftover()', () => {
  it('is true for a container of a phalus that has ended, and for no other', () => {
    const own = createContainerName();
    const [, namespace] = own.split('-');
    const ended = spawnSync('/bin/true').pid;

    expect(isLeftover(own)).toBe(false);
    expect(isLeftover(`phalus-${namespace}-${ended}-0123456789abcdef`)).toBe(true);
    expect(isLeftover(`phalus-1-${ended}-0123456789abcdef`)).toBe(false);
    expect(isLeftover(`phalus-${ended}-0123456789abcdef`)).toBe(false);
    expect(isLeftover('phalus-database')).toBe(false);
  });
});

describe('parseLibraries()', () => {
  it('reads paths, and leaves out what has none', () => {
    const text =
      '\tlinux-vdso.so.1 (0x00007f)\n\tlibc.so.6 => /lib/libc.so.6 (0x00007f)\n\t/lib64/ld.so (0x00007f)\n\tlibx.so => not found\n';

    expect(parseLibraries(text)).toEqual(['/lib/libc.so.6', '/lib64/ld.so']);
  });
});

describe('renderProfile()', () => {
  it('refuses every family of sockets that the kernel numbers, but four', () => {
    const { syscalls } = JSON.parse(renderProfile('x64') as string);
    const families = syscalls
      .filter((rule: { names: string[] }) => rule.names.includes('socket'))
      .flatMap((rule: { args: { index: number; value: number; op: string }[] }) =>
        rule.args.filter(({ index, op }) => index === 0 && op === 'SCMP_CMP_EQ').map(({ value }) => value),
      );

    expect([...new Set(families)]).toHaveLength(46 - 3);
    for (const allowed of [1, 2, 10]) expect(families).not.toContain(allowed);
    expect(renderProfile('riscv64')).toBeNull();
  });
});

describe('streamImage()', () => {
  it('writes an archive that tar reads, with a digest that changes with a byte', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'phalus-test-'));
    const host = path.join(folder, 'f');
    const read = async () => {
      const { size } = { size: (await import('node:fs')).statSync(host).size };
      return [{ guest: '/usr/lib/f', host, sizeBytes: size }];
    };
    await writeFile(host, 'content');
    const first = await digestImage(await read());
    const archive = await buffer(streamImage(await read()));
    await writeFile(host, 'Content');
    const second = await digestImage(await read());
    await rm(folder, { recursive: true });
    const seen: string[] = [];
    const parser = new Parser({
      strict: true,
      onReadEntry: (entry: ReadEntry) => {
        seen.push(`${entry.path} ${entry.mode?.toString(8)} ${entry.uid}`);
        entry.resume();
      },
    });
    parser.end(archive);

    expect(seen).toContain('tmp/ 1777 0');
    expect(seen.slice(-3)).toEqual(['usr/ 755 0', 'usr/lib/ 755 0', 'usr/lib/f 755 0']);
    expect(second).not.toBe(first);
  });
});

describe.each(['docker', 'podman'] as const)('probeContainer(%j)', (backend) => {
  it('says what to install when it is missing', async () => {
    const found = await probeContainer({ backend, findExecutable: () => null });

    expect(found).toMatchObject({ kind: 'unavailable', remedy: expect.stringContaining('apt-get install') });
  });

  it('is unavailable when the program is no engine', async () => {
    const findExecutable = (name: string) => (name === backend ? '/bin/true' : `/usr/bin/${name}`);

    const found = await probeContainer({ backend, findExecutable });

    expect(found).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining(backend) });
  });
});

const probes = await Promise.all(
  (['docker', 'podman'] as const).map(async (backend) => ({
    backend,
    probe: await probeContainer({ backend }),
  })),
);
for (const { backend, probe } of probes) {
  const absent = probe.kind === 'unavailable' ? ` (skipped: ${probe.reason})` : '';
  describe.skipIf(absent !== '')(`${backend}${absent}`, () => {
    let sandbox: Sandbox;
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'phalus-test-'));
      const found = await probeContainer({ backend, temporaryFolder: folder });
      if (found.kind !== 'available') throw new Error(found.reason);
      sandbox = found.sandbox;
    }, 60_000);
    afterAll(() => rm(folder, { recursive: true, force: true }));

    it('runs Node on the given files and hands back output, exit code and what was written', async () => {
      const result = await sandbox.run({
        command: ['node', 'src/main.mjs', 'argument'],
        files: {
          'src/main.mjs':
            'import fs from "node:fs"; console.log(process.argv[2], fs.readFileSync(0, "utf8"), process.cwd(), JSON.stringify(process.env)); console.error("e"); fs.writeFileSync("out/deep/a.txt", "written"); fs.writeFileSync("out/beside", ""); process.exitCode = 3;',
          'a,b "c"': 'x',
        },
        environment: { GIVEN: '1' },
        standardInput: 'input',
        collect: ['out/deep/a.txt', 'out/never.txt'],
      });

      expect(result).toMatchObject({ exitCode: 3, signalName: null, timedOut: false, standardError: 'e\n' });
      expect(result.standardOutput).toBe(
        'argument input /guest {"PATH":"/usr/bin","HOME":"/tmp","LANG":"C.UTF-8","TZ":"UTC","GIVEN":"1"}\n',
      );
      expect(Object.keys(result.collected)).toEqual(['out/deep/a.txt']);
      expect(result.enforced).toMatchObject({
        network: 'none, as the engine says',
        backend: expect.stringContaining(backend),
      });
      expect(await readdir(folder)).toEqual([]);
    }, 30_000);

    it('ends an endless loop with everything it started, and says why', async () => {
      const result = await sandbox.run({
        command: [
          'node',
          '-e',
          `require('child_process').spawn(process.execPath, ['-e', 'for(;;);'], { detached: true, stdio: 'ignore' }).unref(); for(;;);`,
        ],
        files: {},
        limits: { wallTimeMs: 700 },
      });

      expect(result).toMatchObject({ timedOut: true, exitCode: null, signalName: 'SIGKILL' });
      expect(result.denied).toMatchObject([{ kind: 'wall-time' }]);
    }, 30_000);

    it('limits the memory of all processes together', async () => {
      const hog = `const cp = require('child_process'); const held = []; const one = () => cp.spawn(process.execPath, ['-e', 'const a = []; for (let i = 0; i < 14; i++) a.push(Buffer.alloc(1e7, 1)); setInterval(() => {}, 1e3)'], { stdio: 'ignore' }); for (let i = 0; i < 12; i++) held.push(one()); let last = 0; const a = []; setInterval(() => { a.push(Buffer.alloc(1e7, 1)); }, 20);`;

      const result = await sandbox.run({
        command: ['node', '-e', hog],
        files: {},
        limits: { memoryBytes: 400e6, wallTimeMs: 8_000 },
      });

      const { peakMemoryBytes } = result.resources;
      expect(peakMemoryBytes ?? 0).toBeLessThanOrEqual(400e6 + 2 * scratchBytes);
      // Podman tells the end of a container's first process alone, and version 1 of control groups nothing.
      if (backend === 'docker')
        expect(result.denied).toContainEqual(expect.objectContaining({ kind: 'memory' }));
    }, 30_000);

    it('stops at once when the signal aborts, and leaves no container behind', async () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 1_500);

      const run = sandbox.run({ command: ['node', '-e', 'for(;;);'], files: {}, signal: controller.signal });

      await expect(run).rejects.toThrow(/abort/i);
      expect(await readdir(folder)).toEqual([]);
    }, 30_000);
  });
}
