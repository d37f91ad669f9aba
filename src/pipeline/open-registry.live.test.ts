import { homedir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { Config } from '../config/index.ts';
import type { Ecosystem } from '../core/index.ts';
import { RegistryError } from '../registry/index.ts';
import { openRegistry } from './open-registry.ts';

interface Case {
  readonly name: string;
  readonly range: string;
  readonly version: RegExp;
  readonly license: string;
  /** A file of the archive. */
  readonly file: string;
  readonly dependency: string | null;
  readonly hashes?: readonly string[];
}

/** At the registries that this user's clients are configured with; versions are pinned or below a bound, so that they stay. */
const cases: Readonly<Record<Exclude<Ecosystem, 'npm'>, readonly Case[]>> = {
  pypi: [
    {
      name: 'six',
      range: '==1.16.0',
      version: /^1\.16\.0$/,
      license: 'MIT',
      file: 'README.rst',
      dependency: null,
    },
    {
      name: 'Zope.Interface',
      range: '~=6.0',
      version: /^6\.\d/,
      license: 'ZPL 2.1',
      file: 'README.rst',
      dependency: null,
    },
    {
      name: 'requests',
      range: '>=2,<2.32',
      version: /^2\.31\.0$/,
      license: 'Apache 2.0',
      file: 'README.md',
      dependency: 'urllib3',
    },
  ],
  crates: [
    {
      name: 'cfg-if',
      range: '^0.1',
      version: /^0\.1\.10$/,
      license: 'MIT OR Apache-2.0',
      file: 'README.md',
      dependency: null,
    },
    {
      name: 'serde-json',
      range: '=1.0.100',
      version: /^1\.0\.100$/,
      license: 'MIT OR Apache-2.0',
      file: 'README.md',
      dependency: 'itoa',
    },
    {
      name: 'itoa',
      range: '1',
      version: /^1\.\d+\.\d+$/,
      license: 'MIT OR Apache-2.0',
      file: 'README.md',
      dependency: null,
    },
  ],
  go: [
    {
      name: 'github.com/pkg/errors',
      range: 'v0.9.1',
      version: /^v0\.9\.1$/,
      license: 'BSD-2-Clause',
      file: 'README.md',
      dependency: null,
      hashes: ['h1:FEBLx1zS214owpjy7qsBeixbURkuhQAwrK5UwLGTwt4='],
    },
    {
      name: 'github.com/BurntSushi/toml',
      range: 'v1.2',
      version: /^v1\.2\.1$/,
      license: 'MIT',
      file: 'README.md',
      dependency: null,
    },
    {
      name: 'github.com/google/uuid',
      range: '<v1.3.0',
      version: /^v1\.2\.0$/,
      license: 'BSD-3-Clause',
      file: 'README.md',
      dependency: null,
    },
  ],
};

async function open(ecosystem: Exclude<Ecosystem, 'npm'>) {
  const ports = {
    config: Config.parse({}),
    environment: process.env,
    homeDirectory: homedir(),
    workDirectory: process.cwd(),
    say: () => {},
  };
  const { registry, http } = await openRegistry(ecosystem, ports);
  const [first] = cases[ecosystem];
  const probe = registry.resolve(
    { ecosystem, name: first?.name ?? '', range: '' },
    AbortSignal.timeout(15_000),
  );
  const isReachable = await probe.then(
    () => true,
    (error: unknown) =>
      !(error instanceof RegistryError && ['no-address', 'unreachable'].includes(error.code)) &&
      !(error instanceof DOMException),
  );
  return { registry, http, isReachable };
}

for (const ecosystem of ['pypi', 'crates', 'go'] as const) {
  const { registry, http, isReachable } = await open(ecosystem);
  afterAll(() => http.close());

  describe.skipIf(!isReachable)(
    `openRegistry('${ecosystem}') of this user (skipped when it is not reachable)`,
    () => {
      it.each(cases[ecosystem])('resolves $name $range and reads its verified archive', async (wanted) => {
        const { name, range, hashes = [] } = wanted;

        const record = await registry.resolve({ ecosystem, name, range, hashes });
        const listing = await registry.readArchive(record, { accept: (path) => path === wanted.file });

        expect(record).toMatchObject({
          version: expect.stringMatching(wanted.version),
          license: wanted.license,
        });
        expect(wanted.dependency === null || wanted.dependency in record.dependencies).toBe(true);
        expect(listing.files.map(({ path }) => path)).toEqual([wanted.file]);
        expect(listing.verifiedIntegrity).toBe(record.archive.integrity);
      });

      it('says what is so about a version that is not there', async () => {
        const [first] = cases[ecosystem];
        const range = { pypi: '==0.0.0.7', crates: '=0.0.77', go: '>v99.0.0' }[ecosystem];

        await expect(registry.resolve({ ecosystem, name: first?.name ?? '', range })).rejects.toMatchObject({
          code: 'no-version',
          hint: expect.any(String),
        });
      });
    },
  );
}
