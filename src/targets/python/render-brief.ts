import type { ApiExport, ApiMember, Scenario, Spec } from '../../spec/index.ts';
import {
  cleanPythonDocstring,
  readPythonString,
  type SyntaxNode,
  SyntaxTreeError,
  withTree,
} from '../../syntax-trees/index.ts';
import { listWanted } from './layout.ts';
import { builtinNames } from './standard-library.ts';

const longestComment = 700;
const mostMembers = 40;

/** The instructions of Agent B, the same for every package: a stable prefix that a model evaluates once. */
export const pythonSystemPrompt = [
  'You implement a Python library from its specification. You write correct, complete code that needs the standard library only.',
  'Reply with one ```python code block that holds the whole module and nothing after it.',
  'Inside: the imports, then def and class declarations and constants under exactly the names asked for.',
  'No usage examples, no tests, no print, no main block, no placeholders.',
  'Handle every statement, option, default and example of the specification, also unusual input.',
].join('\n');

/** The interface as a list: calls with parameters, types and defaults, and what the documentation says of each. */
export async function renderPythonInterface(spec: Spec): Promise<string> {
  const comments = await readComments(spec.texts['06-type-definitions.d.ts']);
  const lines: string[] = [];
  for (const { name, entry } of listWanted(spec)) {
    const comment = comments.get(entry.local_name) ?? entry.summary;
    lines.push(`- ${renderHead(name, entry)}${renderComment(comment)}`);
    for (const text of entry.overloads) lines.push(`  - also \`${bareCall(text)}\``);
    for (const member of entry.members.slice(0, mostMembers)) {
      const said = comments.get(`${entry.local_name}.${member.name}`) ?? member.summary;
      lines.push(`  - ${renderMember(member)}${renderComment(said)}`);
    }
  }
  return lines.join('\n');
}

function renderHead(name: string, entry: ApiExport): string {
  if (entry.kind === 'function') {
    const call = entry.signature === '' ? `${name}(...)` : bareCall(entry.signature).replace(/^[^(]*/, name);
    return `\`${call}\`${entry.returns === null ? '' : ` returns ${entry.returns}`}`;
  }
  if (entry.kind === 'class' || entry.kind === 'enum') {
    const bases = /^class \w+\((.*)\)$/.exec(entry.signature)?.[1];
    return `class \`${name}\`${bases === undefined ? '' : ` of ${bases}`}`;
  }
  return `\`${entry.signature === '' ? name : entry.signature}\``;
}

function renderMember({ kind, name, signature }: ApiMember): string {
  if (kind === 'getter') return `property \`${name}\`${returnsOf(signature)}`;
  if (kind === 'property') return `\`${signature === '' ? name : signature}\``;
  return `\`${bareCall(signature)}\`${returnsOf(signature)}`;
}

function returnsOf(signature: string): string {
  const type = /\) -> (.+)$/.exec(signature)?.[1];
  return type === undefined ? '' : ` returns ${type}`;
}

/** A call as it would be written: without `def`, `self` and what comes after. */
function bareCall(signature: string): string {
  return signature
    .replace(/^(?:async )?def /, '')
    .replace(/\) -> .+$/, ')')
    .replace(/\((?:self|cls)(?:, |(?=\)))/, '(');
}

function renderComment(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  return `: ${line.length > longestComment ? `${line.slice(0, longestComment)}…` : line}`;
}

/** What docstrings of 06 say, by name, and by class and name for members; nothing where it does not parse. */
async function readComments(definitions: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const visit = (block: SyntaxNode, prefix: string): void => {
    for (const statement of block.namedChildren) {
      const node = statement.childForFieldName('definition') ?? statement;
      const name = node.childForFieldName('name')?.text;
      const body = node.childForFieldName('body');
      if (name === undefined || body === null) continue;
      const [first] = body.namedChildren;
      const text = first?.type === 'expression_statement' ? first.namedChildren[0] : undefined;
      if (text?.type === 'string' && !found.has(`${prefix}${name}`))
        found.set(`${prefix}${name}`, cleanPythonDocstring(readPythonString(text)));
      if (node.type === 'class_definition' && prefix === '') visit(body, `${name}.`);
    }
  };
  try {
    await withTree('python', definitions, (root) => visit(root, ''));
  } catch (error) {
    if (!(error instanceof SyntaxTreeError)) throw error;
  }
  return found;
}

/** What to declare, name by name. */
export function renderPythonWanted(spec: Spec): string {
  const wanted = listWanted(spec);
  const known = new Set(wanted.map(({ name }) => name));
  const lines = wanted.flatMap(({ name, entry }) => {
    if (entry.kind === 'function') return [`def ${name}(${renderParameters(entry, known)})`];
    if (entry.kind === 'class' || entry.kind === 'enum') {
      const methods = entry.members
        .filter(({ kind }) => kind !== 'property')
        .slice(0, mostMembers)
        .map((member) => member.name);
      return [`class ${name}${methods.length === 0 ? '' : ` with ${methods.join(', ')}`}`];
    }
    return [`${name} = ...`];
  });
  return `Write the module in Python. It must declare:\n${lines.join('\n')}`;
}

function renderParameters(
  { parameters, evidence, signature }: ApiExport,
  known: ReadonlySet<string>,
): string {
  if (evidence === 'example' && signature === '') return '...';
  const parts: string[] = [];
  let isKeyword = false;
  for (const { name, default: fallback, optional, rest, keyword_only: only = false } of parameters) {
    if (only && !rest && !isKeyword && !parts.some((part) => part.startsWith('*'))) parts.push('*');
    isKeyword ||= only;
    if (rest) parts.push(only ? `**${name}` : `*${name}`);
    else parts.push(optional ? `${name}=${isDeclared(fallback, known) ? fallback : 'None'}` : name);
  }
  return parts.join(', ');
}

/** A default that is a name the module need not have would be written down and never be found. */
function isDeclared(fallback: string | null, known: ReadonlySet<string>): boolean {
  if (fallback === null) return false;
  const root = /^([A-Za-z_]\w*)(?:\.\w+)*$/.exec(fallback)?.[1];
  return root === undefined || known.has(root) || builtinNames.has(root);
}

/** One example as a person would write it in a comment. */
export function renderPythonExample({ setup, expression, expected }: Scenario): string {
  const before = setup.trim() === '' ? '' : `${setup.trim()}\n`;
  if (expected.kind === 'value') return `${before}${expression}  # => ${expected.value}`;
  if (expected.kind === 'output') return `${before}${expression}  # prints ${expected.lines.join(' | ')}`;
  const what = [expected.name ?? 'an error', expected.message].filter((part) => part !== null).join(': ');
  return `${before}${expression}  # raises ${what}`;
}
