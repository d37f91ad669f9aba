import type { ApiParameter } from '../../spec/index.ts';
import type { MarkdownBlock } from './markdown.ts';
import { firstSentence, isIdentifier, toIdentifier } from './names.ts';
import { plainText } from './snippet.ts';

/** An option of an object parameter, as headings, items or tables describe it. */
export interface OptionEntry {
  readonly name: string;
  readonly type: string;
  readonly default: string | null;
  readonly summary: string;
}

/** A call as a heading or an item writes it: `### fn(a, b?)`, `- .method(x)`. */
export interface WrittenSignature {
  /** Everything before the last dot; empty when there is none. */
  readonly owner: string;
  readonly name: string;
  readonly constructed: boolean;
  readonly parameters: readonly ApiParameter[];
  readonly options: readonly OptionEntry[];
  readonly returns: string | null;
  readonly summary: string;
  readonly lines: readonly [number, number];
}

const callPattern =
  /^(?:(?:const|let|var)\s+[\w$]{1,60}\s*=\s*)?(new\s+|await\s+)?((?:[A-Za-z_$][\w$]{0,80})?(?:[.#][A-Za-z_$][\w$]{0,80}){0,3})\s?\(([^()]{0,300})\)\s*;?\s*(?:(?:=>|->|→|⇒|:)\s*([\w<>[\]|. ]{1,80}))?$/;
const maxSignatures = 200;

/** Calls that headings write, each with what its section says about parameters and options. */
export function readWrittenSignatures(blocks: readonly MarkdownBlock[]): readonly WrittenSignature[] {
  const found: WrittenSignature[] = [];
  blocks.forEach((block, index) => {
    if (block.kind !== 'heading' || found.length >= maxSignatures) return;
    const signature = parseCall(plainText(block.text).replaceAll('\\', ''));
    if (signature === null) return;
    const section = sectionAfter(blocks, index, block.depth);
    found.push(describe(signature, section, block.line));
  });
  return found;
}

type Call = Pick<WrittenSignature, 'owner' | 'name' | 'constructed' | 'parameters' | 'returns'>;

/** Null for text that is no call. */
export function parseCall(text: string): Call | null {
  const match = text.length > 500 ? null : callPattern.exec(text.trim());
  const path = match?.[2]?.split(/[.#]/) ?? [];
  const name = path.pop();
  if (match === null || name === undefined || !isIdentifier(name)) return null;
  return {
    owner: path.join('.'),
    name,
    constructed: (match[1] ?? '').startsWith('new'),
    parameters: parseParameters(match[3] ?? ''),
    returns: match[4] === undefined ? null : toType(match[4]),
  };
}

/** `a, b?`, `a[, b]`, `[options]`, `a = 1`, `...rest`, `a: string`. */
function parseParameters(text: string): ApiParameter[] {
  let depth = 0;
  const seen = new Set<string>();
  return text
    .split(',')
    .map((part) => {
      const opened = depth > 0 || part.includes('[');
      depth += count(part, '[') - count(part, ']');
      const isOptional = opened && !/\w\[\]/.test(part);
      const [head = '', value] = part.replace(/[[\]{}]/g, ' ').split('=');
      const [label = '', type] = head.split(':');
      const rest = /\.{3}|…/.test(label);
      const name = toIdentifier(
        label
          .replace(/[.…?'"`]/g, '')
          .trim()
          .split(/\s+/)
          .at(-1) ?? '',
      );
      const optional = isOptional || label.includes('?') || value !== undefined;
      return { name, type: type ? toType(type) : 'unknown', optional, rest, default: value?.trim() || null };
    })
    .filter(({ name }) => name !== '_' && !seen.has(name) && seen.add(name));
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'string',
  str: 'string',
  number: 'number',
  integer: 'number',
  int: 'number',
  float: 'number',
  boolean: 'boolean',
  bool: 'boolean',
  object: 'object',
  array: 'unknown[]',
  function: '(...args: any[]) => unknown',
  regexp: 'RegExp',
  date: 'Date',
  any: 'unknown',
  mixed: 'unknown',
  buffer: 'Uint8Array',
  symbol: 'symbol',
  undefined: 'undefined',
  null: 'null',
  void: 'void',
  promise: 'Promise<unknown>',
  error: 'Error',
  map: 'Map<unknown, unknown>',
  set: 'Set<unknown>',
};

/** A type as documentation writes it in TypeScript; `unknown` for what is no type. */
export function toType(text: string): string {
  const parts = plainText(text)
    .replace(/[(){}]/g, ' ')
    .split(/\||\bor\b|,|\//)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const types = parts.map((part) => {
    const list = /^(?:Array<(\w{1,40})>|(\w{1,40})\[\]|array of (\w{1,40}?)s?)$/i.exec(part);
    const element = list?.[1] ?? list?.[2] ?? list?.[3];
    if (element !== undefined) return `${typeWords[element.toLowerCase()] ?? 'unknown'}[]`;
    if (/^(['"])[^'"\\]{0,60}\1$/.test(part)) return part;
    return typeWords[part.toLowerCase()] ?? 'unknown';
  });
  if (types.length === 0 || types.includes('unknown')) return 'unknown';
  const spelled = [...new Set(types)].map((type, _, all) =>
    all.length > 1 && type.includes('=>') ? `(${type})` : type,
  );
  return spelled.join(' | ');
}

function sectionAfter(
  blocks: readonly MarkdownBlock[],
  start: number,
  depth: number,
): readonly MarkdownBlock[] {
  const rest = blocks.slice(start + 1);
  const end = rest.findIndex((block) => block.kind === 'heading' && block.depth <= depth);
  return end < 0 ? rest : rest.slice(0, end);
}

function describe(call: Call, section: readonly MarkdownBlock[], line: number): WrittenSignature {
  const entries = readEntries(section);
  const names = new Set(call.parameters.map((parameter) => parameter.name));
  const parameters = call.parameters.map((parameter) => {
    const entry = entries.find((candidate) => candidate.name === parameter.name);
    if (entry === undefined) return parameter;
    return {
      ...parameter,
      type: parameter.type === 'unknown' ? entry.type : parameter.type,
      optional: parameter.optional || entry.default !== null,
      default: parameter.default ?? entry.default,
    };
  });
  const takesOptions = parameters.some(
    ({ name, type }) => /opt|config|settings/i.test(name) || type === 'object',
  );
  const prose = section.find(
    (block) => block.kind === 'text' && !/^(?:Type|Default)\s*:/i.test(plainText(block.text)),
  );
  const summary = prose?.kind === 'text' ? firstSentence(plainText(prose.text)) : '';
  const returned = /\breturns?\s+(?:an?\s+|the\s+)?[`*]*(string|number|boolean|array|object|promise)\b/i.exec(
    section.map((block) => (block.kind === 'text' ? block.text.slice(0, 500) : '')).join('\n'),
  )?.[1];
  return {
    ...call,
    parameters,
    options: takesOptions ? entries.filter((entry) => !names.has(entry.name)) : [],
    returns: call.returns ?? (returned === undefined ? null : toType(returned)),
    summary,
    lines: [line, line],
  };
}

/** Names that a section describes: sub-headings with `Type:` lines, items and tables. */
function readEntries(section: readonly MarkdownBlock[]): readonly OptionEntry[] {
  const entries: OptionEntry[] = [];
  section.forEach((block, index) => {
    if (block.kind === 'heading') {
      const heading = plainText(block.text).split(/\s/)[0]?.replace(/^.*\./, '').replace(/\?$/, '') ?? '';
      if (!isIdentifier(heading)) return;
      const [next, after] = [section[index + 1], section[index + 2]];
      const details = [next, after]
        .flatMap((entry) => (entry?.kind === 'text' ? [entry.text] : []))
        .join('\n');
      const entry = parseDetails(heading, details);
      if (entry.type !== 'unknown' || entry.default !== null) entries.push(entry);
    } else if (block.kind === 'text') {
      const item = /^[-*+]\s+[*_]{0,2}`?(?:\w{1,40}\.)?([A-Za-z_$][\w$]{0,60})\??`?[*_]{0,2}\s*(.*)$/s.exec(
        block.text,
      );
      if (item?.[1] !== undefined && /`|\*\*|_/.test(block.text.slice(0, 6))) {
        entries.push(parseItem(item[1], item[2] ?? ''));
      }
    } else if (block.kind === 'table') entries.push(...readTable(block.rows));
  });
  const seen = new Set<string>();
  return entries.filter(({ name }) => !seen.has(name) && seen.add(name)).slice(0, 100);
}

function parseDetails(name: string, text: string): OptionEntry {
  const type = /\bType\s*:?\**\s*:?\s*([^\n]{1,200})/i.exec(text)?.[1] ?? '';
  const value = /\bDefaults?\s*(?:value)?\s*:?\**\s*:?\s*`([^`\n]{1,200})`/i.exec(text)?.[1] ?? null;
  const prose = text
    .split('\n')
    .filter((line) => !/^\W*(?:Type|Default)/i.test(line))
    .join('\n');
  const [typeOnly = ''] = type.split(/\bDefault/i);
  return {
    name,
    type: toType(typeOnly.replace(/\\$/, '')),
    default: value,
    summary: firstSentence(plainText(prose)),
  };
}

function parseItem(name: string, text: string): OptionEntry {
  const type = /^[\s:–—-]*[`*_({[]{1,3}\s*([A-Za-z|[\]<> ]{2,60}?)\s*[`*_)}\]]{1,3}/.exec(text)?.[1] ?? '';
  const value = /\bdefaults?\s*(?:to|is|value|:|=)?\s*:?\s*`([^`\n]{1,200})`/i.exec(text)?.[1] ?? null;
  return {
    name,
    type: toType(type),
    default: value,
    summary: firstSentence(plainText(text).replace(/^[\s:–—-]+/, '')),
  };
}

function readTable(rows: readonly (readonly string[])[]): readonly OptionEntry[] {
  const [header = [], ...body] = rows;
  const column = (pattern: RegExp): number => header.findIndex((cell) => pattern.test(cell));
  const [name, type, value, text] = [
    column(/name|option|param|property|key|arg/i),
    column(/type/i),
    column(/default/i),
    column(/desc|meaning|effect/i),
  ];
  if (name === undefined || name < 0) return [];
  const cell = (row: readonly string[], at: number | undefined): string =>
    at === undefined || at < 0 ? '' : (row[at] ?? '');
  return body.flatMap((row) => {
    const label = plainText(cell(row, name)).replace(/^.*\./, '').replace(/\?$/, '');
    if (!isIdentifier(label)) return [];
    const given = plainText(cell(row, value));
    const summary = firstSentence(plainText(cell(row, text)));
    return [
      {
        name: label,
        type: toType(cell(row, type)),
        default: /^(?:-|none|)$/i.test(given) ? null : given,
        summary,
      },
    ];
  });
}
