import type { DocSet, Document } from '../../docs/types.ts';
import type { ApiExport } from '../../spec/index.ts';
import { type BindingRequest, readUses, resolveBindings, resolveTarget } from './bindings.ts';
import { createDeclarationProgram, type DeclarationProgram } from './declaration-program.ts';
import { readDeclarationSurface } from './declaration-surface.ts';
import { exampleTexts } from './examples.ts';
import { loadTypeScript, type TypeScript } from './load-typescript.ts';
import { type MarkdownBlock, parseMarkdown } from './markdown.ts';
import { createMetadata, readModuleFormat } from './metadata.ts';
import { packageIdentifier, toIdentifier } from './names.ts';
import { type PreparedSnippet, prepareSnippet } from './prepared-snippet.ts';
import { readStatedScenarios } from './prose-scenarios.ts';
import { readWrittenSignatures } from './readme-signature.ts';
import {
  createExample,
  type LocatedSignature,
  type ReadmeSurfaceRequest,
  readExampleExports,
  readWrittenExports,
} from './readme-surface.ts';
import { separateRebindings } from './rebindings.ts';
import { readReturnKinds } from './return-kinds.ts';
import { numberScenarios, readExampleScenarios, usedBindings } from './scenarios.ts';
import { readSnippet, rereadSnippet } from './snippet.ts';
import type { CompiledDocumentation } from './types.ts';
import { renderDeclarations, renderSurfaceTypes } from './types-text.ts';

const maxTextLength = 600_000;

interface ReadDocument {
  readonly id: string;
  readonly blocks: readonly MarkdownBlock[];
}

/**
 * Reads documentation as a compiler reads code: declarations by TypeScript's own parser, prose by its headings and
 * tables, examples as claims about outcomes. No model, no disk, no network; the same documents give the same result.
 */
export async function compileJavaScript(docSet: DocSet): Promise<CompiledDocumentation> {
  const ts = await loadTypeScript();
  const { record } = docSet;
  const documents = docSet.documents.map((document) => ({
    ...document,
    text: document.text.slice(0, maxTextLength),
  }));
  const prose = documents.filter(isProse).map(({ id, text }) => ({ id, blocks: parseMarkdown(text) }));
  const program = attempt(() => createDeclarationProgram(ts, documents, record));
  const declared = (program && attempt(() => readDeclarationSurface(ts, program, record.name))) ?? [];
  const moduleName =
    declared.find((entry) => entry.name === 'default')?.local_name ?? packageIdentifier(record.name);
  const written = readSnippets(ts, { documents, prose, packageName: record.name, moduleName });
  const { exports, bindings, request } = readSeparated(ts, {
    declared,
    prose,
    snippets: written,
    moduleName,
    packageName: record.name,
  });
  const { snippets } = request;
  const module = readModuleFormat(record, loadingStyles(snippets));
  const targetOf = (snippet: PreparedSnippet, local: string): string | undefined => {
    const target = snippet.targets.get(local);
    return target === undefined ? undefined : resolveTarget(request, local, target);
  };
  const returnKinds = (program && attempt(() => readReturnKinds(ts, program))) ?? new Map();
  const drafts = [
    ...readExampleScenarios(ts, { snippets, bindings, returnKinds, targetOf }),
    ...prose.flatMap(({ id, blocks }) => readStatedScenarios(ts, { document: id, blocks, bindings })),
  ];
  const scenarios = numberScenarios(ts, drafts);
  return {
    surface: { schema: 'phalus/api-surface/1', language: 'javascript', module, exports: [...exports] },
    types:
      (program && attempt(() => renderTypes(ts, program, declared))) ?? renderSurfaceTypes(exports, module),
    scenarios: {
      schema: 'phalus/test-scenarios/1',
      language: 'javascript',
      bindings: usedBindings(scenarios, bindings),
      scenarios,
    },
    metadata: createMetadata(docSet, module),
  };
}

