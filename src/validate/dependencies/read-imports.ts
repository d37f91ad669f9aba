import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type TypeScript from 'typescript';
import type { PackageFiles } from '../../scenarios/types.ts';
import { isCode } from '../code-files.ts';
import { listImportTargets } from './find-other-entries.ts';

export interface CodeImport {
  readonly from: string;
  readonly kind: 'file' | 'builtin' | 'package' | 'missing' | 'outside' | 'computed';
  /** The file of the package, the module of Node, the package's name, or the text that was written. */
  readonly target: string;
}

const endings = [
  '',
  '.js',
  '.mjs',
  '.cjs',
  '.json',
  '.ts',
  '.mts',
  '.cts',
  '.d.ts',
  '/index.js',
  '/index.ts',
  '/index.d.ts',
];

/** Every import of every file of code, as TypeScript's scanner sees them; nothing is run. */
export function readImports(ts: typeof TypeScript, files: PackageFiles, ownName: string): CodeImport[] {
  return Object.keys(files)
    .filter(isCode)
    .flatMap((from) => {
      const text = files[from] ?? '';
      const named = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
      return [
        ...[...new Set(named)].flatMap((written) => resolveImport({ files, from, written, ownName })),
        ...findComputed(ts, text).map((target): CodeImport => ({ from, kind: 'computed', target })),
      ];
    });
}

function resolveImport(request: {
  readonly files: PackageFiles;
  readonly from: string;
  readonly written: string;
  readonly ownName: string;
}): CodeImport[] {
  const { files, from, written, ownName } = request;
  if (isBuiltin(written)) return [{ from, kind: 'builtin', target: written.replace(/^node:/, '') }];
  if (/^\.{1,2}(?:\/|$)/.test(written)) {
    const path = posix.normalize(posix.join(posix.dirname(from), written)).replace(/\/$/, '');
    if (path.startsWith('..')) return [{ from, kind: 'outside', target: written }];
    const bare = path.replace(/\.[mc]?js$/, '');
    const found = endings
      .map((ending) => `${path}${ending}`)
      .find((candidate) => Object.hasOwn(files, candidate));
    const source = ['.ts', '.mts', '.cts', '.d.ts']
      .map((ending) => `${bare}${ending}`)
      .find((one) => Object.hasOwn(files, one));
    const manifest = path === '.' || Object.hasOwn(files, `${path}/package.json`);
    if (found === undefined && source === undefined && !manifest)
      return [{ from, kind: 'missing', target: written }];
    return [{ from, kind: 'file', target: found ?? source ?? path }];
  }
  if (/^[a-z]+:/i.test(written) || written.startsWith('/'))
    return [{ from, kind: 'outside', target: written }];
  // What the wrapper of other module systems names is no package.
  if (/^(?:exports|require|module)$/.test(written)) return [];
  const name = written
    .split('/')
    .slice(0, written.startsWith('@') ? 2 : 1)
    .join('/');
  // Names with a mark are those that package.json itself gives to its files, or to other packages.
  if (name.startsWith('#')) {
    const targets = listImportTargets(files, written);
    if (targets.length === 0) return [{ from, kind: 'missing', target: written }];
    return targets.flatMap((target) =>
      target.startsWith('#') ? [] : resolveImport({ files, from: 'package.json', written: target, ownName }),
    );
  }
  if (name === ownName) return [];
  return [{ from, kind: 'package', target: name }];
}

/** Ways to load what no reader of the text can name. */
const roundabout =
  /\b(?:createRequire|_load|_resolveFilename|mainModule|dlopen|process\s*\.\s*binding|getBuiltinModule)\b/;

/** Imports whose target is computed, and ways around imports. */
function findComputed(ts: typeof TypeScript, text: string): string[] {
  const found = new Set<string>();
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text);
  let before = ts.SyntaxKind.Unknown;
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const word = scanner.getTokenText();
    const isLoader = token === ts.SyntaxKind.ImportKeyword || token === ts.SyntaxKind.RequireKeyword;
    if (isLoader && before !== ts.SyntaxKind.DotToken && before !== ts.SyntaxKind.FunctionKeyword) {
      const argument = scanner.lookAhead(() =>
        scanner.scan() === ts.SyntaxKind.OpenParenToken ? scanner.scan() : null,
      );
      const isText =
        argument === ts.SyntaxKind.StringLiteral || argument === ts.SyntaxKind.NoSubstitutionTemplateLiteral;
      if (argument !== null && !isText) found.add(`${word}(…)`);
    } else if (token === ts.SyntaxKind.Identifier && roundabout.test(word)) found.add(word);
    before = token;
  }
  if (/\bprocess\s*\.\s*binding\b/.test(text)) found.add('process.binding');
  return [...found];
}
