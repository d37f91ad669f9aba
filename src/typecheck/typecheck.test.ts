import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { renderTypeScriptConfig, SourceProgram } from './index.ts';

const compile = (files: Record<string, string>, timeLimitMs?: number) =>
  new SourceProgram(ts).compile({
    files,
    roots: Object.keys(files).filter((path) => path.endsWith('.ts')),
    ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
  });

describe('SourceProgram', () => {
  it('names problems by kind, file and line, in strict mode', () => {
    const { problems } = compile({
      'src/index.ts': 'export const a: string = "a";\nexport function f(b) { return b; }\n',
      'src/broken.ts': '\nexport const a: = 1;\n',
    });

    expect(problems).toMatchObject([
      { kind: 'type', path: 'src/index.ts', line: 2, code: 7006 },
      { kind: 'syntax', path: 'src/broken.ts', line: 2, code: 1110 },
    ]);
  });

  it('finds files of the package from each other, and takes them as package.json has it', () => {
    const commonjs = {
      'package.json': '{"type":"commonjs"}',
      'src/a.ts': 'function a(): number { return 1; }\nexport = a;',
      'src/b.ts': "import a = require('./a.js');\nexport const b: number = a();",
    };

    expect(compile(commonjs).problems).toEqual([]);
    expect(compile({ ...commonjs, 'package.json': '{"type":"module"}' }).problems).not.toEqual([]);
  });

  it.each([
    '/// <reference path="../../../../../../../../etc/hostname" />',
    '/// <reference types="node" />',
    "import * as all from 'typescript';\nexport { all };",
    "import * as all from '../../package.json';\nexport { all };",
    "import * as all from 'file:///etc/hostname';\nexport { all };",
    "import * as all from '#inside';\nexport { all };",
    "export type A = import('/etc/passwd').B;",
  ])('reads nothing outside of the package: %s', (code) => {
    const manifest = JSON.stringify({ imports: { '#inside': '../../../etc/hostname' } });
    const { program, problems } = compile({ 'package.json': manifest, 'src/index.ts': code });

    expect(problems.length).toBeGreaterThan(0);
    const own = program.getSourceFiles().filter((file) => !program.isSourceFileDefaultLibrary(file));
    expect(own.map(({ fileName }) => fileName)).toEqual(['/package/src/index.ts']);
  });

  it('ends when its time is over, and says so', () => {
    const code = Array.from(
      { length: 2_000 },
      (_, index) => `export function f${index}() { return ${index}; }`,
    );

    const { isCut } = compile({ 'src/index.ts': code.join('\n') }, 0);

    expect(isCut).toBe(true);
    expect(compile({ 'src/index.ts': code.join('\n') }).isCut).toBe(false);
  });

  it('compiles as tsconfig.json of a delivered package says', () => {
    const { config } = ts.parseConfigFileTextToJson('tsconfig.json', renderTypeScriptConfig());
    const host = { ...ts.sys, readDirectory: () => ['src/index.ts'] };
    const { options, errors } = ts.parseJsonConfigFileContent(config, host, '/package');
    const own = new SourceProgram(ts).compile({ files: {}, roots: [] }).program.getCompilerOptions();

    expect(errors).toEqual([]);
    for (const key of ['target', 'module', 'strict', 'types'] as const)
      expect(own[key]).toEqual(options[key]);
  });
});