/** Hostile text can overflow or trip a recursive parser: then that source says nothing. Our own errors surface. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    const isOverflow = error instanceof RangeError;
    const isParserFailure = error instanceof Error && error.message.startsWith('Debug Failure');
    if (isOverflow || isParserFailure) return null;
    throw error;
  }
}

function renderTypes(
  ts: TypeScript,
  program: DeclarationProgram,
  declared: readonly ApiExport[],
): string | null {
  return declared.length === 0 ? null : renderDeclarations(ts, program);
}

function isProse(document: Document): boolean {
  return document.kind !== 'declaration' && document.kind !== 'changelog';
}

interface SnippetRequest {
  readonly documents: readonly Document[];
  readonly prose: readonly ReadDocument[];
  readonly packageName: string;
  readonly moduleName: string;
}

function readSnippets(ts: TypeScript, request: SnippetRequest): readonly PreparedSnippet[] {
  return exampleTexts(request.documents, request.prose).flatMap((code) => {
    const prepared = attempt(() => {
      const snippet = readSnippet(ts, code, request);
      return snippet === null ? null : prepareSnippet(ts, snippet, request);
    });
    return prepared === null ? [] : [prepared];
  });
}

interface SurfaceRequest {
  readonly declared: readonly ApiExport[];
  readonly prose: readonly ReadDocument[];
  readonly snippets: readonly PreparedSnippet[];
  readonly moduleName: string;
}

/** The surface after every local name that is bound to several exports in turn has got a name for each. */
function readSeparated(
  ts: TypeScript,
  request: SurfaceRequest & { readonly packageName: string },
): ReadSurface {
  const surface = readSurface(ts, request);
  const texts = attempt(() => separateRebindings(ts, surface.request)) ?? new Map();
  if (texts.size === 0) return surface;
  const snippets = request.snippets.map((snippet) => {
    const text = texts.get(snippet);
    return text === undefined
      ? snippet
      : prepareSnippet(ts, rereadSnippet(ts, snippet.snippet, text), request);
  });
  return readSurface(ts, { ...request, snippets });
}

interface ReadSurface {
  readonly exports: readonly ApiExport[];
  readonly bindings: ReadonlyMap<string, string>;
  readonly request: BindingRequest;
}

function readSurface(ts: TypeScript, { declared, prose, snippets, moduleName }: SurfaceRequest): ReadSurface {
  const targets = new Map<string, string>();
  for (const snippet of snippets) {
    for (const [local, target] of snippet.targets) if (!targets.has(local)) targets.set(local, target);
  }
  const uses = readUses(ts, snippets, new Set([...targets.keys(), moduleName]));
  const signatures: LocatedSignature[] = prose.flatMap(({ id, blocks }) =>
    readWrittenSignatures(blocks).map((signature) => ({ document: id, signature })),
  );
  const readme: ReadmeSurfaceRequest = { signatures, known: declared, targets, uses, moduleName };
  const known = [...declared, ...readWrittenExports(readme)];
  const request: BindingRequest = { snippets, known, uses, moduleName };
  const bindings = resolveBindings(request);
  const exports = [
    ...known,
    ...readExampleExports({ ...readme, known, targets: withModule(targets, uses, moduleName) }, bindings),
  ];
  return { exports: [...exports, ...readConflicting(exports, request)], bindings, request };
}

/** A local name that two blocks load differently stands for two exports: the bindings hold the first, this the rest. */
function readConflicting(exports: readonly ApiExport[], request: BindingRequest): readonly ApiExport[] {
  const known = new Set(exports.map(({ name }) => name));
  const pairs = request.snippets.flatMap(({ targets }) => [...targets]);
  return pairs.flatMap(([local, target]) => {
    const name = resolveTarget(request, local, target);
    if (name === '*' || known.has(name)) return [];
    known.add(name);
    const isCalled = request.uses.get(local)?.called === true;
    return [createExample({ name, local: toIdentifier(name === 'default' ? local : name), isCalled })];
  });
}

/** Where nothing is loaded, using the package's own name is evidence of its default export. */
function withModule(
  targets: ReadonlyMap<string, string>,
  uses: ReadonlyMap<string, unknown>,
  moduleName: string,
): ReadonlyMap<string, string> {
  return targets.size === 0 && uses.has(moduleName) ? new Map([[moduleName, 'module']]) : targets;
}

function loadingStyles(snippets: readonly PreparedSnippet[]): { imports: boolean; requires: boolean } {
  const styles = snippets.flatMap(({ steps }) =>
    steps.flatMap(({ loading }) => (loading?.kind === 'package' ? [loading.style] : [])),
  );
  return { imports: styles.includes('import'), requires: styles.includes('require') };
}
