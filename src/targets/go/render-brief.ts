import type { ApiExport, Scenario, Spec } from '../../spec/index.ts';
import { packageNameOf, wantedExports } from './names.ts';

const longestComment = 700;
const mostMembers = 60;

/** The instructions of Agent B, the same for every package: a stable prefix that a model evaluates once. */
export const goSystemPrompt = [
  'You implement a Go library from its specification. You write correct, complete code that needs the standard library only.',
  'Reply with one ```go code block that holds the whole file and nothing after it.',
  'Inside: the package line, imports, then func, type, const and var declarations under exactly the names asked for.',
  'No main function, no usage examples, no tests, no printing, no other packages.',
  'Handle every statement, option, default and example of the specification, also unusual input.',
].join('\n');

/** The interface as a list: calls with parameters and results, and what the documentation says of each. */
export async function renderGoInterface(spec: Spec): Promise<string> {
  const comments = readComments(spec.texts['06-type-definitions.d.ts']);
  const lines: string[] = [];
  for (const entry of wantedExports(spec)) {
    lines.push(`- ${renderHead(entry)}${renderComment(comments.get(entry.name) ?? entry.summary)}`);
    for (const { name, kind, signature, summary } of entry.members.slice(0, mostMembers)) {
      const said = comments.get(`${entry.name}.${name}`) ?? summary;
      const shown = kind === 'method' ? renderCall(signature, name) : `\`${signature}\``;
      lines.push(`  - ${shown}${renderComment(said)}`);
    }
  }
  return lines.join('\n');
}

function renderHead(entry: ApiExport): string {
  const { name, kind, signature } = entry;
  if (kind === 'function') return renderCall(signature, name);
  if (kind === 'class' || kind === 'interface' || kind === 'type') {
    const shape =
      /^type \S+ (?:struct|interface)\b/.exec(signature) === null
        ? signature.replace(/^type \S+ /, '')
        : kind === 'interface'
          ? 'an interface'
          : 'a struct';
    return `type \`${name}\`, ${shape}`;
  }
  return `\`${signature === '' ? name : signature}\``;
}

/** `ToSnake(s string)` with its results behind. */
function renderCall(signature: string, name: string): string {
  const start =
    signature.indexOf(`${name}(`) >= 0 ? signature.indexOf(`${name}(`) : signature.indexOf(`${name}[`);
  if (start < 0) return `\`${name}\``;
  let depth = 0;
  for (let at = start; at < signature.length; at += 1) {
    if (signature[at] === '(') depth += 1;
    else if (signature[at] === ')') depth -= 1;
    if (signature[at] === ')' && depth === 0) {
      const result = signature.slice(at + 1).trim();
      return `\`${signature.slice(start, at + 1)}\`${result === '' ? '' : ` returns ${result}`}`;
    }
  }
  return `\`${signature}\``;
}

function renderComment(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  return `: ${line.length > longestComment ? `${line.slice(0, longestComment)}…` : line}`;
}

const declaration =
  /^(?:func (?:\(\w*\s*\*?(?<owner>\w+)[^)]*\) )?(?<call>\w+)[[(]|type (?<type>\w+)\b|(?:const|var) (?<value>\w+)\b)/;

/** Comments of 06 by name, and by type and name for methods. */
function readComments(definitions: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let comment: string[] = [];
  for (const line of definitions.split('\n')) {
    if (line.startsWith('//')) {
      comment.push(line.slice(2).trim());
      continue;
    }
    const { owner, call, type, value } = declaration.exec(line)?.groups ?? {};
    const name = call ?? type ?? value;
    if (name !== undefined && comment.length > 0)
      found.set(owner === undefined ? name : `${owner}.${name}`, comment.join(' '));
    comment = [];
  }
  return found;
}

/** What the file has to declare, name by name. */
export function renderGoWanted(spec: Spec): string {
  const lines = wantedExports(spec).flatMap((entry) => {
    if (entry.kind === 'function') return [entry.signature || `func ${entry.name}(...)`];
    const methods = entry.kind === 'interface' ? [] : entry.members.filter(({ kind }) => kind === 'method');
    const head = entry.signature === '' ? entry.name : entry.signature.replace(/\s*\/\/.*$/, '');
    return [head, ...methods.map(({ signature }) => signature)];
  });
  return `Write the file of the package in Go. It must start with "package ${packageNameOf(spec)}" and declare:\n${[...new Set(lines)].join('\n')}`;
}

/** One example as a person would write it, its result in a comment. */
export function renderGoExample({ setup, expression, expected }: Scenario): string {
  const before = setup.trim() === '' ? '' : `${setup.trim()}\n`;
  if (expected.kind === 'value') return `${before}${expression} // => ${expected.value}`;
  if (expected.kind === 'output') return `${before}${expression} // prints ${expected.lines.join(' | ')}`;
  const what = [expected.name ?? 'an error', expected.message].filter((part) => part !== null).join(': ');
  return `${before}${expression} // returns the error ${what}`;
}
