import { type SyntaxNode, type TreeLanguage, withTree } from '../../src/syntax-trees/index.ts';
import type { Files } from './rows.ts';

/** What a language needs so that its code can be disguised; it need not run afterwards, only parse. */
interface Dialect {
  readonly language: TreeLanguage;
  readonly extension: string;
  /** Types of nodes whose names may be changed, and names that may not. */
  readonly names: ReadonlySet<string>;
  readonly kept: RegExp;
  readonly functions: ReadonlySet<string>;
  readonly block: string;
  readonly conditional: string;
  negate(test: string): string;
  padding(name: string): string;
  split(name: string, value: string): string;
}

const dialects = {
  python: {
    language: 'python',
    extension: '.py',
    names: new Set(['identifier']),
    kept: /^(?:__\w+__|self|cls|[A-Z]\w*|abs|all|any|bool|bytes|chr|dict|enumerate|filter|float|getattr|hasattr|int|isinstance|iter|len|list|map|max|min|next|open|ord|pow|print|range|repr|reversed|round|set|setattr|slice|sorted|str|sum|super|tuple|type|vars|zip|object|re|os|sys|math|json|time|datetime|collections|itertools|functools|string|struct)$/,
    functions: new Set(['function_definition']),
    block: 'block',
    conditional: 'if_statement',
    negate: (test) => `not (${test})`,
    padding: (name) => `${name} = 731`,
    split: (name, value) => `${name} = ${value}`,
  },
  go: {
    language: 'go',
    extension: '.go',
    names: new Set(['identifier']),
    kept: /^(?:[A-Z]\w*|append|cap|copy|delete|len|make|new|panic|nil|true|false|string|strings|strconv|fmt|errors|sort|bytes|math|unicode|utf8|time|sync|regexp|os|io|bufio|reflect|recover|min|max|atomic|rand|binary|json|hex)$/,
    functions: new Set(['function_declaration', 'method_declaration']),
    block: 'block',
    conditional: 'if_statement',
    negate: (test) => `!(${test})`,
    padding: (name) => `${name} := 731`,
    split: (name, value) => `${name} := ${value}`,
  },
  rust: {
    language: 'rust',
    extension: '.rs',
    names: new Set(['identifier']),
    kept: /^(?:[A-Z]\w*|self|std|core|char|str|u8|u16|u32|u64|usize|i32|i64|isize|f64|new|default|from|into|[a-z_]+!|vec|format|write|panic|assert|assert_eq|matches|println|unreachable)$/,
    functions: new Set(['function_item']),
    block: 'block',
    conditional: 'if_expression',
    negate: (test) => `!(${test})`,
    padding: (name) => `let ${name} = 731;`,
    split: (name, value) => `let ${name} = ${value};`,
  },
} satisfies Readonly<Record<string, Dialect>>;

export type DisguisedLanguage = keyof typeof dialects;

/** The levels of disguise: each one is said in `docs/validation.md`. */
export const levels = ['L0', 'L2', 'L4', 'L6', 'L7', 'L8'] as const;
export type Level = (typeof levels)[number];

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A disguised copy; `host` is what a part is put into at level L6. */
export async function disguise(
  language: DisguisedLanguage,
  level: Level,
  { files, host, seed }: { readonly files: Files; readonly host: Files; readonly seed: string },
): Promise<Files> {
  const dialect: Dialect = dialects[language];
  const random = createRandom(`${seed} ${level}`);
  if (level === 'L6') return takePart(dialect, { files, host, random });
  const copies: Record<string, string> = {};
  for (const [index, [path, text]] of Object.entries(files).entries()) {
    let copy = text;
    if (level === 'L4' || level === 'L8')
      copy = await change(dialect, copy, (root) => restructure(dialect, root, random));
    if (level === 'L7' || level === 'L8')
      copy = await change(dialect, copy, (root) => pad(dialect, root, random));
    if (level !== 'L0') copy = await change(dialect, copy, (root) => rename(dialect, root));
    copies[level === 'L0' ? path : `part${index}${dialect.extension}`] = copy;
  }
  return copies;
}

async function change(
  dialect: Dialect,
  text: string,
  find: (root: SyntaxNode) => readonly Edit[],
): Promise<string> {
  const edits = await withTree(dialect.language, text, find);
  let changed = text;
  let last = text.length + 1;
  for (const { start, end, text: put } of [...edits].sort((one, other) => other.start - one.start)) {
    // What lies within another change was moved by it.
    if (end > last) continue;
    changed = changed.slice(0, start) + put + changed.slice(end);
    last = start;
  }
  return changed;
}

function* walk(root: SyntaxNode): Generator<SyntaxNode> {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    for (const child of node.namedChildren.toReversed()) if (child !== null) open.push(child);
  }
}

function rename(dialect: Dialect, root: SyntaxNode): Edit[] {
  const fresh = new Map<string, string>();
  const edits: Edit[] = [];
  for (const node of walk(root)) {
    if (!dialect.names.has(node.type) || dialect.kept.test(node.text)) continue;
    const isMember = /^(?:attribute|keyword_argument)$/.test(node.parent?.type ?? '');
    if (isMember && node.previousSibling?.text !== undefined && node.previousSibling.text === '.') continue;
    const name = fresh.get(node.text) ?? `quiet${fresh.size}`;
    fresh.set(node.text, name);
    edits.push({ start: node.startIndex, end: node.endIndex, text: name });
  }
  return edits;
}

