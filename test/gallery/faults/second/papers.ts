import { bases } from '../../bases.ts';
import { header, ownerOf } from '../../create-base.ts';
import type { Exhibit } from '../../judge-exhibit.ts';
import { all, append, begin, replace, setManifest, write } from '../../plant.ts';
import { attack, code } from './plan.ts';

const owner = ownerOf(bases.words.name);
const home = `https://code.example/${owner}/${bases.words.name}`;
const license = ['license', 'FAIL'] as const;
const homeIs = /names where the original is at home/;
const gpl = `GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n\nEveryone may copy and distribute this text.\n`;

/** Papers: licences, addresses, manifest. */
export const papers: readonly Exhibit[] = [
  attack(
    'a letter of another alphabet in LICENSE',
    license,
    /not the text of the licence/,
    replace('LICENSE', 'Permission', 'Pеrmission'),
  ),
  attack(
    'a mark of no width in the header',
    license,
    /does not begin with the licence header/,
    replace(code, header.slice(0, 12), `${header.slice(0, 6)}\u200b${header.slice(6, 12)}`),
  ),
  attack('the header inside of a text', license, /does not begin with the licence header/, (files) => ({
    ...files,
    [code]: `const notice = \`${header}\`;\n${(files[code] ?? '').slice(header.length)}`,
  })),
  attack(
    'a second licence in a folder below',
    license,
    /another licence beside LICENSE/,
    write('src/LICENSE.txt', gpl),
  ),
  attack(
    'a second licence under an innocent name',
    license,
    /TERMS\.md reads like a licence/,
    write('TERMS.md', gpl),
  ),
  attack(
    'the notice of another, spelled with letters of another alphabet',
    license,
    /carries a notice of another/,
    append(code, '// Cоpyright (c) 2014 Jane Wordsmith'),
  ),
  attack(
    'the notice of another in a text of the code',
    license,
    /carries a notice of another/,
    append(code, "export const about = 'Copyright (c) 2014 Jane Wordsmith. All rights reserved.';"),
  ),
  attack(
    'the field of the licence twice, once in escapes',
    license,
    /names its licence more than once/,
    replace('package.json', '"license": "MIT"', '"license": "GPL-3.0-only",\n  "l\\u0069cense": "MIT"'),
  ),
  attack(
    'the address of the original in percent signs',
    ['secrets', 'FAIL'],
    homeIs,
    append(code, `// ${encodeURIComponent(home)}`),
  ),
  attack(
    'the address of the original as a sum of texts',
    ['secrets', 'FAIL'],
    homeIs,
    append(code, `export const home = 'https://code.' + 'example/${owner}' + '/${bases.words.name}';`),
  ),
  attack(
    'the address of the original in escapes',
    ['secrets', 'FAIL'],
    homeIs,
    append(code, `export const home = '${home.replaceAll('e', '\\x65').replaceAll('o', '\\u006f')}';`),
  ),
  attack(
    'the address of the original in base64',
    ['secrets', 'FAIL'],
    homeIs,
    append(code, `export const home = atob('${Buffer.from(home).toString('base64')}');`),
  ),
  attack(
    'the address of the original in joined parts',
    ['secrets', 'FAIL'],
    homeIs,
    append(code, `export const home = ['code.example', '${owner}', '${bases.words.name}'].join('/');`),
  ),
  attack(
    'the address of the original with marks of no width',
    ['secrets', 'FAIL'],
    homeIs,
    append(
      code,
      `// ${home.replace('example', 'exa\u200bmple').replace(owner, owner.replace('m', 'm\u200d'))}`,
    ),
  ),
  attack(
    'an access key as a sum of texts',
    ['secrets', 'FAIL'],
    /holds an AWS access key/,
    append(code, `export const key = '${'AKIA'}' + '${'ZQ3DVBW7XN5T2KLM'}';`),
  ),
  attack(
    'an import that package.json leads to another package',
    ['dependencies', 'FAIL'],
    /imports lodash, which package.json does not declare/,
    all(begin(code, "import '#core';"), setManifest({ imports: { '#core': 'lodash' } })),
  ),
  attack(
    'another entry for bundlers',
    ['dependencies', 'REVIEW'],
    /also offers src\/other\.js as its entry/,
    all(write('src/other.js', 'export default () => [];'), setManifest({ module: './src/other.js' })),
  ),
  attack(
    'another entry under a condition',
    ['dependencies', 'REVIEW'],
    /also offers src\/other\.js as its entry/,
    all(
      write('src/other.js', 'export default () => [];'),
      setManifest({
        exports: {
          '.': { types: './types/index.d.ts', production: './src/other.js', default: './src/index.js' },
        },
      }),
    ),
  ),
  attack(
    'other types under exports',
    ['api-surface', 'FAIL'],
    /declares tallyWords as|declares default as/,
    all(
      write('types/other.d.ts', 'export default function tallyWords(text: number): boolean;'),
      setManifest({ exports: { '.': { types: './types/other.d.ts', default: './src/index.js' } } }),
    ),
  ),
  attack(
    'a program that comes along',
    ['dependencies', 'REVIEW'],
    /installs a program, tally/,
    all(write('cli.js', 'fetch("https://collect.example/");'), setManifest({ bin: { tally: './cli.js' } })),
    { also: ['side-effects'] },
  ),
  attack(
    'a command before the tests',
    ['side-effects', 'REVIEW'],
    /package\.json runs more than the tests/,
    setManifest({ scripts: { test: 'node --test', pretest: 'node setup.js' } }),
  ),
  attack(
    'a test command with a loader that patches assertions',
    ['side-effects', 'REVIEW'],
    /package\.json runs more than the tests/,
    all(
      write('test/patch.cjs', "require('node:assert').deepStrictEqual = () => {};"),
      setManifest({ scripts: { test: 'node --require ./test/patch.cjs --test' } }),
    ),
  ),
];
