import { describe, expect, it } from 'vitest';
import { parseSpec } from '../spec/index.ts';
import { clearSpec } from './clear-spec.ts';
import { type HandOver, handOver, neutralName } from './hand-over.ts';
import { createScenarios, createSpec } from './spec.fake.ts';
import type { ClearedSpec } from './types.ts';

/** The fake specification under a name and with texts of its own, cleared and handed over. */
async function hand(
  change: (texts: Record<string, string>) => void,
): Promise<Extract<HandOver, { kind: 'ready' }>> {
  const texts: Record<string, string> = { ...createSpec().texts };
  change(texts);
  const verdict = await clearSpec(parseSpec(texts, '2026-11-24T00:00:00.000Z'), {
    documentation: null,
    links: [],
  });
  if (verdict.kind === 'refused') throw new Error(JSON.stringify(verdict.findings));
  const handed = await handOver(verdict.spec as ClearedSpec);
  if (handed.kind === 'refused') throw new Error(JSON.stringify(handed.findings));
  return handed;
}

function changeJson(texts: Record<string, string>, name: string, change: (value: never) => void): void {
  const value = JSON.parse(texts[name] ?? '');
  change(value as never);
  texts[name] = `${JSON.stringify(value, null, 2)}\n`;
}

interface Metadata {
  package_name: string;
  package_version: string;
  description: string;
  keywords: string[];
  original_license: string;
  documents: unknown[];
}

function name(texts: Record<string, string>): void {
  changeJson(texts, '10-metadata.json', (metadata: Metadata) => {
    metadata.package_name = 'wide-word';
    metadata.package_version = '7.8.9';
    metadata.description = 'wide-word makes words wide.';
    metadata.keywords = ['wide-word', 'text', 'wide-word-cli'];
    metadata.original_license = 'GPL-3.0';
    metadata.documents = [{ id: 'readme', kind: 'readme', sha256: 'ab'.repeat(32) }];
  });
}

describe('handOver()', () => {
  it('leaves name, version, licence and hashes of the original in no document', async () => {
    const { spec, replaced } = await hand((texts) => {
      name(texts);
      texts['06-type-definitions.d.ts'] =
        "/** What wide-word gives. */\ndeclare module 'wide-word' {\n  export const wide: string;\n}\ndeclare module 'wide-word/deep' {\n  export { wide } from 'wide-word';\n}\n";
      texts['03-behavior-spec.md'] =
        "# Title\n\n- Deep parts come by `require('wide-word/deep')`. [readme:1]\n";
      const [scenario] = createScenarios(['padIt(1)']).scenarios;
      const titled = { ...scenario, title: 'What wide-word gives.', note: 'Seen in wide-word.' };
      changeJson(texts, '09-test-scenarios.json', (document: { scenarios: unknown[] }) => {
        document.scenarios = [titled];
      });
    });

    const all = Object.values(spec.texts).join('\n');
    expect(all).not.toMatch(/wide-word|7\.8\.9|GPL|abab/i);
    expect(spec.packageName).toBe(neutralName);
    expect(spec.metadata.description).toBe('The package makes words wide.');
    expect(spec.metadata.keywords).toEqual(['text']);
    expect(spec.texts['06-type-definitions.d.ts']).toContain(`declare module '${neutralName}/deep'`);
    expect(spec.scenarios.scenarios[0]).toMatchObject({
      ...{ title: 'What the package gives.', note: 'Seen in the package.', expression: 'padIt(1)' },
    });
    expect(spec.texts['03-behavior-spec.md']).toContain(`require('${neutralName}/deep')`);
    expect(replaced).toBe(4);
  });

  it('leaves what is to be built as it is', async () => {
    const { spec } = await hand(name);
    const before = createSpec();

    expect(spec.surface).toEqual(before.surface);
    expect(spec.scenarios).toEqual(before.scenarios);
    for (const prose of ['01-overview.md', '03-behavior-spec.md', '07-error-catalog.md'] as const) {
      expect(spec.texts[prose]).toBe(before.texts[prose]);
    }
  });
});
