import { type RustItem, readRustFile, withTree } from '../../../syntax-trees/index.ts';
import type { TargetMend } from '../../types.ts';
import { applyEdits, blankTexts, type Edit } from './source-text.ts';
import { standardFunctions, standardModules, standardNames } from './standard-names.ts';

/** Adds `use std::...` for what the code uses by its name alone and brings by nothing, module by module. */
export async function addImports(
  code: string,
): Promise<{ readonly code: string; readonly mends: readonly TargetMend[] }> {
  const file = await withTree('rust', code, readRustFile);
  const plain = await blankTexts(code);
  const mends: TargetMend[] = [];
  const edits: Edit[] = [];
  const inScope = (
    items: readonly RustItem[],
    scope: { readonly start: number; readonly end: number; readonly indent: string },
  ): void => {
    const inner = items.filter((item) => item.kind === 'module' && item.items !== null);
    const text = inner
      .reduce(
        (rest, item) =>
          rest.slice(0, item.declared) + ' '.repeat(item.end - item.declared) + rest.slice(item.end),
        plain,
      )
      .slice(scope.start, scope.end);
    const wanted = listWanted(text, items);
    if (wanted.length > 0) {
      const lines = wanted.map((path) => `${scope.indent}use ${path};\n`).join('');
      edits.push({
        start: scope.start,
        end: scope.start,
        text: scope.start === 0 || code[scope.start - 1] === '\n' ? lines : `\n${lines}`,
      });
      mends.push(...wanted.map((path) => ({ kind: 'import-added', detail: `use ${path}` })));
    }
    for (const item of inner) {
      const open = code.indexOf('{', item.declared) + 1;
      inScope(item.items ?? [], { start: open, end: item.end - 1, indent: '    ' });
    }
  };
  inScope(file.items, { start: startOfItems(code), end: code.length, indent: '' });
  return { code: applyEdits(code, edits), mends };
}

/** Behind `//!` and `#![...]`, which have to come first. */
function startOfItems(code: string): number {
  return /^(?:\s*(?:\/\/![^\n]*|#!\[[^\n]*\])\s*\n)*/.exec(code)?.[0].length ?? 0;
}

function listWanted(text: string, items: readonly RustItem[]): string[] {
  const uses = items.flatMap(({ uses: each }) => each);
  const known = new Set([
    ...items.map(({ name }) => name),
    ...uses.map(({ name }) => name),
    ...listGenerics(text),
  ]);
  const globs = new Set(uses.filter(({ name }) => name === '*').map(({ path }) => path.join('::')));
  const isMissing = (name: string, path: string): boolean =>
    !known.has(name) && !globs.has(path.slice(0, path.lastIndexOf('::')));
  const words = new Set(text.match(/(?<![\w:.'])[A-Za-z_]\w*/g) ?? []);
  const wanted: string[] = [];
  for (const [name, path] of standardNames) {
    if (!words.has(name) || !isMissing(name, path)) continue;
    if (name === 'Ordering' && /\bAtomic\w+/.test(text)) continue;
    wanted.push(path);
  }
  for (const name of standardModules) {
    const path = `std::${name}`;
    // `str::from_utf8` and `char::from_u32` are there without an import.
    if (name === 'str' || name === 'char') continue;
    if (new RegExp(`(?<![\\w:.])${name}::`).test(text) && isMissing(name, path)) wanted.push(path);
  }
  for (const [name, path] of standardFunctions) {
    if (new RegExp(`(?<![\\w:.]|\\bfn )${name}\\(`).test(text) && isMissing(name, path)) wanted.push(path);
  }
  if (/\b(?:impl|dyn)\s+Error\b/.test(text) && isMissing('Error', 'std::error::Error'))
    wanted.push('std::error::Error');
  if (
    /::from_str\(/.test(text) &&
    isMissing('FromStr', 'std::str::FromStr') &&
    !wanted.includes('std::str::FromStr')
  )
    wanted.push('std::str::FromStr');
  if (writesText(text) && isMissing('Write', 'std::fmt::Write')) wanted.push('std::fmt::Write as _');
  return wanted;
}

/** `write!` into a text needs the trait; into a formatter it does not. */
function writesText(text: string): boolean {
  if (/\bio::/.test(text)) return false;
  return /\bwrite(?:ln)?!\(\s*(?:&mut\s+)?(?!(?:f|fmt|formatter)\b)[a-z_]\w*\s*,/.test(text);
}

/** Names that a declaration takes as its own: `<T, Range>`. */
function listGenerics(text: string): string[] {
  return Array.from(
    text.matchAll(/\b(?:fn|struct|enum|trait|impl|type)\s*\w*\s*<([^<>(){};]{1,200})/g),
  ).flatMap((match) => (match[1] ?? '').split(',').map((part) => part.split(':')[0]?.trim() ?? ''));
}
