import type { Spec } from '../../../spec/index.ts';
import { type RustItem, readRustFile, SyntaxTreeError, withTree } from '../../../syntax-trees/index.ts';
import type { TargetCode, TargetMend } from '../../types.ts';
import { extractCode } from '../extract-code.ts';
import { pathsOf } from '../names.ts';
import { addAnyValue } from './add-any-value.ts';
import { addImports } from './add-imports.ts';
import { dropItems } from './drop-items.ts';
import { publishNames } from './publish-names.ts';

export const codePath = 'src/lib.rs';
const standardCrates = new Set(['std', 'core', 'alloc', 'crate', 'self', 'super', 'Self']);

/**
 * Everything that can be mended in a reply before it is compiled: what is no library is dropped, documented names are
 * made public and reachable, imports of the standard library added. What the code does stays as it is.
 */
export async function mendCode(reply: string, spec: Spec): Promise<TargetCode> {
  const extracted = extractCode(reply);
  if (extracted === null) return { kind: 'unusable', problem: 'the reply holds no code block' };
  const given = `${extracted.code.replace(/\r/g, '').trim()}\n`;
  try {
    return await mend(given, spec);
  } catch (error) {
    if (error instanceof SyntaxTreeError) return { kind: 'unusable', problem: error.message };
    throw error;
  }
}

async function mend(given: string, spec: Spec): Promise<TargetCode> {
  const { surface } = spec;
  const isBroken = await withTree('rust', given, (root) => root.hasError);
  const paths = pathsOf(surface);
  const documented = new Set(paths.map(({ path }) => path.at(-1) ?? ''));
  if (isBroken)
    return keepBroken(
      given,
      paths.map(({ entry, path }) => [entry.name, path.at(-1) ?? '']),
    );
  const crateNames = new Set([surface.import_name ?? '', spec.packageName.replaceAll('-', '_')]);
  const valued = addAnyValue(given, surface);
  const dropped = await dropItems(valued.code, { crateNames, documented });
  const published = await publishNames(dropped.code, surface);
  if (paths.length > 0 && published.missing.length === paths.length) {
    return {
      kind: 'unusable',
      problem: `the code declares none of ${published.missing.slice(0, 10).join(', ')}`,
    };
  }
  const imported = await addImports(published.code);
  const { items } = await withTree('rust', imported.code, readRustFile);
  const mends: TargetMend[] = [...valued.mends, ...dropped.mends, ...published.mends, ...imported.mends];
  return {
    kind: 'code',
    sources: { [codePath]: imported.code },
    missing: published.missing,
    undeclared: listForeign(items),
    mends,
  };
}

/** The compiler says better what is wrong, so that it can be repaired; only code that is none of it is turned away. */
function keepBroken(code: string, names: readonly (readonly [string, string])[]): TargetCode {
  const missing = names.filter(([, name]) => !new RegExp(`\\b${name}\\b`).test(code)).map(([full]) => full);
  if (names.length > 0 && missing.length === names.length)
    return {
      kind: 'unusable',
      problem: 'the code does not parse, and declares none of the documented names',
    };
  return { kind: 'code', sources: { [codePath]: code }, missing, undeclared: [], mends: [] };
}

/** Crates of others that the code imports: there are none. */
function listForeign(items: readonly RustItem[]): string[] {
  const own = new Set(items.map(({ name }) => name));
  const brought = new Set(items.flatMap(({ uses }) => uses.map(({ name }) => name)));
  const firsts = items.flatMap(({ uses }) => uses.map(({ path }) => path[0] ?? ''));
  return [
    ...new Set(
      firsts.filter(
        (name) => name !== '' && !standardCrates.has(name) && !own.has(name) && !brought.has(name),
      ),
    ),
  ];
}
