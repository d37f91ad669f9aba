import { homedir } from 'node:os';
import { compileDocumentation } from '../../../src/analyze/compiler/index.ts';
import { Config } from '../../../src/config/index.ts';
import { collectDocumentation } from '../../../src/docs/index.ts';
import { openRegistry } from '../../../src/pipeline/open-registry.ts';
import { createOriginalPackageReader } from '../../../src/pipeline/original-package.ts';
import type { Registry } from '../../../src/registry/index.ts';
import type { GuestFiles } from '../../../src/scenarios/index.ts';
import { parseSpec, type Spec } from '../../../src/spec/index.ts';

export type CompiledEcosystem = 'crates' | 'go';

/** A package as the comparison gets it: the original, and what its documentation says without a model. */
export interface CompiledSubject {
  readonly id: string;
  readonly spec: Spec;
  readonly files: GuestFiles;
}

export interface OpenedRegistries {
  find(ecosystem: CompiledEcosystem): Promise<Registry>;
  close(): Promise<void>;
}

/** The user's own registries, opened when they are first asked for. */
export function openRegistries(): OpenedRegistries {
  const opened = new Map<CompiledEcosystem, ReturnType<typeof openRegistry>>();
  return {
    async find(ecosystem) {
      const known = opened.get(ecosystem) ?? openRegistry(ecosystem, ports());
      opened.set(ecosystem, known);
      return (await known).registry;
    },
    async close() {
      for (const each of opened.values()) await (await each).http.close();
    },
  };
}

const ports = () => ({
  config: Config.parse({}),
  environment: process.env,
  homeDirectory: homedir(),
  workDirectory: process.cwd(),
  say: () => {},
});

export async function loadSubject(
  id: string,
  ecosystem: CompiledEcosystem,
  registries: OpenedRegistries,
): Promise<CompiledSubject> {
  const registry = await registries.find(ecosystem);
  const at = id.lastIndexOf('@');
  const range = ecosystem === 'crates' ? `=${id.slice(at + 1)}` : id.slice(at + 1);
  const record = await registry.resolve({ ecosystem, name: id.slice(0, at), range });
  const docSet = await collectDocumentation({
    ...{ record, registry, web: { fetch: noWeb, lookup: noWeb } },
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
  return { id, spec, files: await createOriginalPackageReader(registry, record)() };
}

async function noWeb(): Promise<never> {
  throw new Error('Cannot reach the web: this measurement asks the registry alone');
}
