import type { DocSet } from '../../../docs/types.ts';
import type { ApiExport } from '../../../spec/index.ts';
import { parseMarkdown } from '../markdown.ts';
import { createMetadata } from '../metadata.ts';
import type { CompiledDocumentation } from '../types.ts';
import { createCrateNames } from './bindings.ts';
import { readExamples } from './examples.ts';
import { numberDrafts } from './number-scenarios.ts';
import { readCrate } from './read-crate.ts';
import { readScenarios } from './scenarios.ts';
import { readSnippet, type Snippet } from './snippet.ts';
import { readSurface } from './surface.ts';
import { renderTypes } from './types-text.ts';

const maxTextLength = 600_000;

/** Reads the documentation of a crate: declarations from its outlines, scenarios from doc tests and README. */
export async function compileRust(docSet: DocSet): Promise<CompiledDocumentation> {
  const read = await readCrate(docSet);
  const declared = readSurface(read);
  const names = createCrateNames(read.name, declared, { aliases: read.crate.aliases, absent: read.absent });
  const prose = docSet.documents
    .filter(({ kind }) => kind !== 'declaration' && kind !== 'changelog')
    .map(({ id, text }) => ({ id, blocks: parseMarkdown(text.slice(0, maxTextLength)) }));
  const snippets: Snippet[] = [];
  for (const example of readExamples(docSet.documents, prose)) {
    const snippet = await readSnippet(example, read.features);
    if (snippet !== null) snippets.push(snippet);
  }
  const { scenarios, bindings } = numberDrafts(readScenarios(snippets, names));
  const seen = bindings.flatMap(({ local, export: target }) => {
    const isKnown =
      target === '*' ||
      names.exports.has(target) ||
      names.exports.has(target.split('::').slice(0, -1).join('::'));
    return isKnown ? [] : [createSeen(target, local)];
  });
  return {
    surface: {
      schema: 'phalus/api-surface/1',
      language: 'rust',
      module: null,
      import_name: read.name,
      exports: [...declared, ...seen],
    },
    types: renderTypes(read),
    scenarios: { schema: 'phalus/test-scenarios/1', language: 'rust', bindings, scenarios },
    metadata: createMetadata(docSet, null),
  };
}

/** An export that only examples show: a macro made it, or another crate. */
function createSeen(name: string, local: string): ApiExport {
  return {
    name,
    local_name: local,
    kind: /^[A-Z][A-Z0-9_]+$/.test(local) ? 'constant' : /^[A-Z]/.test(local) ? 'type' : 'function',
    signature: '',
    overloads: [],
    parameters: [],
    returns: null,
    members: [],
    summary: '',
    evidence: 'example',
    source: null,
  };
}
