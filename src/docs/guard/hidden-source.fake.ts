import { gzipSync } from 'node:zlib';
import type { DocumentKind } from '../types.ts';

/** A document that is source code in the clothes of documentation. */
export interface HidingPlace {
  readonly kind: DocumentKind;
  readonly origin: string;
  /** The document, and the pieces of it that give the source away wherever one of them is still to be read. */
  hide(source: string): { readonly content: string | Uint8Array; readonly pieces: readonly string[] };
}

const nouns = [
  'queue',
  'token',
  'cursor',
  'bucket',
  'range',
  'offset',
  'header',
  'branch',
  'record',
  'window',
];
const prose = 'The value that comes back is the one that was asked for, or the next one if there is none.';

/** A made-up module as people write them: about ten lines a function, no two lines alike but for brackets. */
export function createSource(functionCount = 40): string {
  const functions = Array.from({ length: functionCount }, (_, index) => {
    const [a = '', b = '', c = ''] = [0, 3, 7].map(
      (step) => `${nouns[(index + step) % nouns.length]}${index}`,
    );
    return [
      `function advance${index}(${a}, ${b}) {`,
      `  // keeps the ${a} behind the ${b}`,
      `  const ${c} = [];`,
      `  for (let i${index} = 0; i${index} < ${a}.length; i${index}++) {`,
      `    if (${a}[i${index}].kind === ${b}.kind && !${b}.closed) {`,
      `      ${c}.push(merge(${a}[i${index}], ${b}));`,
      `    } else if (${b}.depth > ${index * 3 + 1}) {`,
      `      throw new RangeError('too deep: ' + ${b}.depth);`,
      '    }',
      '  }',
      `  ${b}.total += ${c}.length * ${index + 2};`,
      `  return ${c}.length > 0 ? ${c} : null;`,
      '}',
      '',
    ].join('\n');
  });
  return `'use strict';\n\nconst merge = require('./merge');\n\n${functions.join('\n')}\nmodule.exports = advance0;\n`;
}

/** Pieces of a text that are long enough to be told from prose: lines, or stretches of what has no lines. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= 14);
}

function stretchesOf(text: string): string[] {
  return Array.from({ length: Math.floor(text.length / 48) }, (_, index) =>
    text.slice(index * 48, index * 48 + 48),
  );
}

function document(body: string): string {
  return `# sample\n\n${prose}\n\n${body}\n\n${prose}\n`;
}

/** Each line in the same clothes. */
function eachLine(render: (line: string, index: number) => string, origin = 'docs/guide.md'): HidingPlace {
  return {
    kind: 'guide',
    origin,
    hide: (source) => ({
      content: document(source.split('\n').map(render).join('\n')),
      pieces: linesOf(source),
    }),
  };
}

/** The whole in the same clothes. */
function whole(
  render: (source: string) => string,
  origin = 'docs/guide.md',
  kind: DocumentKind = 'guide',
): HidingPlace {
  return { kind, origin, hide: (source) => ({ content: render(source), pieces: linesOf(source) }) };
}

/** Source that is encoded, as `wrap` writes it down. */
function encoded(encode: (source: string) => string, wrap: (text: string) => string = document): HidingPlace {
  return {
    kind: 'guide',
    origin: 'docs/guide.md',
    hide: (source) => {
      const text = encode(source);
      return { content: wrap(text), pieces: stretchesOf(text.replace(/\n/g, '')) };
    },
  };
}

const base64 = (source: string) => Buffer.from(source).toString('base64');
const wrapAt = (width: number) => (text: string) => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n');
const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const slice = (source: string, size: number) => {
  const lines = source.split('\n');
  return Array.from({ length: Math.ceil(lines.length / size) }, (_, index) =>
    lines.slice(index * size, index * size + size).join('\n'),
  );
};
const minify = (source: string) =>
  source
    .replace(/\/\/.*/g, '')
    .replace(/\s*\n\s*/g, '')
    .replace(/ ([=<>+?:&!]+) /g, '$1');
