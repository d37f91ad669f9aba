import type { ModelRequest } from '../src/agents/types.ts';
import { compileDocumentation } from '../src/analyze/compiler/index.ts';
import { Config } from '../src/config/index.ts';
import { collectDocumentation } from '../src/docs/index.ts';
import type { DocSet } from '../src/docs/types.ts';
import { type ClearedSpec, clearSpec } from '../src/firewall/index.ts';
import type { ArchiveListing, PackageRecord, Registry } from '../src/registry/types.ts';
import { parseSpec } from '../src/spec/index.ts';

/** A registry that holds one package, as files by path. */
function createRegistry(record: PackageRecord, files: Readonly<Record<string, string>>): Registry {
  const entries = Object.entries(files).map(([path, text]) => ({
    path,
    content: new TextEncoder().encode(text),
  }));
  return {
    ecosystem: record.ecosystem,
    resolve: async () => record,
    async readArchive(_, { accept }): Promise<ArchiveListing> {
      const kept = entries.filter(({ path, content }) => accept(path, content.length));
      return {
        files: kept,
        entries: entries.map(({ path, content }) => ({
          path,
          sizeBytes: content.length,
          kept: kept.some((file) => file.path === path),
        })),
        refused: [],
        verifiedIntegrity: null,
        sizeBytes: 1,
      };
    },
  };
}

/** From an archive to what crosses the firewall; the prose, which a model would write, is one statement. */
export async function specifyArchive(
  record: PackageRecord,
  files: Readonly<Record<string, string>>,
  statement: string,
): Promise<{ readonly docSet: DocSet; readonly spec: ClearedSpec }> {
  const docSet = await collectDocumentation({
    record,
    registry: createRegistry(record, files),
    web: { fetch: () => Promise.reject(new Error('no web')), lookup: async () => [] },
    settings: { ...Config.parse({}).docs, web: false },
  });
  const { surface, types, scenarios, metadata } = await compileDocumentation(docSet);
  const prose = `# Title\n\n- ${statement} [readme:3]\n`;
  const texts = {
    '01-overview.md': prose,
    '02-api-surface.json': `${JSON.stringify(surface, null, 2)}\n`,
    '03-behavior-spec.md': prose,
    '04-edge-cases.md': prose,
    '05-configuration.md': prose,
    '06-type-definitions.d.ts': types,
    '07-error-catalog.md': prose,
    '08-compatibility-notes.md': prose,
    '09-test-scenarios.json': `${JSON.stringify(scenarios, null, 2)}\n`,
    '10-metadata.json': `${JSON.stringify(metadata, null, 2)}\n`,
  };
  const verdict = await clearSpec(parseSpec(texts, '2026-11-24T00:00:00.000Z'), {
    documentation: docSet.documents,
    links: [record.repository ?? ''],
    figures: [record.version, record.license],
  });
  if (verdict.kind === 'refused') throw new Error(JSON.stringify(verdict.findings));
  return { docSet, spec: verdict.spec };
}

/** All that a model was told in one request. */
export function textOf({ system, messages }: ModelRequest): string {
  return [system, ...messages.map(({ content }) => content)].join('\n');
}
