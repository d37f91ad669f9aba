import { homedir } from 'node:os';
import { compileDocumentation } from '../../src/analyze/compiler/index.ts';
import { Config } from '../../src/config/index.ts';
import type { Ecosystem } from '../../src/core/index.ts';
import { collectDocumentation } from '../../src/docs/index.ts';
import { openRegistry } from '../../src/pipeline/open-registry.ts';
import { createOriginalPackageReader } from '../../src/pipeline/original-package.ts';
import type { PackageRecord, Registry } from '../../src/registry/index.ts';
import type { GuestFiles } from '../../src/scenarios/index.ts';
import { parseSpec, type Spec } from '../../src/spec/index.ts';

/** A package as the comparison gets it: the original, and what its documentation says without a model. */
export interface SpecifiedOriginal {
  readonly record: PackageRecord;
  readonly spec: Spec;
  readonly files: GuestFiles;
}

/** The user's own registry; `close` ends its connections. */
export async function openOwnRegistry(
  ecosystem: Ecosystem,
): Promise<{ readonly registry: Registry; close(): Promise<void> }> {
  const { registry, http } = await openRegistry(ecosystem, {
    config: Config.parse({}),
    environment: process.env,
    homeDirectory: homedir(),
    workDirectory: process.cwd(),
    say: () => {},
  });
  return { registry, close: () => http.close() };
}

export async function specifyOriginal(
  registry: Registry,
  request: { readonly name: string; readonly range: string },
): Promise<SpecifiedOriginal> {
  const record = await registry.resolve({ ecosystem: registry.ecosystem, ...request });
  const docSet = await collectDocumentation({
    record,
    registry,
    web: { fetch: noWeb, lookup: noWeb },
    settings: { ...Config.parse({}).docs, web: false },
  });
  const { surface, types, scenarios, metadata } = await compileDocumentation(docSet);
  const spec = parseSpec(
    {
      '01-overview.md': '',
      '02-api-surface.json': JSON.stringify(surface),
      '03-behavior-spec.md': '',
      '04-edge-cases.md': '',
      '05-configuration.md': '',
      '06-type-definitions.d.ts': types,
      '07-error-catalog.md': '',
      '08-compatibility-notes.md': '',
      '09-test-scenarios.json': JSON.stringify(scenarios),
      '10-metadata.json': JSON.stringify(metadata),
    },
    new Date(0).toISOString(),
  );
  return { record, spec, files: await createOriginalPackageReader(registry, record)() };
}

async function noWeb(): Promise<never> {
  throw new Error('Cannot reach the web: this measurement asks the registry alone');
}
