import type { ApiSurface } from '../../spec/index.ts';
import { extractCode } from './extract-code.ts';
import { type ExportMatch, matchExports, valueExports } from './match-exports.ts';
import { stripTypes } from './strip-types.ts';
import { type Declarations, readDeclarations } from './top-level.ts';

/** A reply made into declarations and exports, or why that cannot be. */
export type MendedCode =
  | {
      readonly kind: 'code';
      readonly declarations: Declarations;
      readonly exports: ExportMatch;
      readonly mends: readonly { readonly kind: string; readonly detail: string }[];
    }
  | { readonly kind: 'unusable'; readonly problem: string };

/**
 * Everything a compiler can mend in a reply of Agent B, before anything is judged: types are stripped, imports and
 * examples at the top level removed, duplicate declarations resolved, missing exports added. Nothing of the code's
 * behaviour is changed, and each mend is returned to be recorded.
 */
export async function mendCode(reply: string, surface: ApiSurface): Promise<MendedCode> {
  const ts = (await import('typescript')).default;
  const extracted = extractCode(reply);
  if (extracted === null) return { kind: 'unusable', problem: 'the reply holds no code block' };
  const stripped = stripTypes(ts, extracted.code);
  const syntax = firstSyntaxError(ts, stripped.code);
  if (syntax !== null) {
    const cut = extracted.unclosed ? ' (the reply ended before its code did)' : '';
    return { kind: 'unusable', problem: `the code does not parse: ${syntax}${cut}` };
  }
  const wanted = valueExports(surface);
  const declarations = readDeclarations(ts, {
    code: stripped.code,
    anonymousName: wanted.find((entry) => entry.name === 'default')?.local_name ?? 'main',
    apiNames: new Set(wanted.flatMap((entry) => [entry.name, entry.local_name])),
  });
  const exports = matchExports(surface, declarations);
  if (exports.matched.size === 0) {
    return { kind: 'unusable', problem: `the code declares none of ${exports.missing.join(', ')}` };
  }
  const typeMend = stripped.hadTypes
    ? [{ kind: 'types-stripped', detail: 'type annotations in JavaScript' }]
    : [];
  return {
    kind: 'code',
    declarations,
    exports,
    mends: [...typeMend, ...declarations.mends, ...exports.mends],
  };
}

function firstSyntaxError(ts: typeof import('typescript'), code: string): string | null {
  const { diagnostics } = ts.transpileModule(code, {
    fileName: 'index.js',
    reportDiagnostics: true,
    compilerOptions: { allowJs: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  });
  const [first] = diagnostics ?? [];
  if (first === undefined) return null;
  const line =
    first.file && first.start !== undefined
      ? first.file.getLineAndCharacterOfPosition(first.start).line + 1
      : 0;
  return `line ${line}: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`;
}
