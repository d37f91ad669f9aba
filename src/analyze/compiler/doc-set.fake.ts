import { sha256Hex } from '../../core/index.ts';
import type { DocSet, Document } from '../../docs/types.ts';

export interface Given {
  readonly readme?: string;
  readonly types?: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly entryPoints?: Readonly<Record<string, unknown>>;
}

/** A set of documents as the docs room would hand it over, from texts of a test. */
export function docSet({ readme, types = {}, name = 'pad-it', entryPoints = {} }: Given): DocSet {
  const declarations = Object.entries(types).map(
    ([origin, text], index): Document => ({
      id: index === 0 ? 'types' : `types-${index + 1}`,
      kind: 'declaration',
      origin,
      text,
      sha256: sha256Hex(text),
      cuts: [],
    }),
  );
  const page: Document = {
    id: 'readme',
    kind: 'readme',
    origin: 'README.md',
    text: readme ?? '',
    sha256: sha256Hex(readme ?? ''),
    cuts: [],
  };
  return {
    record: {
      ecosystem: 'npm',
      name,
      version: '1.0.0',
      description: 'Pads. See https://pads.example/home',
      keywords: ['pad'],
      license: 'MIT',
      homepage: null,
      repository: null,
      archive: { url: 'https://registry.example/pad-it.tgz', integrity: null, sizeBytes: null },
      unpackedSizeBytes: null,
      deprecated: null,
      dependencies: {},
      entryPoints,
      publishedAt: null,
    },
    documents: readme === undefined ? declarations : [page, ...declarations],
    refusals: [],
    notes: [],
    urlsAccessed: [],
  };
}

export function fence(code: string, language = 'js'): string {
  return `\`\`\`${language}\n${code}\n\`\`\`\n`;
}
