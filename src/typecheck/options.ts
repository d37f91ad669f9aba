import type TypeScript from 'typescript';

/** What a delivered TypeScript package is compiled with, as tsconfig.json spells it. */
const settings = {
  // No older target: the compiler takes types out and changes nothing else of what runs.
  target: 'esnext',
  module: 'nodenext',
  strict: true,
  declaration: true,
  rootDir: 'src',
  outDir: 'dist',
  // Nothing that lies about in node_modules takes part unasked.
  types: [],
} as const;

/** tsconfig.json of a delivered package. */
export function renderTypeScriptConfig(): string {
  return `${JSON.stringify({ compilerOptions: settings, include: ['src'] }, null, 2)}\n`;
}

/** The same for the compiler inside phalus, which writes nothing. */
export function strictOptions(ts: typeof TypeScript): TypeScript.CompilerOptions {
  return {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    types: [],
  };
}
