import { homedir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { compileDocumentation } from '../src/analyze/compiler/index.ts';
import { Config } from '../src/config/index.ts';
import { collectDocumentation } from '../src/docs/index.ts';
import { openRegistry } from '../src/pipeline/open-registry.ts';
import { RegistryError } from '../src/registry/index.ts';
import { probeSandbox } from '../src/sandbox/index.ts';
import { runRustScenarios } from '../src/targets/rust/run/run-scenarios.ts';

/** Crates without dependencies, pinned; scenarios that the documentation itself gets wrong are named. */
const crates = [
  { name: 'roman', range: '=0.2.2', least: 10, wrong: [] },
  // The README's figure for jaro_winkler is that of an earlier version.
  { name: 'strsim', range: '=0.11.1', least: 30, wrong: ['S007'] },
  { name: 'heck', range: '=0.5.0', least: 15, wrong: [] },
  { name: 'number_prefix', range: '=0.4.0', least: 15, wrong: [] },
  { name: 'percent-encoding', range: '=2.3.1', least: 5, wrong: [] },
] as const;

const { registry, http } = await openRegistry('crates', {
  config: Config.parse({}),
  environment: process.env,
  homeDirectory: homedir(),
  workDirectory: process.cwd(),
  say: () => {},
});
afterAll(() => http.close());
const isReachable = await registry
  .resolve({ ecosystem: 'crates', name: crates[0].name, range: crates[0].range }, AbortSignal.timeout(15_000))
  .then(
    () => true,
    (error: unknown) =>
      !(error instanceof RegistryError && ['no-address', 'unreachable'].includes(error.code)) &&
      !(error instanceof DOMException),
  );
const probe = await probeSandbox({ environment: process.env });
const status = probe.kind === 'available' ? await probe.sandbox.findToolchain('rust') : probe;
const absent =
  status.kind === 'unavailable' ? `: ${status.reason}` : isReachable ? '' : ': the registry is not reachable';

describe.skipIf(absent !== '')(
  `scenarios of real crates hold for the crates themselves (skipped${absent || ' where that cannot be asked'})`,
  () => {
    it.each(crates)(
      '$name $range',
      async ({ name, range, least, wrong }) => {
        if (probe.kind === 'unavailable') throw new Error(probe.reason);
        const record = await registry.resolve({ ecosystem: 'crates', name, range });
        const docSet = await collectDocumentation({
          record,
          registry,
          web: { fetch: () => Promise.reject(new Error('no web')), lookup: async () => [] },
          settings: { ...Config.parse({}).docs, web: false },
        });
        const compiled = await compileDocumentation(docSet);

        // The original runs as a black box: its files go from the archive into the sandbox.
        const listing = await registry.readArchive(record, {
          accept: (path) => /\.(?:rs|toml|md)$/.test(path),
        });
        const decoder = new TextDecoder();
        const features = record.entryPoints['default-features'];
        const report = await runRustScenarios({
          files: Object.fromEntries(
            listing.files.map(({ path, content }) => [
              path,
              path.endsWith('.toml') ? decoder.decode(content) : content,
            ]),
          ),
          spec: compiled,
          sandbox: probe.sandbox,
          allowsUnsafe: true,
          flags: (Array.isArray(features) ? features : []).flatMap((feature) => [
            '--cfg',
            `feature="${feature}"`,
          ]),
        });

        const failed = report.results.filter(({ outcome }) => outcome.kind !== 'passed').map(({ id }) => id);
        expect(report.loadError).toBeNull();
        expect(report.results.length).toBeGreaterThanOrEqual(least);
        expect(failed).toEqual(wrong);
        const evident = compiled.surface.exports
          .filter(({ evidence }) => evidence === 'declaration')
          .map((entry) => entry.name);
        expect(report.exported.map((entry) => entry.name)).toEqual(expect.arrayContaining(evident));
      },
      120_000,
    );
  },
);
