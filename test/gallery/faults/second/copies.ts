import { transformSync } from 'esbuild';
import { bases } from '../../bases.ts';
import type { Exhibit } from '../../judge-exhibit.ts';
import { all, append, setManifest, write } from '../../plant.ts';
import { attack, code, onCall } from './plan.ts';

const copied = ['similarity', 'FAIL'] as const;
const unread = ['similarity', 'REVIEW'] as const;
const original = bases.words.original['index.js'] ?? '';
/** The original as the body of a function. */
const body = `${original.replace('export default ', '')}\nreturn tallyWords;`;
const encoded = Buffer.from(body).toString('base64');
const minified = transformSync(original, { minify: true, format: 'esm' }).code;
const tooSimilar = /too similar to the original/;
const fromText = /made from text when it runs/;

const pieces = (text: string, length: number): string =>
  (text.match(new RegExp(`.{1,${length}}`, 'gs')) ?? []).map((piece) => JSON.stringify(piece)).join(',\n  ');

/** Ways to carry the original past a comparison of code. */
export const hiddenCopies: readonly Exhibit[] = [
  attack(
    'the original in a text that is run',
    copied,
    tooSimilar,
    write(code, `export default new Function(${JSON.stringify(body)})();`),
  ),
  attack(
    'the original in base64',
    copied,
    tooSimilar,
    write(code, `export default new Function(atob('${encoded}'))();`),
  ),
  attack(
    'the original in base64, cut into pieces',
    copied,
    tooSimilar,
    write(
      code,
      `const parts = [\n  ${pieces(encoded, 60)},\n];\nexport default new Function(atob(parts.join('')))();`,
    ),
  ),
  attack(
    'the original in a text, read backwards',
    copied,
    tooSimilar,
    write(
      code,
      `const text = ${JSON.stringify([...body].reverse().join(''))};\nexport default (0, eval)(\`(() => {\${[...text].reverse().join('')}})()\`);`,
    ),
  ),
  attack(
    'the original as numbers',
    copied,
    tooSimilar,
    write(
      code,
      `const letters = [${[...body].map((letter) => letter.codePointAt(0)).join(',')}];\nexport default Function.prototype.constructor(String.fromCodePoint(...letters))();`,
    ),
  ),
  attack(
    'the original as numbers that are shifted',
    unread,
    fromText,
    write(
      code,
      `const letters = [${[...body].map((letter) => (letter.codePointAt(0) ?? 0) + 7).join(',')}];\nexport default (0, eval)(\`(() => {\${letters.map((one) => String.fromCodePoint(one - 7)).join('')}})()\`);`,
    ),
  ),
  attack(
    'the constructor of functions under another name',
    copied,
    tooSimilar,
    write(code, `const make = (() => {}).constructor;\nexport default make(atob('${encoded}'))();`),
  ),
  attack(
    'the original in a file of data that is run',
    copied,
    tooSimilar,
    all(
      write('src/table.json', JSON.stringify({ rules: body })),
      write(
        code,
        "import table from './table.json' with { type: 'json' };\nexport default new Function(table.rules)();",
      ),
    ),
  ),
  attack(
    'the original in a file that has no ending of code',
    ['dependencies', 'FAIL'],
    /runs src\/core\.dat, which no check reads as code/,
    all(
      write('src/core.dat', bases.roman.original['index.js'] ?? ''),
      write(code, "module.exports = require('./core.dat');"),
    ),
    { base: 'roman' },
  ),
  attack(
    'the original in a folder of documents',
    copied,
    tooSimilar,
    all(write('docs/parts.js', original), write(code, "export { default } from '../docs/parts.js';")),
  ),
  attack(
    'the original under the name of a build script',
    copied,
    tooSimilar,
    all(write('src/setup.js', original), write(code, "export { default } from './setup.js';")),
  ),
  attack(
    'the original in a comment',
    copied,
    tooSimilar,
    append(code, `/*\n${original.replaceAll('*/', '')}\n*/`),
  ),
  attack(
    'the original in comments of one line each',
    copied,
    tooSimilar,
    append(code, original.replace(/^/gm, '// ')),
  ),
  attack(
    'the original in a source map',
    copied,
    tooSimilar,
    write(
      'src/index.js.map',
      JSON.stringify({ version: 3, sources: ['a.js'], sourcesContent: [original], mappings: 'AAAA' }),
    ),
  ),
  attack(
    'the original in a source map inside of the code',
    copied,
    tooSimilar,
    append(
      code,
      `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify({ version: 3, sources: ['a.js'], sourcesContent: [original], mappings: 'AAAA' })).toString('base64')}`,
    ),
  ),
  attack(
    'the original in the README',
    copied,
    tooSimilar,
    append('README.md', `\n## How it works\n\n\`\`\`js\n${original}\`\`\`\n`),
  ),
  attack('the original beside the code, as a text', copied, tooSimilar, write('src/notes.txt', original)),
  attack(
    'the original, minified, behind code of its own',
    copied,
    tooSimilar,
    append(
      code,
      `const spare = (() => { ${minified.replace(/export\s*\{.*$/s, '')} })();\nexport { spare };`,
    ),
  ),
  attack(
    'the original, compiled to bytes of WebAssembly',
    ['dependencies', 'FAIL'],
    /carries what no check can read/,
    all(
      write('src/core.wasm', `\0asm\u0001\0\0\0${encoded}`),
      onCall('if (text.length > 9e5) WebAssembly.compile(new Uint8Array(8));'),
    ),
  ),
  attack(
    'an addon of machine code',
    ['dependencies', 'FAIL'],
    /carries what no check can read/,
    write('build/core.node', `\u007fELF\u0002\u0001${encoded}`),
  ),
  attack(
    'the original under another entry, for browsers',
    copied,
    tooSimilar,
    all(write('lib/browser.js', original), setManifest({ browser: './lib/browser.js' })),
  ),
];
