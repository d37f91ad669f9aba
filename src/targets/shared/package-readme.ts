import type { Spec } from '../../spec/index.ts';

/** What the languages differ in, of the README of a delivered package. */
export interface ReadmeParts {
  readonly packageName: string;
  readonly licenseExpression: string;
  readonly spec: Spec;
  /** Each a line of the interface: its signature, or its name where there is none, and what it is for. */
  readonly interface: readonly { readonly code: string; readonly summary: string }[];
  /** Null where nothing can be shown. */
  readonly examples: { readonly language: string; readonly code: string } | null;
  /** How its tests are run, as Markdown; nothing where everyone of that language knows. */
  readonly tests?: string;
}

/** README.md of a delivered package, from the specification: what it offers, examples that its tests hold, licence. */
export function renderReadme(parts: ReadmeParts): string {
  const description = renderPlain(parts.spec.metadata.description);
  const sections = [
    `# ${renderPlain(parts.packageName)}`,
    ...(description === '' ? [] : [description]),
    'An independent implementation of the documented interface of the package of this name, made by phalus from public documentation alone. The folder `.cleanroom` holds the specification it was made from and the evidence.',
    '## Interface',
    parts.interface.map(renderEntry).join('\n'),
    ...(parts.examples === null ? [] : ['## Examples', renderBlock(parts.examples)]),
    ...(parts.tests === undefined ? [] : ['## Tests', parts.tests]),
    '## Licence',
    `${parts.licenseExpression}, see LICENSE.`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function renderEntry({ code, summary }: ReadmeParts['interface'][number]): string {
  return `- ${renderCode(code)}${summary === '' ? '' : `: ${renderPlain(summary)}`}`;
}

function renderBlock({ language, code }: NonNullable<ReadmeParts['examples']>): string {
  const fence = '`'.repeat(Math.max(3, longestTicks(code) + 1));
  return `${fence}${language}\n${code}\n${fence}`;
}

/** Text of the original's documentation as one line of words: it makes no HTML, heading, picture or link here. */
function renderPlain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/!?\[/g, '\\[')
    .replace(/^(?=[#>+*-]|\d{1,9}[.)] |~~~|```)/, '\\');
}

/** Code within a line, in quotes longer than any inside. */
function renderCode(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 300);
  const quotes = '`'.repeat(longestTicks(line) + 1);
  return line.includes('`') ? `${quotes} ${line} ${quotes}` : `${quotes}${line}${quotes}`;
}

function longestTicks(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
}
