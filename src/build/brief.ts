import type { ClearedSpec } from '../firewall/types.ts';
import type { ApiParameter, Scenario } from '../spec/index.ts';
import { spellingOf, valueExports } from './mend/match-exports.ts';
import { type InterfaceText, renderInterface } from './render-interface.ts';

/** How many tokens the brief may take; roughly four characters each. */
export interface BriefLimits {
  readonly maxCharacters: number;
}

/** The instructions of Agent B, the same for every package: a stable prefix that a model evaluates once. */
export const builderSystemPrompt = [
  'You implement a JavaScript library from its specification. You write correct, complete, dependency-free code.',
  'Reply with one ```js code block that holds the whole module and nothing after it.',
  'Inside: plain JavaScript declarations (function, class, const) under exactly the names asked for.',
  'No TypeScript, no import or export lines, no usage examples, no console output.',
  'Handle every statement, option, default and example of the specification, also unusual input.',
].join('\n');

/**
 * What Agent B is told of one package: prose first, then interface, examples and the names to declare last, where a
 * model heeds them most. Only the cleared specification goes in; the original's name and version stay out.
 */
export async function renderBrief(spec: ClearedSpec, limits: BriefLimits): Promise<string> {
  const known = await renderInterface(spec.texts['06-type-definitions.d.ts']);
  return assembleBrief(
    { spec, interfaceText: known.text, wanted: renderWanted(spec, known), renderExample },
    limits,
  );
}

/** What the languages differ in, of a brief. */
export interface BriefParts {
  readonly spec: ClearedSpec;
  readonly interfaceText: string;
  /** The names to declare. */
  readonly wanted: string;
  renderExample(scenario: Scenario): string;
}

/** The brief of any language, within its limits. */
export function assembleBrief(parts: BriefParts, limits: BriefLimits): string {
  const { spec, wanted: declarations } = parts;
  const examples = renderExamples(parts, Math.floor(limits.maxCharacters * 0.35));
  const interfaceText = parts.interfaceText === '' ? '' : `# Interface\n${parts.interfaceText}`;
  const shown = cap(interfaceText, Math.floor(limits.maxCharacters * 0.35));
  const taken = [declarations, examples, shown].reduce((sum, { length }) => sum + length, 0);
  const rest = limits.maxCharacters - taken;
  const prose = cap(renderProse(spec), Math.max(500, rest));
  return [prose, shown, examples, declarations].filter((part) => part !== '').join('\n\n');
}

function renderProse(spec: ClearedSpec): string {
  const parts: [string, string][] = [
    ['Overview', spec.texts['01-overview.md']],
    ['Behaviour', spec.texts['03-behavior-spec.md']],
    ['Edge cases', spec.texts['04-edge-cases.md']],
    ['Options', spec.texts['05-configuration.md']],
    ['Errors', spec.texts['07-error-catalog.md']],
  ];
  return parts
    .map(([title, text]) => ({ title, body: readStatements(text) }))
    .filter(({ body }) => body !== '')
    .map(({ title, body }) => `# ${title}\n${body}`)
    .join('\n\n');
}

/** The statements of a document without its heading, notes on origin, and lines that say there is nothing. */
function readStatements(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.startsWith('- ') || line.startsWith('## '))
    .map((line) => line.replace(/ \[[^\]]*:\d+(?:-\d+)?\]$/, ''))
    .join('\n')
    .replace(/^## .*\n(?=## |$)/gm, '')
    .trim();
}

function renderExamples(parts: BriefParts, maxCharacters: number): string {
  const { scenarios } = parts.spec.scenarios;
  const lines: string[] = [];
  let length = 0;
  const seen = new Set<string>();
  for (const scenario of scenarios.filter((entry) => !entry.contested)) {
    const text = parts.renderExample(scenario);
    const key = text.replace(/\s+/g, ' ');
    if (seen.has(key)) continue;
    if (length + text.length > maxCharacters) break;
    seen.add(key);
    lines.push(text);
    length += text.length;
  }
  return lines.length === 0 ? '' : `# Examples that must hold\n${lines.join('\n')}`;
}

/** One example as a person would write it in a comment. */
export function renderExample({ setup, expression, expected }: Scenario): string {
  const before = setup.trim() === '' ? '' : `${setup.trim()}\n`;
  if (expected.kind === 'value') return `${before}${expression} // => ${expected.value}`;
  if (expected.kind === 'output') return `${before}${expression} // prints ${expected.lines.join(' | ')}`;
  const what = [expected.name ?? 'an error', expected.message].filter((part) => part !== null).join(': ');
  return `${before}${expression} // throws ${what}`;
}

function renderWanted(spec: ClearedSpec, known: InterfaceText): string {
  const wanted = valueExports(spec.surface).map((entry) => {
    const name = spellingOf(entry);
    const merged = known.parameters.get(name) ?? [];
    const parameters = entry.parameters.map((parameter, index) => {
      const local = merged[index] ?? parameter.name;
      if (parameter.rest) return `...${local}`;
      const fallback = parameter.default ?? (isOptionsObject(parameter) ? '{}' : null);
      return fallback === null ? local : `${local} = ${fallback}`;
    });
    if (entry.kind === 'function') return `function ${name}(${parameters.join(', ')})`;
    if (entry.kind === 'class') return `class ${name}`;
    return `const ${name}`;
  });
  // One function may be exported under two names.
  return `Write the module in JavaScript. It must declare:\n${[...new Set(wanted)].join('\n')}`;
}

/** An object of options that may be left out is read as an empty one. */
function isOptionsObject({ name, type, optional }: ApiParameter): boolean {
  return (
    optional && (/^(?:options?|opts|config|settings)$/i.test(name) || /^(?:\w*Options|\{.*\})$/.test(type))
  );
}

function cap(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const cut = text.slice(0, maxCharacters);
  return `${cut.slice(0, Math.max(cut.lastIndexOf('\n'), 0))}\n(cut here)`;
}
