import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askProgram } from '../core/index.ts';
import { askCargoIndex } from './ask-cargo.ts';
import { askGoEnvironment } from './ask-go.ts';

const hasCargo = (await askProgram('cargo', ['--version'])) !== null;
const hasGo = (await askProgram('go', ['version'])) !== null;
/** This machine's own, without what would change the answers. */
const own = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:CARGO|GO)[A-Z_]*$/.test(name)),
);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-clients-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('askCargoIndex()', () => {
  it.skipIf(!hasCargo)(
    'gives the address of a sparse index and leaves nothing behind (needs cargo)',
    async () => {
      const before = await readdir(tmpdir());

      const address = await askCargoIndex({ ...own, CARGO_REGISTRIES_CRATES_IO_PROTOCOL: 'sparse' });

      expect(address).toMatch(/^https:\/\/[^/]+\/(?:.*\/)?$/);
      const left = (await readdir(tmpdir())).filter(
        (name) => name.startsWith('phalus-cargo-') && !before.includes(name),
      );
      expect(left).toEqual([]);
    },
  );

  it('gives nothing where there is no Cargo', async () => {
    expect(await askCargoIndex({ PATH: folder })).toBeNull();
  });
});

describe('askGoEnvironment()', () => {
  it.skipIf(!hasGo)("gives Go's own default and what the environment says (needs go)", async () => {
    const environment = { ...own, GOPRIVATE: 'inner.example', GOENV: 'off' };

    const answer = await askGoEnvironment(['GOPROXY', 'GOPRIVATE'], { environment, folder });

    expect(answer?.get('GOPROXY')).toMatch(/^https:\/\//);
    expect(answer?.get('GOPRIVATE')).toBe('inner.example');
  });

  it('gives nothing where there is no Go', async () => {
    expect(await askGoEnvironment(['GOPROXY'], { environment: { PATH: folder }, folder })).toBeNull();
  });
});
