import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { satisfies } from 'semver';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import type { ApiSurface } from '../spec/index.ts';
import { createClearedSpec, createDelivery, type GivenSpec } from './cleared-spec.fake.ts';
import { mendCode } from './mend/mend-code.ts';
import { annotateCode, renderPackageFiles, type UsableCode } from './package-files.ts';
import { renameImplementation } from './rename-implementation.ts';
import { createSurface } from './surface.fake.ts';
import type { Delivery, Implementation } from './types.ts';

const folder = mkdtempSync(join(tmpdir(), 'phalus-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where packages were installed by an earlier test. */
const homes: string[] = [];

async function makePackage(
  given: GivenSpec & { readonly code?: string; readonly delivery?: Partial<Delivery> },
) {
  const spec = await createClearedSpec(given);
  const delivery = createDelivery(given.delivery);
  const code = await mendCode(given.code ?? jsCode, spec.surface, delivery.language);
  if (code.kind === 'unusable') throw new Error(code.problem);
  return renderPackageFiles(spec, code, delivery, await annotateCode(spec, code));
}

const jsCode = `function padIt(text, length = 4) { return text.padStart(length); }\nconst trim = (text) => text.trim();`;
const tsCode = `export interface Options { length?: number }\nexport function trim(text: string): string { return text.trim(); }\nexport default function padIt(text: string, length: number = 4): string { return text.padStart(length); }`;
const surfaceOf = (module: ApiSurface['module']) => createSurface(['default:padIt', 'trim'], { module });
const types =
  'export default function padIt(text: string, length?: number): string;\nexport function trim(text: string): string;\n';

function install(at: string, files: Readonly<Record<string, string>>): string {
  const home = join(folder, at);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), content);
  }
  return home;
}

const runNode = (cwd: string, ...given: string[]) =>
  execFileSync(process.execPath, given, { cwd, encoding: 'utf8', timeout: 20_000 }).trim();

const importing = `import padIt, { trim } from 'pad-it'; console.log(JSON.stringify([padIt('a', 3), trim(' b ')]));`;
const requiring = `const padIt = require('pad-it'); console.log(JSON.stringify([padIt('a', 3), padIt.trim(' b ')]));`;
const requiringModule = `const { default: padIt, trim } = require('pad-it'); console.log(JSON.stringify([padIt('a', 3), trim(' b ')]));`;

describe.each(['javascript', 'typescript'] as const)('renderPackageFiles() in %s', (language) => {
  it.each([
    ['esm', [importing], []],
    ['commonjs', [importing], [requiring]],
    ['both', [importing], [requiring, requiringModule]],
  ] as const)(
    'makes a package of format %s that loads by its name and passes its own tests',
    async (module, imports, requires) => {
      const files = await makePackage({
        surface: surfaceOf(module),
        code: language === 'javascript' ? jsCode : tsCode,
        scenarios: [
          ['padIt("a", 3)', '"  a"'],
          ['trim(" b ")', '"b"'],
        ],
        bindings: [
          { local: 'padIt', export: 'default' },
          { local: 'trim', export: 'trim' },
        ],
        texts: { '06-type-definitions.d.ts': types },
        delivery: { language },
      });
      const home = install(`${language}-${module}`, {});
      const inside = install(`${language}-${module}/node_modules/pad-it`, files);
      mkdirSync(home, { recursive: true });

      for (const code of imports) {
        expect(runNode(home, '--input-type=module', '--eval', code)).toBe('["  a","b"]');
      }
      for (const code of requires) expect(runNode(home, '--eval', code)).toBe('["  a","b"]');
      expect(runNode(inside, '--test')).toMatch(/# pass 2\n# fail 0/);
      homes.push(home);
    },
  );

  it('names files that exist, and packs its entry', async () => {
    const files = await makePackage({
      surface: surfaceOf('esm'),
      code: language === 'javascript' ? jsCode : tsCode,
      delivery: { language },
    });
    const home = install(`pack-${language}`, files);

    const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: home,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });

    const paths = (JSON.parse(packed) as { files: { path: string }[] }[])[0]?.files.map(({ path }) => path);
    const manifest = JSON.parse(files['package.json'] ?? '') as Record<string, string>;
    expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    for (const key of ['main', 'types'] as const) expect(paths).toContain(manifest[key]?.replace('./', ''));
    expect(paths).not.toContain('test/index.test.js');
  });
});

