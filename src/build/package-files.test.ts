import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import type { ApiSurface } from '../spec/index.ts';
import { createClearedSpec, createDelivery, type GivenSpec } from './cleared-spec.fake.ts';
import { mendCode } from './mend/mend-code.ts';
import { renderPackageFiles } from './package-files.ts';
import { createSurface } from './surface.fake.ts';
import type { Delivery } from './types.ts';

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
  return renderPackageFiles(spec, code, delivery);
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
        description: '<script>alert(1)</script>\n# Heading\n[![a](b)](c)',
      })
    )['README.md'] as string;

    const { fromMarkdown } = await import('mdast-util-from-markdown');
    const kinds = fromMarkdown(readme).children.map((node) =>
      node.type === 'heading' ? `h${node.depth}` : node.type,
    );
    expect(kinds).toEqual(['h1', 'paragraph', 'paragraph', 'h2', 'list', 'h2', 'code', 'h2', 'paragraph']);
    expect(readme).not.toMatch(/<script|<img|run\(\)/);
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
