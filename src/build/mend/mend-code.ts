import type TypeScript from 'typescript';
import type { ApiSurface } from '../../spec/index.ts';
import type { BuildLanguage } from '../types.ts';
import { extractCode } from './extract-code.ts';
import { findUndeclared } from './find-undeclared.ts';
import { type ExportMatch, matchExports, spellingOf, valueExports } from './match-exports.ts';
import { renderModule } from './render-module.ts';
import { stripTypes } from './strip-types.ts';
import { type Declarations, readDeclarations } from './top-level.ts';

/** A reply made into declarations and exports, or why that cannot be. */
export type MendedCode =
  | {
      readonly kind: 'code';
      /** As JavaScript. */
      readonly declarations: Declarations;
      /** With types, when TypeScript was asked for; null otherwise. */
      readonly typed: Declarations | null;
      readonly exports: ExportMatch;
      /** Names that the code uses and nothing declares. */
      readonly undeclared: readonly string[];
      readonly mends: readonly { readonly kind: string; readonly detail: string }[];
    }
  | { readonly kind: 'unusable'; readonly problem: string };

/**
 * Everything a compiler can mend in a reply of Agent B, before anything is judged: types are stripped from JavaScript,
 * imports and examples at the top level removed, duplicate declarations resolved, missing exports added. Nothing of the
 * code's behaviour is changed, and each mend is returned to be recorded.
 */
export async function mendCode(
  reply: string,
  surface: ApiSurface,
  language: BuildLanguage,
): Promise<MendedCode> {
  const ts = (await import('typescript')).default;
  const extracted = extractCode(reply);
  if (extracted === null) return { kind: 'unusable', problem: 'the reply holds no code block' };
  const stripped = stripTypes(ts, extracted.code);
  const syntax = firstSyntaxError(ts, stripped.code);
  if (syntax !== null) {
    const cut = extracted.unclosed ? ' (the reply ended before its code did)' : '';
    return { kind: 'unusable', problem: `the code does not parse: ${syntax}${cut}` };
  }
  const names = readNames(surface);
  const declarations = readDeclarations(ts, { code: stripped.code, ...names });
  const exports = matchExports(surface, declarations);
  if (exports.matched.size === 0) {
    return { kind: 'unusable', problem: `the code declares none of ${exports.missing.join(', ')}` };
  }
  const wantsTypes = language === 'typescript';
  const typeMend =
    stripped.hadTypes && !wantsTypes
      ? [{ kind: 'types-stripped', detail: 'type annotations in JavaScript' }]
      : [];
  return {
    kind: 'code',
    declarations,
    typed: wantsTypes
      ? readTyped(ts, { code: extracted.code, hadTypes: stripped.hadTypes, declarations, names })
      : null,
    exports,
    undeclared: findUndeclared(ts, renderModule({ declarations, exports, format: 'esm' })),
    mends: [...typeMend, ...declarations.mends, ...exports.mends],
  };
}

/** As the model wrote it. Code without types is JavaScript, and read as such. */
function readTyped(
  ts: typeof TypeScript,
  request: {
    readonly code: string;
    readonly hadTypes: boolean;
    readonly declarations: Declarations;
    readonly names: ReturnType<typeof readNames>;
  },
): Declarations {
  const { code, hadTypes, declarations, names } = request;
  return hadTypes ? readDeclarations(ts, { code, language: 'typescript', ...names }) : declarations;
}

function readNames(surface: ApiSurface): { anonymousName: string; apiNames: ReadonlySet<string> } {
  const wanted = valueExports(surface);
  const main = wanted.find((entry) => entry.name === 'default') ?? wanted[0];
  return {
    anonymousName: main === undefined ? 'main' : spellingOf(main),
    apiNames: new Set(wanted.flatMap((entry) => [entry.name, entry.local_name])),
  };
}

function firstSyntaxError(ts: typeof TypeScript, code: string): string | null {
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
