import type { SyntaxNode } from '../../../syntax-trees/index.ts';
import { readDocComment } from './doc-comments.ts';
import { childrenOf, field } from './plain-text.ts';

/** Lines of one example; what is longer is a program. */
const mostLines = 60;
const mostExamples = 150;

/**
 * The examples of a test file as a document: by Go's convention the body of a function `Example...` that ends in a comment
 * `Output:` is documentation, which go doc and package sites show. All else of a test file is dropped. Null for none.
 */
export function renderExamples(root: SyntaxNode): string | null {
  const sections: string[] = [];
  const aliases = readAliases(root);
  let before: SyntaxNode[] = [];
  for (const node of childrenOf(root)) {
    if (node.type === 'comment') {
      before.push(node);
      continue;
    }
    const section = sections.length < mostExamples ? renderExample(node, before, aliases) : null;
    if (section !== null) sections.push(section);
    before = [];
  }
  return sections.length === 0 ? null : `# Examples\n\n${sections.join('\n\n')}\n`;
}

function renderExample(
  node: SyntaxNode,
  before: readonly SyntaxNode[],
  aliases: ReadonlyMap<string, string>,
): string | null {
  const name = field(node, 'name')?.text ?? '';
  const body = field(node, 'body');
  const isExample =
    node.type === 'function_declaration' && body !== null && /^Example(?:$|_|\p{Lu})/u.test(name);
  if (!isExample || field(node, 'parameters')?.text !== '()' || !hasOutput(body)) return null;
  const code = dedent(renameOperands(body, aliases).slice(1, -1));
  if (code.length > mostLines) return null;
  const title = renderTitle(name);
  const words = readDocComment(before, node).map((line) => line.replace(/^\/\/ ?/, ''));
  const fence = code.some((line) => line.includes('```')) ? '~~~~' : '```';
  return [
    `## Example of ${title}`,
    ...(words.length === 0 ? [] : [words.join('\n')]),
    'When this code runs, it prints the lines of the comment at its end.',
    `${fence}go\n${code.join('\n')}\n${fence}`,
  ].join('\n\n');
}

/** A comment among the last things of the body, as the language's own runner looks for it. */
function hasOutput(body: SyntaxNode): boolean {
  const last = body.descendantsOfType('comment').findLast((comment) => comment !== null);
  const opening = body
    .descendantsOfType('comment')
    .findLast((comment) => comment !== null && /^\/\/\s*(?:unordered )?output:/i.test(comment.text));
  if (last === undefined || last === null || opening === undefined || opening === null) return false;
  const rest = body.text.slice(opening.startIndex - body.startIndex, -1);
  return rest.split('\n').every((line) => line.trim() === '' || line.trim().startsWith('//'));
}

/** `ExampleList_Push_second` is the example of `List.Push`. */
function renderTitle(name: string): string {
  const parts = name.slice('Example'.length).split('_');
  const names = parts.filter((part) => /^\p{Lu}/u.test(part));
  return names.length === 0 ? 'the package' : `\`${names.join('.')}\``;
}

function dedent(text: string): string[] {
  const lines = text
    .replace(/^[ \t]*\r?\n/, '')
    .trimEnd()
    .split(/\r?\n/);
  return lines.map((line) => line.replace(/^\t/, '').trimEnd());
}

/** Packages that the file calls by a name of its own choice, and the last part of their paths. */
function readAliases(root: SyntaxNode): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const spec of root.descendantsOfType('import_spec')) {
    const alias = spec === null ? undefined : field(spec, 'name')?.text;
    const path = (spec === null ? null : field(spec, 'path'))?.text.slice(1, -1) ?? '';
    if (alias !== undefined && /^\w+$/.test(alias) && path.includes('.')) aliases.set(alias, path);
  }
  return aliases;
}

/** The body with the package called by its own name: the import that gave it another one is not shown. */
function renameOperands(body: SyntaxNode, aliases: ReadonlyMap<string, string>): string {
  if (aliases.size === 0) return body.text;
  const edits = body.descendantsOfType(['identifier', 'package_identifier']).flatMap((node) => {
    const parent = node?.parent?.type;
    const isOperand = parent === 'selector_expression' || parent === 'qualified_type';
    const path = node === null || !isOperand ? undefined : aliases.get(node.text);
    return node === null || path === undefined ? [] : [{ node, name: lastNameOf(path) }];
  });
  const pieces: string[] = [];
  let at = 0;
  for (const { node, name } of edits.toSorted((a, b) => a.node.startIndex - b.node.startIndex)) {
    pieces.push(body.text.slice(at, node.startIndex - body.startIndex), name);
    at = node.endIndex - body.startIndex;
  }
  return `${pieces.join('')}${body.text.slice(at)}`;
}

function lastNameOf(path: string): string {
  const parts = path.split('/').filter((part) => !/^v\d+$/.test(part));
  return (parts.at(-1) ?? '')
    .replace(/^go-|[-.]go$/g, '')
    .replace(/\.v\d+$/, '')
    .replace(/[^\w]/g, '');
}
