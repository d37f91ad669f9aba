import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { Config } from '../src/config/index.ts';
import { type Ecosystem, ecosystems } from '../src/core/index.ts';
import { openRegistry } from '../src/pipeline/open-registry.ts';
import { wellKnownPackages } from './ecosystem-packages.ts';
import { type EcosystemRow, measurePackages, renderEcosystems } from './ecosystem-table.ts';

/** How many of 25 must come so far; what each came to is in docs/ecosystems.md. */
const least: Readonly<
  Record<Ecosystem, { documents: number; signatures: number; scenarios: number; licences: number }>
> = {
  npm: { documents: 24, signatures: 22, scenarios: 18, licences: 25 },
  pypi: { documents: 24, signatures: 22, scenarios: 16, licences: 25 },
  crates: { documents: 24, signatures: 22, scenarios: 16, licences: 25 },
  go: { documents: 24, signatures: 22, scenarios: 9, licences: 25 },
};

/** Without a cache, so that what is measured is what the registries say now. */
async function open(ecosystem: Ecosystem) {
  const { registry, http } = await openRegistry(ecosystem, {
    config: Config.parse({ registries: { cache_mb: 0 } }),
    environment: process.env,
    homeDirectory: homedir(),
    workDirectory: process.cwd(),
    say: () => {},
  });
  const [name = ''] = wellKnownPackages[ecosystem];
  const isReachable = await registry
    .resolve({ ecosystem, name, range: '' }, AbortSignal.timeout(15_000))
    .then(
      () => true,
      () => false,
    );
  return { registry, http, isReachable };
}

const tables = new Map<Ecosystem, readonly EcosystemRow[] | null>();

for (const ecosystem of ecosystems) {
  const { registry, http, isReachable } = await open(ecosystem).catch(() => ({
    registry: null,
    http: null,
    isReachable: false,
  }));
  afterAll(() => http?.close());
  tables.set(ecosystem, null);

  describe.skipIf(!isReachable)(
    `25 packages of ${ecosystem} at the registry of this user (skipped when it is not reachable)`,
    () => {
      it('are resolved, documented and compiled', async () => {
        if (registry === null) throw new Error('there is no registry');
        const rows = await measurePackages(registry, wellKnownPackages[ecosystem]);
        tables.set(ecosystem, rows);

        const count = (isSo: (row: EcosystemRow) => boolean) => rows.filter(isSo).length;
        const wanted = least[ecosystem];
        expect(rows.filter(({ version }) => version === null).map(({ name }) => name)).toEqual([]);
        expect(rows.length).toBeGreaterThanOrEqual(25);
        expect(count(({ license }) => Boolean(license))).toBeGreaterThanOrEqual(wanted.licences);
        expect(count(({ documents }) => (documents ?? 0) > 0)).toBeGreaterThanOrEqual(wanted.documents);
        expect(count(({ signatures }) => (signatures ?? 0) > 0)).toBeGreaterThanOrEqual(wanted.signatures);
        expect(count(({ scenarios }) => (scenarios ?? 0) > 0)).toBeGreaterThanOrEqual(wanted.scenarios);
      });
    },
  );
}

// The one command that writes the page asks for it so: scripts/write-ecosystems.mjs.
const path = process.env.ECOSYSTEM_TABLE;
afterAll(async () => {
  if (path === undefined) return;
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(path, renderEcosystems(tables, date));
});