it('renderPackageFiles() writes types and TypeScript that a strict compiler takes, also from a consumer', () => {
  const roots = homes.flatMap((home) => {
    const consumer = join(home, 'consumer.mts');
    writeFileSync(consumer, `import { trim } from 'pad-it';\nexport const text: string = trim('a');\n`);
    const source = join(home, 'node_modules/pad-it/src/index.ts');
    return [consumer, ...(ts.sys.fileExists(source) ? [source] : [])];
  });

  const program = ts.createProgram(roots, {
    strict: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2020.d.ts'],
    skipDefaultLibCheck: true,
    types: [],
  });

  const errors = ts.getPreEmitDiagnostics(program);
  expect(errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
  expect(roots).toHaveLength(9);
});

describe('renderPackageFiles() in TypeScript', () => {
  const typeless = `const { inspect } = require('util');\nclass Box { constructor(text) { this.text = text; } show() { return inspect(this.text); } }\n${jsCode}`;

  it.each(['esm', 'both'] as const)(
    'makes a package of format %s that installs, builds and passes its tests where it lies',
    async (module) => {
      const files = await makePackage({
        surface: createSurface(['default:padIt', 'trim', 'Box'], { module }),
        code: typeless,
        scenarios: [
          ['padIt("a", 3)', '"  a"'],
          ['trim(" b ")', '"b"'],
        ],
        bindings: [
          { local: 'padIt', export: 'default' },
          { local: 'trim', export: 'trim' },
        ],
        texts: { '06-type-definitions.d.ts': types },
        delivery: { language: 'typescript' },
      });
      const home = install(`built-${module}`, files);
      // The compiler that phalus itself has, so that nothing is fetched: npm finds it in place and of the range asked for.
      const compiler = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
      mkdirSync(join(home, 'node_modules'), { recursive: true });
      symlinkSync(compiler, join(home, 'node_modules/typescript'));
      const judged = files['dist/index.js'];
      const npm = (...given: string[]) =>
        execFileSync('npm', [...given, '--offline', '--no-audit', '--no-fund'], {
          cwd: home,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
          timeout: 60_000,
        });

      npm('install');
      npm('run', 'build');

      expect(npm('test')).toMatch(/# pass 2\n# fail 0/);
      const emitted = readFileSync(join(home, 'dist/index.js'), 'utf8');
      expect(emitted).not.toBe(judged);
      expect(emitted).toContain('text.padStart(length)');
      expect(readFileSync(join(home, 'dist/index.d.ts'), 'utf8')).toContain(
        'function padIt(text: string, length?: number): string;',
      );
      const inside = join(folder, `using-${module}/node_modules/pad-it`);
      cpSync(home, inside, { recursive: true, filter: (path) => !path.includes('typescript') });
      expect(runNode(dirname(dirname(inside)), '--input-type=module', '--eval', importing)).toBe(
        '["  a","b"]',
      );
      if (module !== 'esm') {
        expect(runNode(dirname(dirname(inside)), '--eval', requiring)).toBe('["  a","b"]');
      }
    },
    120_000,
  );

  it('names a compiler that phalus was tried with, and keeps its files through a change of name', async () => {
    const given = {
      surface: surfaceOf('esm'),
      code: typeless,
      delivery: { language: 'typescript' as const },
    };
    const files = await makePackage({ ...given, texts: { '06-type-definitions.d.ts': types } });
    const manifest = JSON.parse(files['package.json'] ?? '') as {
      devDependencies: { typescript: string };
      scripts: Record<string, string>;
    };
    const spec = await createClearedSpec({ ...given, texts: { '06-type-definitions.d.ts': types } });
    const delivery = createDelivery({ ...given.delivery, headerLines: [] });
    const code = (await mendCode(typeless, spec.surface, 'typescript')) as UsableCode;
    const unnamed = renderPackageFiles(spec, code, delivery, await annotateCode(spec, code));

    const renamed = await renameImplementation({ files: unnamed } as Implementation, {
      spec,
      delivery: createDelivery(given.delivery),
      worked: { spec, delivery },
    });

    expect(satisfies(ts.version, manifest.devDependencies.typescript)).toBe(true);
    expect(manifest.scripts).toEqual({ build: 'tsc', test: 'node --test' });
    expect(renamed.files).toEqual(files);
    expect(Object.keys(files).sort()).toEqual([
      ...['LICENSE', 'README.md', 'dist/index.d.ts', 'dist/index.js', 'package.json', 'src/index.ts'],
      ...['src/node.d.ts', 'test/index.test.js', 'tsconfig.json'],
    ]);
  });
});

it('renderPackageFiles() in JavaScript has neither a compiler nor anything for one', async () => {
  const files = await makePackage({ surface: surfaceOf('esm'), code: jsCode });

  expect(files['package.json']).toContain('"scripts": {\n    "test": "node --test"\n  }\n}');
  expect(Object.keys(files).sort()).toEqual([
    ...['LICENSE', 'README.md', 'package.json', 'src/index.js', 'test/index.test.js', 'types/index.d.ts'],
  ]);
});

describe('renderPackageFiles() with hostile texts', () => {
  it('keeps the README one document', async () => {
    const surface = surfaceOf('commonjs');
    const [first, ...rest] = surface.exports;
    const hostile = {
      ...surface,
      exports: [
        {
          ...first,
          signature: 'function padIt(a: `x$' + '{string}`,\n  b: "```"): void',
          summary: 'Pads <img src=x>\n\n# Not a heading',
        },
        ...rest,
      ],
    } as ApiSurface;

    const readme = (
      await makePackage({
        surface: hostile,
        scenarios: [['padIt("```\\n# out\\n```")', '"`"']],
        bindings: [
          { local: 'padIt', export: 'default' },
          { local: 'x } = run(); const { y', export: 'trim' },
          { local: 'z', export: "it's" },
        ],
        description: '<b>bold</b>\n# Heading\n[![a](b)](c)',
      })
    )['README.md'] as string;

    const { fromMarkdown } = await import('mdast-util-from-markdown');
    const kinds = fromMarkdown(readme).children.map((node) =>
      node.type === 'heading' ? `h${node.depth}` : node.type,
    );
    expect(kinds).toEqual(['h1', 'paragraph', 'paragraph', 'h2', 'list', 'h2', 'code', 'h2', 'paragraph']);
    expect(readme).not.toMatch(/<b>|<script|<img|run\(\)/);
    expect(readme).toContain("const { 'it\\'s': z } = require('pad-it');");
    expect(JSON.stringify(fromMarkdown(readme))).not.toContain('"html"');
  });

  it('keeps package.json JSON and names of packages in quotes', async () => {
    const name = "@scope/it's";
    const files = await makePackage({
      surface: surfaceOf('esm'),
      scenarios: [['padIt("a")', '"   a"']],
      delivery: { packageName: name, licenseExpression: '"x"\n' },
    });

    expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({
      name,
      license: '"x"\n',
      type: 'module',
      engines: { node: '>=18' },
    });
    expect(files['README.md']).toContain(`import padIt from '@scope/it\\'s';`);
  });
});