/** Branches change places under the opposite condition, and functions stand in another order. */
function restructure(dialect: Dialect, root: SyntaxNode, random: () => number): Edit[] {
  const edits: Edit[] = [];
  const functions = root.namedChildren.filter((child) => child !== null && dialect.functions.has(child.type));
  const shuffled = functions.map((node) => ({ node, at: random() })).sort((one, other) => one.at - other.at);
  for (const [index, node] of functions.entries()) {
    const other = shuffled[index]?.node;
    if (node && other) edits.push({ start: node.startIndex, end: node.endIndex, text: swap(dialect, other) });
  }
  if (functions.length === 0)
    for (const node of walk(root))
      if (node.type === dialect.conditional) edits.push(...swapBranches(dialect, node));
  return edits;
}

function swap(dialect: Dialect, node: SyntaxNode): string {
  let text = node.text;
  const edits = [...walk(node)].flatMap((each) =>
    each.type === dialect.conditional ? swapBranches(dialect, each) : [],
  );
  let last = Number.POSITIVE_INFINITY;
  for (const { start, end, text: put } of edits.sort((one, other) => other.start - one.start)) {
    if (end > last) continue;
    text = text.slice(0, start - node.startIndex) + put + text.slice(end - node.startIndex);
    last = start;
  }
  return text;
}

function swapBranches(dialect: Dialect, node: SyntaxNode): Edit[] {
  const [test, yes, no] = ['condition', 'consequence', 'alternative'].map((name) =>
    node.childForFieldName(name),
  );
  const other = no?.type === dialect.block ? no : no?.namedChildren[0];
  if (!test || !yes || !other || other.type !== dialect.block) return [];
  if (/let /.test(test.text) || /elif|else if/.test(node.text)) return [];
  return [
    { start: test.startIndex, end: test.endIndex, text: dialect.negate(test.text) },
    { start: yes.startIndex, end: yes.endIndex, text: other.text },
    { start: other.startIndex, end: other.endIndex, text: yes.text },
  ];
}

/** A value that no one reads before some statements, and a step of its own for some of what is returned. */
function pad(dialect: Dialect, root: SyntaxNode, random: () => number): Edit[] {
  const edits: Edit[] = [];
  let count = 0;
  for (const node of walk(root)) {
    if (node.type !== dialect.block && node.type !== 'statement_list') continue;
    for (const statement of node.namedChildren) {
      if (statement === null || /comment|item|string/.test(statement.type) || random() > 0.3) continue;
      const indent = ' '.repeat(statement.startPosition.column);
      count += 1;
      const isReturn = statement.type === 'return_statement' && statement.namedChildCount === 1;
      const value = statement.namedChildren[0]?.text ?? '';
      const text =
        isReturn && !value.includes('\n') && !value.includes(',')
          ? `${dialect.split(`calm${count}`, value)}\n${indent}return calm${count}`
          : `${dialect.padding(`calm${count}`)}\n${indent}`;
      edits.push({
        start: statement.startIndex,
        end: isReturn && text.includes('return') ? statement.endIndex : statement.startIndex,
        text,
      });
    }
  }
  return edits;
}

/** About two fifths of the functions, renamed, at the end of the first file of the other package. */
async function takePart(
  dialect: Dialect,
  { files, host, random }: { readonly files: Files; readonly host: Files; readonly random: () => number },
): Promise<Files> {
  const pool: string[] = [];
  for (const text of Object.values(files)) {
    const found = await withTree(dialect.language, text, (root) =>
      [...walk(root)]
        .filter((node) => dialect.functions.has(node.type) && node.text.length > 60)
        .filter((node) => ![...parentsOf(node)].some((parent) => dialect.functions.has(parent.type)))
        .map((node) => dedent(node.text, node.startPosition.column)),
    );
    pool.push(...found);
  }
  const total = pool.reduce((sum, text) => sum + text.length, 0);
  const chosen: string[] = [];
  let taken = 0;
  for (const { text } of pool
    .map((text) => ({ text, at: random() }))
    .sort((one, other) => one.at - other.at)) {
    if (taken >= total * 0.4) break;
    if (chosen.length > 0 && taken + text.length > total * 0.6) continue;
    chosen.push(text);
    taken += text.length;
  }
  const part = await change(dialect, chosen.join('\n\n'), (root) => rename(dialect, root));
  const [first, ...rest] = Object.entries(host);
  return Object.fromEntries([...(first ? [[first[0], `${first[1]}\n\n${part}\n`]] : []), ...rest]);
}

function* parentsOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (let parent = node.parent; parent !== null; parent = parent.parent) yield parent;
}

function dedent(text: string, columns: number): string {
  return text.replace(new RegExp(`\\n {1,${Math.max(1, columns)}}`, 'g'), (found) =>
    columns === 0 ? found : '\n',
  );
}

/** Numbers from 0 to 1 that a text decides (xorshift). */
function createRandom(seed: string): () => number {
  let state = 2_463_534_242;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
}
