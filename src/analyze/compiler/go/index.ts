import type { DocSet } from '../../../docs/types.ts';
import type { ApiExport } from '../../../spec/index.ts';
import { createMetadata } from '../metadata.ts';
import type { CompiledDocumentation } from '../types.ts';
import { choosePackage } from './choose-package.ts';
import type { Draft } from './draft.ts';
import { readExampleClaims } from './example-claims.ts';
import { finishDrafts } from './finish-drafts.ts';
import { type KnownTypes, readKnownTypes } from './infer.ts';
import { type GoDeclarations, readDeclarations } from './read-declarations.ts';
import { readSnippet } from './statements.ts';
import { renderGoTypes } from './types-text.ts';
import { type CodeUnit, readCommentUnits, readProse } from './units.ts';
import { readArrowLines, readCommentClaims, readStatedClaims, readTableClaims } from './written-claims.ts';

const maxUnits = 400;

/**
 * Reads the documentation of a Go module: declarations and comments of the package that it is about, its examples with
 * `Output:`, and what README and comments say of calls.
 */
export async function compileGo(docSet: DocSet): Promise<CompiledDocumentation> {
  const found = choosePackage(docSet.documents, docSet.record.name);
  const chosen = found ?? { importPath: docSet.record.name, name: 'library', documents: [] };
  const declarations = await readDeclarations(chosen.documents);
  const known = readKnownTypes(declarations, chosen.name);
  const { units, tables, texts } = readProse(docSet.documents);
  const drafts: Draft[] = [];
  for (const unit of units.slice(0, maxUnits)) drafts.push(...(await readUnit(unit, known)));
  drafts.push(
    ...tables.flatMap((table) => readTableClaims(table, known)),
    ...texts.flatMap((text) => readStatedClaims(text, known)),
  );
  const inComments = listComments(declarations).flatMap(readCommentUnits);
  for (const unit of inComments.slice(0, maxUnits)) drafts.push(...(await readUnit(unit, known)));
  drafts.push(...readCommentClaims(declarations, known));
  const scenarios = await finishDrafts(drafts, known);
  const exports: ApiExport[] = declarations.exports.map(({ entry }) => entry);
  return {
    surface: {
      schema: 'phalus/api-surface/1',
      language: 'go',
      module: null,
      import_name: chosen.importPath,
      exports,
    },
    types: renderGoTypes(chosen),
    scenarios: {
      schema: 'phalus/test-scenarios/1',
      language: 'go',
      bindings: scenarios.length === 0 ? [] : [{ local: chosen.name, export: '*' }],
      scenarios,
    },
    metadata: createMetadata(docSet, null),
  };
}

function listComments({ exports, methods }: GoDeclarations): Parameters<typeof readCommentUnits>[0][] {
  return [...exports, ...methods.map(({ declaration }) => declaration)].map(
    ({ entry, comment, commentLine, document }) => ({
      ...{ document, title: entry.name, line: commentLine, comment },
    }),
  );
}

async function readUnit(unit: CodeUnit, known: KnownTypes): Promise<Draft[]> {
  const snippet = await readSnippet(unit.code);
  const claims = snippet === null ? [] : readExampleClaims(unit, snippet, known);
  return claims.length > 0 ? claims : readArrowLines(unit, known);
}
