import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { ApiExport } from '../../spec/index.ts';
import { docSet, fence } from './doc-set.fake.ts';
import { compileDocumentation } from './index.ts';
import { renderSurfaceTypes } from './types-text.ts';

const library = ['Array<T>', 'Object', 'Function', 'CallableFunction', 'NewableFunction', 'IArguments']
  .concat(['String', 'Number', 'Boolean', 'RegExp', 'Symbol'])
  .map((name) => `interface ${name} {}`)
  .join('\n');

/** What the compiler says about a package of these types and the files of its user, as Node would resolve them. */
function findProblems(types: string, users: Readonly<Record<string, string>>, type = 'commonjs'): string[] {
  const files = new Map([
    ['/library.d.ts', library],
    ['/node_modules/pad-it/package.json', JSON.stringify({ name: 'pad-it', type, types: './index.d.ts' })],
    ['/node_modules/pad-it/index.d.ts', types],
    ...Object.entries(users),
  ]);
  const host: ts.CompilerHost = {
    getSourceFile: (path, options) => {
      const text = files.get(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, options, true);
    },
    fileExists: (path) => files.has(path),
    readFile: (path) => files.get(path),
    getDefaultLibFileName: () => '/library.d.ts',
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
  };
  const program = ts.createProgram({
    rootNames: ['/library.d.ts', ...Object.keys(users)],
    options: { module: ts.ModuleKind.NodeNext, esModuleInterop: true, strict: true, noLib: true, types: [] },
    host,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

/** A user who loads the package in each of the ways, and uses what it gives in the same words. */
function loadAllWays(uses: string): Record<string, string> {
  return {
    '/require.cts': `import it = require('pad-it');\n${uses}`,
    '/interop.cts': `import it from 'pad-it';\n${uses}`,
    '/import.mts': `import it from 'pad-it';\n${uses}`,
  };
}

async function typesOf(code: string, entryPoints: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return (await compileDocumentation(docSet({ readme: fence(code), entryPoints }))).types;
}

describe('types of a package that is loaded with require()', () => {
  it.each([
    ['a function', "const pad = require('pad-it');\npad('a', 2)", "it('a', 2);"],
    [
      'a function with properties',
      "const pad = require('pad-it');\npad('a');\npad.left('b')",
      "it('a'); it.left('b');",
    ],
    ['a class', "const Pad = require('pad-it');\nnew Pad(2).left('b')", "new it(2).left('b');"],
    ['an object of functions', "const pads = require('pad-it');\npads.left('b')", "it.left('b');"],
  ])('serve import = require() and a default import for %s', async (_, code, uses) => {
    const types = await typesOf(code);

    expect(findProblems(types, loadAllWays(uses))).toEqual([]);
    expect(types).not.toContain('export default');
  });

  it('is the module itself, so that what is not there is an error', async () => {
    const types = await typesOf("const pad = require('pad-it');\npad('a');\npad.left('b')");

    const problems = findProblems(types, loadAllWays('it.right(1); it.default(1);'));

    expect(types).toBe(
      [
        'declare function pad(...parameters: any[]): any;',
        'declare namespace pad {\n  export function left(...parameters: any[]): any;\n}',
        'export = pad;\n',
      ].join('\n\n'),
    );
    expect(problems).toHaveLength(6);
    expect(problems[0]).toContain("Property 'right' does not exist");
  });

  it('have the module at default too where it is loaded in both ways', async () => {
    const types = await typesOf("import pad from 'pad-it';\npad('a')", {
      exports: { import: './a.mjs', require: './a.cjs' },
    });

    expect(findProblems(types, loadAllWays("it('a'); it.default('a');"))).toEqual([]);
  });

  it('keep export = of declarations', async () => {
    const text =
      'declare function pad(text: string): string;\ndeclare namespace pad {\n  interface Options { size?: number }\n}\nexport = pad;';

    const { types } = await compileDocumentation(docSet({ types: { 'index.d.ts': text } }));

    expect(types).toContain('export = pad;');
    expect(findProblems(types, loadAllWays("const size: it.Options = {}; it('a');"))).toEqual([]);
  });
});

it('the types of an ES module have a default export', async () => {
  const types = await typesOf("import pad, { left } from 'pad-it';\npad('a'); left('b')", { type: 'module' });

  const users = { '/import.mts': "import pad, { left } from 'pad-it';\npad('a'); left('b');" };

  expect(findProblems(types, users, 'module')).toEqual([]);
  expect(types).toContain('export { pad as default };');
});

describe('renderSurfaceTypes()', () => {
  const kinds = fc.constantFrom('function', 'class', 'constant', 'interface', 'type', 'enum', 'namespace');
  const names = ['left', 'right', 'delete', 'new', 'name', 'length', '$', 'é', 'declare', 'type'];
  const entry = fc
    .record({
      name: fc.constantFrom('default', ...names),
      kind: kinds,
      summary: fc.constantFrom('', 'Ends */ x'),
    })
    // A module is a value: only a name can stand for a type.
    .filter(({ name, kind }) => name !== 'default' || (kind !== 'interface' && kind !== 'type'))
    .map(createExport);
  const surface = fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 6 });

  it('declares one function once that is default and named', () => {
    const exports = ['default', 'pad'].map((name) => createExport({ name, kind: 'function', summary: '' }));
    const users = { '/user.mts': exports.map(useExport).join('\n') };

    expect(findProblems(renderSurfaceTypes(exports, 'esm'), users, 'module')).toEqual([]);
    expect(findProblems(renderSurfaceTypes(exports, 'both'), users)).toEqual([]);
  });

  it('gives types that compile and hold every export, whatever the surface holds', () => {
    fc.assert(
      fc.property(surface, fc.constantFrom('esm', 'commonjs', 'both'), (exports, module) => {
        const text = renderSurfaceTypes(exports, module);
        const users = { '/user.mts': exports.map((each, index) => useExport(each, index)).join('\n') };
        const problems =
          text === '' ? [] : findProblems(text, users, module === 'esm' ? 'module' : 'commonjs');
        expect(problems).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

function createExport(given: { name: string; kind: ApiExport['kind']; summary: string }): ApiExport {
  const reserved = ['delete', 'new'].includes(given.name);
  const local =
    given.name === 'default' ? 'pad' : given.name === 'é' ? '_' : `${given.name}${reserved ? '_' : ''}`;
  const signatures: Partial<Record<ApiExport['kind'], string>> = {
    function: `function ${local}(text: string, ...parameters: any[]): any`,
    class: `class ${local}`,
    interface: `interface ${local}<T> extends Missing`,
    enum: `enum ${local}`,
  };
  return {
    ...given,
    local_name: local,
    signature: signatures[given.kind] ?? '',
    overloads: [],
    parameters: [],
    returns: null,
    members: [],
    evidence: 'example',
    source: null,
  };
}

function useExport({ name, kind }: ApiExport, index: number): string {
  const local = `local${index}`;
  const isType = kind === 'interface' || kind === 'type';
  const load =
    name === 'default' ? `import ${local} from 'pad-it';` : `import { ${name} as ${local} } from 'pad-it';`;
  if (isType) return `${load}\ndeclare const use${index}: ${local};`;
  if (kind === 'function') return `${load}\n${local}('a');`;
  return kind === 'class' ? `${load}\nnew ${local}(1);` : `${load}\n${local}.some;`;
}