const asNotebook = (source: string) =>
  JSON.stringify({
    cells: [{ cell_type: 'code', source: source.split('\n').map((line) => `${line}\n`), outputs: [] }],
    metadata: {},
    nbformat: 4,
  });
const pieceChars = (text: string) => stretchesOf(text);

function declaration(render: (source: string) => string): HidingPlace {
  return whole(
    (source) => `${render(source)}\nexport declare function sample(a: number): number;\n`,
    'index.d.ts',
    'declaration',
  );
}

/** Where people and generators hide source, by name. */
export const hidingPlaces: Readonly<Record<string, HidingPlace>> = {
  'a .md that is a program': whole((source) => source),
  'a .txt that is a program': whole((source) => source, 'docs/notes.txt'),
  'a .rst that is a program': whole((source) => source, 'docs/notes.rst'),
  'a program after a licence in prose': whole((source) => `${`${prose}\n`.repeat(20)}\n${source}`),
  'one fence': whole((source) => document(`\`\`\`js\n${source}\n\`\`\``)),
  'a fence without its end': whole((source) => document(`~~~\n${source}`)),
  'fences of twenty lines, one after another': whole((source) =>
    document(
      slice(source, 20)
        .map((part) => `\`\`\`js\n${part}\n\`\`\``)
        .join('\n\n'),
    ),
  ),
  'fences of twenty lines with a number between': whole((source) =>
    document(
      slice(source, 20)
        .map((part, index) => `Part ${index}\n\n\`\`\`js\n${part}\n\`\`\``)
        .join('\n\n'),
    ),
  ),
  'fences of fifty lines with a sentence between': whole((source) =>
    document(
      slice(source, 50)
        .map((part, index) => `Part ${index}. ${prose}\n\n\`\`\`js\n${part}\n\`\`\``)
        .join('\n\n'),
    ),
  ),
  'fences of seven lines that cut functions in the middle, with a sentence between': whole((source) =>
    document(
      slice(source, 7)
        .map((part, index) => `Part ${index}. ${prose}\n\n\`\`\`js\n${part}\n\`\`\``)
        .join('\n\n'),
    ),
  ),
  'an indented block': whole((source) => document(source.replace(/^/gm, '    '))),
  'a quote': eachLine((line) => `> ${line}`),
  'a quote of a quote': eachLine((line) => `> > ${line}`),
  'a quote with a fence': whole((source) => document(`\`\`\`js\n${source}\n\`\`\``.replace(/^/gm, '> '))),
  'a list with a dash': eachLine((line) => `- ${line}`),
  'a list with a star': eachLine((line) => `* ${line}`),
  'a list with numbers': eachLine((line, index) => `${index + 1}. ${line}`),
  'a list of inline code': eachLine((line) => (line.trim() === '' ? '' : `- \`${line}\``)),
  headings: eachLine((line) => (line.trim() === '' ? '' : `### ${line}`)),
  'inline code, a line each': eachLine((line) => (line.trim() === '' ? '' : `\`${line}\`  `)),
  'inline code, paragraphs': eachLine((line) => (line.trim() === '' ? '' : `\`${line}\`\n`)),
  'inline code of many lines': whole((source) => document(`\`\`${source.replace(/\n+/g, '\n')}\`\``)),
  'bold lines': eachLine((line) => (line.trim() === '' ? '' : `**${line.trim()}**  `)),
  'a table with line numbers': whole((source) =>
    document(
      `| line | text |\n|---|---|\n${source
        .split('\n')
        .map((line, index) => `| ${index} | ${line} |`)
        .join('\n')}`,
    ),
  ),
  'a table of inline code': whole((source) =>
    document(
      `| line | text |\n|---|---|\n${source
        .split('\n')
        .map((line, index) => `| ${index} | \`${line || ' '}\` |`)
        .join('\n')}`,
    ),
  ),
  'line numbers with a colon': eachLine((line, index) => `${index + 1}: ${line}`),
  'line numbers with a bar': eachLine((line, index) => `${String(index + 1).padStart(5)} | ${line}`),
  'line numbers with a tab': eachLine((line, index) => `${index + 1}\t${line}`, 'docs/listing.txt'),
  'the lines of grep': eachLine((line, index) => `lib/index.js:${index + 1}:${line}`, 'docs/listing.txt'),
  'a patch of git': whole(
    (source) =>
      `diff --git a/index.js b/index.js\n--- /dev/null\n+++ b/index.js\n@@ -0,0 +1,500 @@\n${source.replace(/^/gm, '+')}`,
  ),
  'a patch in the middle of a text': whole((source) =>
    document(`--- a/index.js\n+++ b/index.js\n@@ -0,0 +1,500 @@\n${source.replace(/^/gm, '+')}`),
  ),
  'a patch that takes away': whole((source) =>
    document(`--- a/index.js\n+++ b/index.js\n@@ -1,500 +0,0 @@\n${source.replace(/^/gm, '-')}`),
  ),
  'the other half of a comparison': eachLine((line) => `< ${line}`, 'docs/changes.txt'),
  'a notebook': {
    kind: 'guide',
    origin: 'docs/notebook.md',
    hide: (source) => ({
      content: asNotebook(source),
      pieces: linesOf(source).filter((line) => !/["\\]/.test(line)),
    }),
  },
  'a notebook after a sentence': {
    kind: 'guide',
    origin: 'docs/notebook.txt',
    hide: (source) => ({
      content: document(asNotebook(source)),
      pieces: linesOf(source).filter((line) => !/["\\]/.test(line)),
    }),
  },
  'JSON that holds the file as a text': whole((source) =>
    JSON.stringify({ name: 'index.js', content: source }),
  ),
  'JSON on many lines': whole((source) => document(JSON.stringify({ content: source.split('\n') }, null, 2))),
  'a source map': whole((source) =>
    JSON.stringify({ version: 3, sources: ['index.js'], sourcesContent: [source], mappings: 'AAAA' }),
  ),
  'a source map with its keys in another order': whole((source) =>
    JSON.stringify({
      file: 'a.js',
      sourcesContent: [source],
      mappings: 'AAAA',
      sources: ['index.js'],
      version: 3,
    }),
  ),
  'a source map on many lines after a sentence': whole((source) =>
    document(
      JSON.stringify(
        { version: 3, sources: ['index.js'], sourcesContent: [source], mappings: 'AAAA' },
        null,
        2,
      ),
    ),
  ),
  'YAML at the head of the text': whole(
    (source) => `---\ntitle: a\nsource: |\n${source.replace(/^/gm, '  ')}\n---\n\n${prose}\n`,
  ),
  'a definition of math': whole((source) => document(`$$\n${source}\n$$`)),
  'one minified line': encoded(minify),
  'one line with blanks': encoded((source) => source.replace(/\/\/.*/g, '').replace(/\s+/g, ' ')),
  'minified lines of nine hundred characters': encoded(minify, (text) => document(wrapAt(900)(text))),
  'minified lines of two hundred characters': encoded(minify, (text) => document(wrapAt(200)(text))),
  'minified lines of two hundred characters in a list': encoded(minify, (text) =>
    document(wrapAt(200)(text).replace(/^/gm, '- ')),
  ),
  'base64 in one line': encoded(base64),
  'base64 at 76 characters': encoded(base64, (text) => document(wrapAt(76)(text))),
  'base64 at 40 characters': encoded(base64, (text) => document(wrapAt(40)(text))),
  'base64 in a list': encoded(base64, (text) => document(wrapAt(60)(text).replace(/^/gm, '- '))),
  'base64 in inline code': encoded(base64, (text) => document(wrapAt(60)(text).replace(/.+/g, '`$&`'))),
  'base64 with blanks': encoded((source) => base64(source).replace(/.{20}/g, '$& ').trim(), document),
  'base64 of what was packed': encoded((source) => gzipSync(source).toString('base64')),
  'base64 for addresses': encoded((source) => Buffer.from(source).toString('base64url')),
  'base64 in a data address': encoded(base64, (text) => document(`![logo](data:image/png;base64,${text})`)),
  'base64 in a link': encoded(base64, (text) => document(`[more](https://docs.example.org/?q=${text})`)),
  hexadecimal: encoded((source) => Buffer.from(source).toString('hex')),
  'hexadecimal with blanks': encoded((source) =>
    Buffer.from(source).toString('hex').replace(/../g, '$& ').trim(),
  ),
  'a dump of bytes': encoded(
    (source) =>
      Array.from({ length: Math.ceil(source.length / 16) }, (_, row) => {
        const part = Buffer.from(source).subarray(row * 16, row * 16 + 16);
        return `${(row * 16).toString(16).padStart(8, '0')}  ${part.toString('hex').replace(/../g, '$& ')}|${part.toString('latin1').replace(/\n/g, '.')}|`;
      }).join('\n'),
    document,
  ),
  'octal numbers': encoded((source) => [...Buffer.from(source)].map((byte) => byte.toString(8)).join(' ')),
  'decimal numbers with commas': encoded((source) => [...Buffer.from(source)].join(', ')),
  'decimal numbers on lines': encoded(
    (source) => [...Buffer.from(source)].join(', '),
    (text) => document(text.replace(/(?:\d+, ){16}/g, '$&\n')),
  ),
  'percent signs': encoded((source) => encodeURIComponent(source)),
  'escapes of JavaScript': encoded((source) =>
    [...Buffer.from(source)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  ),
  'escapes of Unicode': encoded((source) =>
    [...Buffer.from(source)].map((byte) => `\\u${byte.toString(16).padStart(4, '0')}`).join(''),
  ),
  'entities of HTML': encoded((source) => [...Buffer.from(source)].map((byte) => `&#${byte};`).join('')),
  'quoted printable': encoded(
    (source) =>
      [...Buffer.from(source)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    (text) => document(wrapAt(75)(text)),
  ),
  uuencode: encoded(
    (source) =>
      `begin 644 index.js\n${Array.from({ length: Math.ceil(source.length / 45) }, (_, row) => {
        const part = Buffer.from(source).subarray(row * 45, row * 45 + 45);
        const text = part.toString('base64').replace(/=/g, 'A');
        return String.fromCharCode(32 + part.length) + text.replace(/./g, (sign) => uuSign(sign));
      }).join('\n')}\n\`\nend`,
  ),
  'binary numbers': encoded((source) =>
    [...Buffer.from(source)].map((byte) => byte.toString(2).padStart(8, '0')).join(' '),
  ),
  'letters with blanks between': {
    kind: 'guide',
    origin: 'docs/guide.md',
    hide: (source) => {
      const text = source
        .split('\n')
        .map((line) => [...line.trim()].join(' '))
        .join('\n');
      return { content: document(text), pieces: linesOf(text) };
    },
  },
  'full-width letters': {
    kind: 'guide',
    origin: 'docs/guide.md',
    hide: (source) => {
      const text = source.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
      return { content: document(text), pieces: linesOf(text) };
    },
  },
  'zero-width characters between': {
    kind: 'guide',
    origin: 'docs/guide.md',
    hide: (source) => ({ content: document(source.replace(/[a-z]/g, '$&\u200b')), pieces: linesOf(source) }),
  },
  'lines from the right': {
    kind: 'guide',
    origin: 'docs/guide.md',
    hide: (source) => {
      const text = source
        .split('\n')
        .map((line) => [...line].reverse().join(''))
        .join('\n');
      return { content: document(text), pieces: linesOf(text) };
    },
  },
  'a pre element': whole((source) => document(`<pre>\n${escapeHtml(source)}\n</pre>`)),
  'a PRE element with attributes': whole((source) =>
    document(`<PRE class="x"\n id="y">\n${escapeHtml(source)}\n</PRE>`),
  ),
  'code elements, a line each': eachLine((line) => `<code>${escapeHtml(line)}</code><br>`),
  'paragraphs of HTML': eachLine((line) => `<p>${escapeHtml(line)}</p>`),
  'lines with br': eachLine((line) => `${escapeHtml(line)}<br>`),
  'divs of a view of source': eachLine(
    (line, index) => `<div id="L${index}" class="line">${escapeHtml(line)}</div>`,
  ),
  'rows of a view of source': whole((source) =>
    document(
      `<table class="highlight">${source
        .split('\n')
        .map((line, index) => `<tr><td>${index}</td><td>${escapeHtml(line)}</td></tr>`)
        .join('\n')}</table>`,
    ),
  ),
  'spans of a highlighter': whole((source) =>
    document(
      source
        .split('\n')
        .map((line) => `<span class="k">${escapeHtml(line).replace(/ /g, '</span> <span>')}</span>`)
        .join('\n'),
    ),
  ),
  'a folded part': whole((source) => document(`<details><summary>more</summary>\n\n${source}\n\n</details>`)),
  'the text of a picture': whole((source) =>
    document(`<img src="a.png" alt="${source.replaceAll('"', "'")}">`),
  ),
  'the titles of links': whole((source) =>
    document(
      source
        .split('\n')
        .map((line, index) => `[${index}](https://a.example "${line.replaceAll('"', "'")}")`)
        .join('\n'),
    ),
  ),
  'the titles of definitions': whole((source) =>
    document(
      source
        .split('\n')
        .map((line, index) => `[${index}]: https://a.example "${line.replaceAll('"', "'")}"`)
        .join('\n'),
    ),
  ),
  footnotes: eachLine((line, index) => `[^${index}]: ${line}`),
  CDATA: whole((source) => document(`<![CDATA[\n${source}\n]]>`)),
  'an svg': whole((source) => document(`<svg><text>${escapeHtml(source)}</text></svg>`)),
  doctest: eachLine((line) => `>>> ${line}`, 'docs/guide.rst'),
  'line blocks of reStructuredText': eachLine((line) => `| ${line}`, 'docs/guide.rst'),
  'a code directive': whole(
    (source) => `${prose}\n\n.. code-block:: js\n\n${source.replace(/^/gm, '   ')}\n`,
    'docs/a.rst',
  ),
  'a listing of AsciiDoc': whole(
    (source) => `${prose}\n\n[source,js]\n----\n${source}\n----\n`,
    'docs/a.txt',
  ),
  'a block of org': whole((source) => `${prose}\n\n#+BEGIN_SRC js\n${source}\n#+END_SRC\n`, 'docs/a.txt'),
  'verbatim of LaTeX': whole(
    (source) => `${prose}\n\n\\begin{verbatim}\n${source}\n\\end{verbatim}\n`,
    'docs/a.txt',
  ),
  'lines with a sentence before each': eachLine((line) =>
    line.trim() === '' ? '' : `Then we write this line: ${line}`,
  ),
  'lines with a sentence between': eachLine((line) =>
    line.trim() === '' ? '' : `${line}\n\nThen comes the next line.\n`,
  ),
  'lines of comments': eachLine((line) => `// ${line}`),
  'comments with a star': whole((source) => `/**\n${source.replace(/^/gm, ' * ')}\n */\n`),
  'comments with a hash': eachLine((line) => `# ${line}`, 'docs/a.txt'),
  'comments of SQL': eachLine((line) => `-- ${line}`, 'docs/a.txt'),
  'declarations with bodies': whole((source) => source, 'index.d.ts', 'declaration'),
  'one declaration with a body among many': {
    kind: 'declaration',
    origin: 'index.d.ts',
    hide: (source) => {
      const body = source.split('\n').slice(4, 17).join('\n');
      const honest = Array.from({ length: 40 }, (_, index) => `export declare function a${index}(): void;`);
      return { content: `${honest.join('\n')}\n${body}\n`, pieces: linesOf(body) };
    },
  },
  'a comment in declarations': declaration((source) => `/*\n${source}\n*/`),
  'JSDoc in declarations': declaration((source) => `/**\n${source.replace(/^/gm, ' * ')}\n */`),
  'JSDoc in slices on members': declaration(
    (source) =>
      `export interface Sample {\n${slice(source, 30)
        .map((part, index) => `  /**\n${part.replace(/^/gm, '   * ')}\n   */\n  part${index}: string;`)
        .join('\n')}\n}`,
  ),
  'line comments in slices': declaration((source) =>
    slice(source, 12)
      .map((part, index) => `${part.replace(/^/gm, '// ')}\ndeclare const a${index}: number;`)
      .join('\n'),
  ),
  'literal types': declaration(
    (source) =>
      `export type Source =\n${linesOf(source)
        .map((line) => `  | ${JSON.stringify(line)}`)
        .join('\n')};`,
  ),
  'a template type': declaration((source) => `export type Source = \`${source.replaceAll('`', "'")}\`;`),
  'quoted members': declaration(
    (source) =>
      `export interface Source {\n${linesOf(source)
        .map((line) => `  ${JSON.stringify(line)}: 1;`)
        .join('\n')}\n}`,
  ),
  'enum of texts': declaration(
    (source) =>
      `declare enum Source {\n${linesOf(source)
        .map((line, index) => `  A${index} = ${JSON.stringify(line)},`)
        .join('\n')}\n}`,
  ),
  'base64 in a literal type': {
    kind: 'declaration',
    origin: 'index.d.ts',
    hide: (source) => {
      const text = base64(source);
      return {
        content: `export type Source = ${text
          .match(/.{1,200}/g)
          ?.map((part) => `"${part}"`)
          .join(' | ')};\nexport declare const a: Source;\n`,
        pieces: pieceChars(text),
      };
    },
  },
  'base64 in JSDoc': {
    kind: 'declaration',
    origin: 'index.d.ts',
    hide: (source) => {
      const text = base64(source);
      return {
        content: `/**\n${wrapAt(76)(text).replace(/^/gm, ' * ')}\n */\nexport declare const a: number;\n`,
        pieces: pieceChars(text),
      };
    },
  },
  'fences of a function each, with a sentence between': whole((source) =>
    document(
      source
        .split(/\n(?=function)/)
        .map((part, index) => `Part ${index}. ${prose}\n\n\`\`\`js\n${part.trim()}\n\`\`\``)
        .join('\n\n'),
    ),
  ),
  'examples of JSDoc that cut functions in the middle': declaration(
    (source) =>
      `export interface Sample {\n${slice(source, 9)
        .map(
          (part, index) =>
            `  /**\n   * @example\n${part.replace(/^/gm, '   * ')}\n   */\n  part${index}: string;`,
        )
        .join('\n')}\n}`,
  ),
  'UTF-16': {
    kind: 'guide',
    origin: 'docs/a.txt',
    hide: (source) => ({ content: Buffer.from(`\ufeff${source}`, 'utf16le'), pieces: linesOf(source) }),
  },
  'a page of HTML': whole(
    (source) => `<!-- x -->\n<html><body><pre>${escapeHtml(source)}</pre></body></html>`,
  ),
  'a page of HTML without its head': whole(
    (source) =>
      `<head><title>a</title></head>\n<body>\n${source
        .split('\n')
        .map((line) => `<p>${escapeHtml(line)}</p>`)
        .join('\n')}</body>`,
  ),
  'a changelog of source': whole((source) => `## 1.0.0\n\n${source}`, 'CHANGELOG.md', 'changelog'),
};

function uuSign(sign: string): string {
  const value = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(sign);
  return value <= 0 ? '`' : String.fromCharCode(32 + value);
}
