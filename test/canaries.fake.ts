import { createHash } from 'node:crypto';
import type { FakePackage } from './npm-registry.fake.ts';

/** Where nothing may cross: each place has its share of the unique tokens. */
export const canaryPlaces = ['code-block', 'source', 'metadata', 'environment', 'prompt'] as const;
export type CanaryPlace = (typeof canaryPlaces)[number];

export interface Canary {
  readonly token: string;
  readonly place: CanaryPlace;
}

/** `count` unique tokens, by turns in each place. A letter before each figure, so that no form of one is a word. */
export function createCanaries(count: number): Canary[] {
  return Array.from({ length: count }, (_, index) => ({
    token: `cnry${createHash('sha256').update(`canary ${index}`).digest('hex').slice(0, 12)}q${index}`,
    place: canaryPlaces[index % canaryPlaces.length] as CanaryPlace,
  }));
}

/** The ways of writing a token that somebody who wants to carry it over would think of first. */
export const canaryForms: Readonly<Record<string, (token: string) => string>> = {
  plain: (token) => token,
  upper: (token) => token.toUpperCase(),
  reversed: (token) => [...token].reverse().join(''),
  base64: (token) => Buffer.from(token).toString('base64'),
  base64url: (token) => Buffer.from(token).toString('base64url'),
  hex: (token) => Buffer.from(token).toString('hex'),
  spaced: (token) => [...token].join(' '),
  dashed: (token) => [...token].join('-'),
  dotted: (token) => [...token].join('.'),
  underscored: (token) => [...token].join('_'),
  commas: (token) => [...token].join(', '),
  hidden: (token) => [...token].join('\u200b'),
};

/** The canaries that a text holds in any form, folded so that case and marks between letters hide nothing. */
export function findCanaries(text: string, canaries: readonly Canary[]): string[] {
  const texts = [text.toLowerCase(), fold(text)].map((each) => ({ each, pieces: readPieces(each) }));
  const holds = (form: string): boolean =>
    texts.some(({ each, pieces }) => pieces.has(form.slice(0, pieceLength)) && each.includes(form));
  return canaries.flatMap(({ token }) =>
    Object.entries(canaryForms).flatMap(([name, write]) => {
      const form = write(token);
      return holds(form.toLowerCase()) || holds(fold(form)) ? [`${token} ${name}`] : [];
    }),
  );
}

/** Looking for thousands of forms one by one in a long text would take minutes; most begin nowhere in it. */
const pieceLength = 12;

function readPieces(text: string): Set<string> {
  const pieces = new Set<string>();
  for (let at = 0; at + pieceLength <= text.length; at += 1) pieces.add(text.slice(at, at + pieceLength));
  return pieces;
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\\[nrtu]|[^a-z0-9+/=]/g, '');
}

/** One for each package, and the word in its documentation by which a reader tells which it is. */
export const variants = [
  'amber',
  'birch',
  'cedar',
  'dune',
  'ember',
  'fern',
  'glade',
  'heath',
  'iris',
  'juniper',
];

const localName = (variant: string): string => `pad${variant[0]?.toUpperCase()}${variant.slice(1)}`;

/** What Agent B is to answer with, so that every package passes. */
export const canaryCode = Object.fromEntries(
  variants.map((variant) => {
    const name = localName(variant);
    return [name, `function ${name}(word, width) {\n  return String(word).padStart(width);\n}`];
  }),
);

/** A package whose ordinary parts build, with canaries wherever the reader of its documentation is not to take from. */
export function createCanaryPackage(index: number, canaries: readonly Canary[]): FakePackage {
  const at = (place: CanaryPlace): string[] =>
    canaries.flatMap((canary) => (canary.place === place ? [canary.token] : []));
  const variant = variants[index] ?? '';
  const name = `pad-${variant}`;
  const blocks = at('code-block').map(renderBlock);
  const [first = '', ...rest] = at('source');
  const [author = '', homepage = '', bugs = '', ...others] = at('metadata');
  return {
    name,
    version: '1.0.0',
    description: 'Pads a word on its left side',
    homepage: `https://home.example/${homepage}`,
    repository: `https://code.example/team/${author}`,
    metadata: {
      author: { name: author, email: `${author}@mail.example` },
      bugs: { url: `https://code.example/${bugs}` },
      scripts: Object.fromEntries(others.map((token) => [token, `run ${token}`])),
      contributors: others,
      config: { token: author },
    },
    files: {
      'README.md': renderReadme({ name, variant, blocks }),
      'index.js': `module.exports = (word, width) => { /* ${first} */ return String(word).padStart(width); };\n`,
      'lib/rest.js': rest.map((token) => `exports.${token} = '${token}';\n`).join(''),
      'docs/source.md': rest
        .map((token) => `var ${token} = require("fs"); if (${token}) { ${token} = null; }\n`)
        .join(''),
    },
  };
}

function renderBlock(token: string, index: number): string {
  const blocks = [
    `\`\`\`bash\nexport TOKEN=${token}\nrun --key ${token}\n\`\`\``,
    `\`\`\`js\nfunction inner_${token}(list) {\n  const ${token} = list.slice();\n  return ${token};\n}\n\`\`\``,
    `\`\`\`json\n{ "key": "${token}" }\n\`\`\``,
    `<pre>\nlet ${token} = 1;\n</pre>`,
    `~~~\nclass ${token} { run() { return '${token}'; } }\n~~~`,
  ];
  return blocks[index % blocks.length] as string;
}

const facts = [
  'The word is padded on its left side with blanks until the whole text reaches the wanted width.',
  'A word which already has the wanted width or more comes back exactly as it was handed over.',
  'Every kind of value is turned into a text first, so that figures may be handed over too.',
  'The width counts the letters of the whole text, and neither bytes nor columns of a screen.',
  'Blanks that the word brings along on either side are kept and counted among its letters.',
  'An empty word gives back a text which holds blanks alone, as many as the width demands.',
  'Several calls one after another never disturb each other since nothing is remembered between them.',
  'The given word itself stays unchanged because texts in this language cannot be changed in place.',
  'Widths below one are treated the same way as a width which the word already has reached.',
  'Parts of a width behind the point are dropped before the text is made as wide as demanded.',
];

function renderReadme(given: { name: string; variant: string; blocks: readonly string[] }): string {
  const { name, variant, blocks } = given;
  const local = localName(variant);
  const example = `\`\`\`js\nconst ${local} = require('${name}');\n\n${local}('7', 3); // => '  7'\n${local}('abc', 2); // => 'abc'\n\`\`\``;
  const details = facts
    .map(
      (fact, index) =>
        `${fact.replace('The word is', `In the variant ${variant} the word is`)}\n\n${blocks[index] ?? ''}`,
    )
    .join('\n\n');
  return `# ${name}\n\n## Usage\n\n${example}\n\n## Details\n\n${details}\n\n${blocks.slice(facts.length).join('\n\n')}\n`;
}
