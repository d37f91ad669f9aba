import type { Family } from '../model.ts';
import type { TypeScript } from '../type-text/read-typescript-type.ts';

/** What document 06 says of each declaration, by name, and of members by `Owner.member`. */
export function readComments(ts: TypeScript, family: Family, text: string): ReadonlyMap<string, string> {
  return family === 'javascript' ? readJavascriptComments(ts, text) : readLineComments(family, text);
}

const longestComment = 4_000;

function readJavascriptComments(ts: TypeScript, text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const file = ts.createSourceFile('x.d.ts', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const add = (key: string, node: import('typescript').Node): void => {
    const comment = ts
      .getJSDocCommentsAndTags(node)
      .filter(ts.isJSDoc)
      .map((one) => cleanBlock(one.getText()))
      .join('\n');
    if (comment !== '' && !found.has(key)) found.set(key, comment.slice(0, longestComment));
  };
  for (const statement of file.statements) {
    const name = (statement as unknown as import('typescript').NamedDeclaration).name?.getText() ?? '';
    if (name !== '') add(name, statement);
    const isDefault =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some((one) => one.kind === ts.SyntaxKind.DefaultKeyword);
    if (isDefault) add('default', statement);
    const members =
      ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)
        ? statement.members
        : ts.isTypeAliasDeclaration(statement) && ts.isTypeLiteralNode(statement.type)
          ? statement.type.members
          : [];
    for (const member of members) add(`${name}.${member.name?.getText() ?? ''}`, member);
  }
  return found;
}

function cleanBlock(text: string): string {
  return text
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .trim();
}

/** Comments of Rust and Go in front of a declaration, docstrings of Python behind it. */
function readLineComments(family: Exclude<Family, 'javascript'>, text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const lines = text.split('\n');
  let comment: string[] = [];
  let owner = '';
  lines.forEach((line, at) => {
    const words = /^\s*(?:\/\/[/!]?|#) ?(.*)$/.exec(line)?.[1];
    if (words !== undefined && !/^\s*#\[/.test(line)) {
      comment.push(words);
      return;
    }
    const declared =
      /^(\s*)(?:pub(?:\([^)]*\))? )?(?:async )?(?:unsafe )?(?:const )?(?:def|fn|func(?: \([^)]*\))?|class|struct|enum|trait|type|const|static|impl(?:<[^>]*>)?) (?:[\w:]+ for )?(\w+)/.exec(
        line,
      );
    const name = declared?.[2];
    if (name !== undefined) {
      const isInner = declared?.[1] !== '';
      if (!isInner) owner = name;
      const words_ = family === 'python' ? readDocstring(lines, at) : comment.join('\n').trim();
      const key = isInner ? `${owner}.${name}` : name;
      if (words_ !== '' && !found.has(key)) found.set(key, words_.slice(0, longestComment));
    }
    if (!/^\s*#\[/.test(line)) comment = [];
  });
  return found;
}

const longestDocstring = 60;

function readDocstring(lines: readonly string[], at: number): string {
  let start = at;
  while (start < at + 30 && start < lines.length && !/:\s*(?:\.\.\.)?\s*$/.test(lines[start] ?? ''))
    start += 1;
  const first = /^\s*[rRuU]?("""|''')(.*)$/.exec(lines[start + 1] ?? '');
  if (first === null) return '';
  const [, quote = '"""', head = ''] = first;
  if (head.includes(quote)) return head.slice(0, head.indexOf(quote)).trim();
  const kept = [head];
  for (const line of lines.slice(start + 2, start + 2 + longestDocstring)) {
    if (line.includes(quote)) return [...kept, line.slice(0, line.indexOf(quote)).trim()].join('\n').trim();
    kept.push(line.trim());
  }
  return kept.join('\n').trim();
}

const stated =
  /(?:@default|[Dd]efaults?(?:\s+(?:value|to|is))*\s*:?)\s*`?('[^']*'|"[^"]*"|true|false|True|False|-?\d+(?:\.\d+)?)(?=[\s`.,;)]|$)/;

/** A default that a comment states: `@default false`, `Defaults to 4`. */
export function findStatedDefault(comment: string): string | null {
  return stated.exec(comment)?.[1] ?? null;
}
