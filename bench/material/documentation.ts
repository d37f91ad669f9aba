import { createRandom, pick } from './random.ts';

const verbs = [
  'pad',
  'trim',
  'split',
  'join',
  'fold',
  'wrap',
  'mask',
  'count',
  'sort',
  'group',
  'pick',
  'merge',
];
const nouns = [
  ...['Text', 'Line', 'Word', 'List', 'Path', 'Name', 'Date', 'Cell', 'Row', 'Tree', 'Node', 'Edge', 'Field'],
  ...['Token', 'Quote', 'Slug', 'Title', 'Number', 'Range', 'Color', 'Query', 'Header', 'Option', 'Column'],
];
const words =
  'gives the value back as text when it is long enough and leaves a shorter one as it was so that columns of a table stand below each other whatever the reader sets as width of the screen or an empty place is met on the way'.split(
    ' ',
  );

/** The README and the declarations of a made-up package with so many functions; the same for the same number. */
export function createDocumentation(functionCount: number): { readme: string; types: string } {
  const random = createRandom(functionCount);
  const names = Array.from({ length: functionCount }, (_, index) => nameOf(index));
  return {
    readme: `# tool-belt\n\n${createProse(random, 60)}\n\n## API\n\n${names.map((name) => describeFunction(random, name)).join('')}`,
    types: names.map((name) => declareFunction(random, name)).join('\n'),
  };
}

export function createProse(random: () => number, wordCount: number): string {
  return `${Array.from({ length: wordCount }, () => pick(random, words)).join(' ')}.`;
}

function nameOf(index: number): string {
  const round = Math.floor(index / (verbs.length * nouns.length));
  const noun = nouns[Math.floor(index / verbs.length) % nouns.length];
  return `${verbs[index % verbs.length]}${noun}${round === 0 ? '' : round}`;
}

function describeFunction(random: () => number, name: string): string {
  const width = 2 + Math.floor(random() * 8);
  return `### ${name}(text, width, options?)

Returns a \`string\`. ${createProse(random, 25)}

| Option | Type | Default | Description |
| --- | --- | --- | --- |
| \`fill\` | \`string\` | \`' '\` | ${createProse(random, 8)} |
| \`limit\` | \`number\` | \`${width * 10}\` | ${createProse(random, 8)} |

\`\`\`js
import { ${name} } from 'tool-belt';

${name}('${pick(random, words)}', ${width});
//=> '${pick(random, words)}'

${name}('${pick(random, words)}', ${width}, { fill: '-' }); // => '${pick(random, words)}--'
\`\`\`

`;
}

function declareFunction(random: () => number, name: string): string {
  const options = `${name.charAt(0).toUpperCase()}${name.slice(1)}Options`;
  return `export interface ${options} {
  /** ${createProse(random, 8)} */
  readonly fill?: string;
  readonly limit?: number;
}
/** ${createProse(random, 20)} */
export declare function ${name}(text: string, width: number, options?: ${options}): string;
`;
}
