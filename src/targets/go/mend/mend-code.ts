import type { ApiExport, Spec } from '../../../spec/index.ts';
import { type SyntaxNode, SyntaxTreeError, withTree } from '../../../syntax-trees/index.ts';
import type { TargetCode, TargetMend } from '../../types.ts';
import { packageNameOf, sourcePathOf, wantedExports } from '../names.ts';
import { chooseDeclarations } from './choose-declarations.ts';
import { applyTextEdits } from './edits.ts';
import { extractGoCode } from './extract-code.ts';
import { rebuildImports } from './imports.ts';
import { matchNames } from './match-names.ts';
import { findUnusedVariables } from './unused-variables.ts';

const mostCharacters = 400_000;

/**
 * The code of a reply as one file of the package: its clause as documented, imports as used, and nothing but
 * declarations. Code that does not parse is handed on as it is; the compiler says where.
 */
export async function mendGoCode(reply: string, spec: Spec): Promise<TargetCode> {
  const blocks = extractGoCode(reply.slice(0, mostCharacters));
  const [first] = blocks;
  if (first === undefined) return { kind: 'unusable', problem: 'the reply holds no code of Go' };
  const wanted = wantedExports(spec);
  const code = await joinBlocks(blocks, wanted);
  const mended = await mendText(code, wanted);
  const constants = renderConstants(wanted, mended.names);
  const clause = packageNameOf(spec);
  const text = [
    `package ${clause}`,
    ...(mended.imports.length === 0
      ? []
      : [`import (\n${mended.imports.map((line) => `\t${line}`).join('\n')}\n)`]),
    ...mended.chunks,
    ...constants.map(({ text: declaration }) => declaration),
  ].join('\n\n');
  const names = new Set([...mended.names, ...constants.map(({ name }) => name)]);
  return {
    kind: 'code',
    sources: { [sourcePathOf(spec)]: `${text.trimEnd()}\n` },
    missing: wanted.map(({ name }) => name).filter((name) => !names.has(name)),
    undeclared: mended.foreign,
    mends: [
      ...readClause(code, clause),
      ...mended.mends,
      ...constants.map(({ name }) => ({ kind: 'constant', detail: `${name}, as documented` })),
    ],
  };
}

function readClause(code: string, clause: string): TargetMend[] {
  const own = /^package (\w+)/m.exec(code)?.[1];
  return own === undefined || own === clause ? [] : [{ kind: 'package', detail: `${own} to ${clause}` }];
}

/** One block, and of others what it lacks of the wanted names. */
async function joinBlocks(blocks: readonly string[], wanted: readonly ApiExport[]): Promise<string> {
  const [first = '', ...others] = blocks;
  let whole = first;
  for (const other of others) {
    const known = await listNames(whole);
    const more = await listNames(other);
    if (wanted.some(({ name }) => more.has(name) && !known.has(name))) {
      whole = `${whole}\n\n${other.replace(/^package \w+[ \t]*$/m, '')}`;
    }
  }
  return whole;
}

async function listNames(code: string): Promise<ReadonlySet<string>> {
  const names = await readTree(code, (root) => chooseDeclarations(root, new Set()).names);
  return new Set(names ?? []);
}

interface MendedText {
  readonly chunks: readonly string[];
  readonly names: readonly string[];
  readonly imports: readonly string[];
  readonly foreign: readonly string[];
  readonly mends: readonly TargetMend[];
}

async function mendText(code: string, wanted: readonly ApiExport[]): Promise<MendedText> {
  const names = new Set(wanted.map(({ name }) => name));
  const renamed = await readTree(code, (root) => {
    const found = matchNames(root, wanted);
    return { text: applyTextEdits(code, found.edits), mends: found.mends };
  });
  const spelled = renamed ?? { text: code, mends: [] };
  // Examples and programs are gone before imports and variables are looked at.
  const chosen = await readTree(spelled.text, (root) => {
    const found = chooseDeclarations(root, names);
    const imports = root
      .descendantsOfType('import_declaration')
      .flatMap((node) => (node === null ? [] : [node.text]))
      .join('\n');
    return {
      ...found,
      body: `package p\n${imports}\n\n${found.chunks.join('\n\n')}\n`,
      hasError: root.hasError,
    };
  });
  if (chosen === null) {
    return {
      chunks: [withoutClause(spelled.text)],
      names: [],
      imports: [],
      foreign: [],
      mends: spelled.mends,
    };
  }
  const used = await readTree(chosen.body, (root) => {
    const found = findUnusedVariables(root);
    return { ...found, text: applyTextEdits(chosen.body, found.edits) };
  });
  const body = used?.text ?? chosen.body;
  const rebuilt = await readTree(body, rebuildImports);
  const mends = [
    ...spelled.mends,
    ...chosen.mends,
    ...(used?.names ?? []).map((name) => ({ kind: 'unused', detail: `${name} is set and never used` })),
    ...(rebuilt?.added ?? []).map((path) => ({ kind: 'import', detail: `${path} added` })),
    ...(rebuilt?.dropped ?? []).map((path) => ({ kind: 'import', detail: `${path} dropped` })),
  ];
  return {
    chunks: [withoutImports(withoutClause(body))],
    names: chosen.names,
    imports: rebuilt?.lines ?? [],
    foreign: rebuilt?.foreign ?? [],
    mends,
  };
}

function withoutClause(code: string): string {
  return code.replace(/^[ \t]*package \w+[ \t]*$/m, '').trim();
}

function withoutImports(code: string): string {
  return code
    .replace(/^import(?:[ \t]+(?:[\w.]+[ \t]+)?["`][^"`\n]*["`]|[ \t]*\([^)]*\))[ \t]*;?[ \t]*$/gm, '')
    .trim();
}

/** Documented constants with a literal for a value that the code left out: documentation says them whole. */
function renderConstants(
  wanted: readonly ApiExport[],
  names: readonly string[],
): { readonly name: string; readonly text: string }[] {
  const known = new Set(names);
  const literal =
    /^const (\w+)( [\w]+)? = ("(?:[^"\\\n]|\\.){0,200}"|'(?:[^'\\\n]|\\.){1,10}'|-?\d[\w.]{0,40}|true|false)$/;
  return wanted.flatMap(({ name, signature }) => {
    const type = literal.exec(signature)?.[2]?.trim();
    const isKnown = type === undefined || /^[a-z]/.test(type) || known.has(type);
    return known.has(name) || !literal.test(signature) || !isKnown ? [] : [{ name, text: signature }];
  });
}

async function readTree<T>(code: string, read: (root: SyntaxNode) => T): Promise<T | null> {
  try {
    return await withTree('go', code, read);
  } catch (error) {
    if (error instanceof SyntaxTreeError || error instanceof RangeError) return null;
    throw error;
  }
}
