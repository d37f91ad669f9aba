import type ts from 'typescript';
import type { Document } from '../../docs/types.ts';
import type { PackageRecord } from '../../registry/types.ts';
import type { TypeScript } from './load-typescript.ts';

/** The declaration documents as one program in memory: nothing is read from a disk. */
export interface DeclarationProgram {
  readonly checker: ts.TypeChecker;
  readonly entry: ts.SourceFile;
  /** The module that a consumer imports; undefined for declarations that are no module. */
  readonly module: ts.Symbol | undefined;
  /** Entry first, then what it reaches, in the order of its imports. */
  readonly files: readonly ts.SourceFile[];
  documentOf(file: ts.SourceFile): string;
}

const maxDeclarationFiles = 200;
const libraryPath = '/library.d.ts';
// As much of the standard library as telling a list from a string takes; the real one costs half a second to parse.
const library = `
interface Array<T> { length: number; [index: number]: T }
interface ReadonlyArray<T> { readonly length: number; readonly [index: number]: T }
interface Map<K, V> { size: number; get(key: K): V }
interface Set<T> { size: number; has(value: T): boolean }
interface Date { getTime(): number }
interface RegExp { source: string }
interface Object {} interface Function {} interface CallableFunction {} interface NewableFunction {}
interface IArguments {} interface String {} interface Number {} interface Boolean {} interface Symbol {}
`;

/** Null when there are no declarations. */
export function createDeclarationProgram(
  ts: TypeScript,
  documents: readonly Document[],
  record: PackageRecord,
): DeclarationProgram | null {
  const declarations = documents
    .filter((document) => document.kind === 'declaration')
    .slice(0, maxDeclarationFiles);
  const files = new Map<string, Document>();
  for (const document of declarations) {
    const path = virtualPath(document);
    files.set(files.has(path) ? `/docs/${document.id}.d.ts` : path, document);
  }
  const entryPath = chooseEntry([...files.keys()], record);
  if (entryPath === undefined) return null;
  const program = createProgram(ts, files, entryPath);
  const entry = program.getSourceFile(entryPath);
  if (entry === undefined) return null;
  const checker = program.getTypeChecker();
  return {
    checker,
    entry,
    module: checker.getSymbolAtLocation(entry) ?? findAmbientModule(checker, record.name),
    files: orderFiles(ts, program, entry),
    documentOf: (file) => files.get(file.fileName)?.id ?? '',
  };
}

function virtualPath(document: Document): string {
  const path = /^[\w@.+/-]{1,300}$/.test(document.origin) ? document.origin : `${document.id}.d.ts`;
  const normal = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  const joined = `/docs/${normal.join('/')}`;
  return /\.d\.[cm]?ts$/.test(joined) ? joined : `${joined}.d.ts`;
}

function createProgram(ts: TypeScript, files: ReadonlyMap<string, Document>, entryPath: string): ts.Program {
  const host: ts.CompilerHost = {
    getSourceFile(path, options) {
      if (path === libraryPath) return ts.createSourceFile(path, library, options, true, ts.ScriptKind.TS);
      const document = files.get(path);
      return document === undefined
        ? undefined
        : ts.createSourceFile(path, document.text, options, true, ts.ScriptKind.TS);
    },
    fileExists: (path) => files.has(path) || path === libraryPath,
    readFile: (path) => files.get(path)?.text,
    directoryExists: () => true,
    getDirectories: () => [],
    getDefaultLibFileName: () => libraryPath,
    getCurrentDirectory: () => '/docs',
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
  };
  return ts.createProgram({
    rootNames: [libraryPath, entryPath],
    options: {
      noLib: true,
      types: [],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    },
    host,
  });
}

/** The declaration file that the published manifest names, else the most likely one by name. */
function chooseEntry(paths: readonly string[], record: PackageRecord): string | undefined {
  const named = [...entryNames(record.entryPoints)].map((name) => `/docs/${name.replace(/^(?:\.?\/)+/, '')}`);
  const guesses = named.flatMap((name) => [
    name,
    name.replace(/\.([cm]?)js$/, '.d.$1ts'),
    name.replace(/\.[cm]?js$/, '.d.ts'),
    `${name}.d.ts`,
    `${name.replace(/\/$/, '')}/index.d.ts`,
  ]);
  const known = [...guesses, '/docs/index.d.ts', '/docs/index.d.mts', '/docs/index.d.cts'];
  const byDepth = [...paths].sort((a, b) => a.split('/').length - b.split('/').length);
  return (
    known.find((path) => paths.includes(path)) ??
    byDepth.find((path) => /\/index\.d\.[cm]?ts$/.test(path)) ??
    byDepth[0]
  );
}

function entryNames(entryPoints: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (value: unknown): void => {
    if (typeof value === 'string') names.add(value);
  };
  const visitExports = (value: unknown, depth: number): void => {
    if (typeof value === 'string') return add(value);
    if (typeof value !== 'object' || value === null || depth > 6) return;
    const entries = Object.entries(value);
    const conditions = entries.some(([key]) => key.startsWith('.'))
      ? entries.filter(([key]) => key === '.')
      : entries;
    for (const [, inner] of conditions.filter(([key]) => key === 'types')) visitExports(inner, depth + 1);
    for (const [, inner] of conditions) visitExports(inner, depth + 1);
  };
  add(entryPoints.types);
  add(entryPoints.typings);
  visitExports(entryPoints.exports, 0);
  add(entryPoints.main);
  return names;
}

function findAmbientModule(checker: ts.TypeChecker, name: string): ts.Symbol | undefined {
  const modules = checker.getAmbientModules();
  return modules.find((symbol) => symbol.name === JSON.stringify(name)) ?? modules[0];
}

function orderFiles(ts: TypeScript, program: ts.Program, entry: ts.SourceFile): readonly ts.SourceFile[] {
  const ordered = new Set<ts.SourceFile>([entry]);
  const checker = program.getTypeChecker();
  for (const file of ordered) {
    ts.forEachChild(file, (node) => {
      const isLink = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
      const target =
        isLink && node.moduleSpecifier ? checker.getSymbolAtLocation(node.moduleSpecifier) : undefined;
      const found = target?.declarations?.find(ts.isSourceFile);
      if (found !== undefined) ordered.add(found);
    });
  }
  return [...ordered];
}
