import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
  getAttribute?(name: string): string | null;
}

const skipped = new Set([
  'SCRIPT',
  'STYLE',
  'TEMPLATE',
  'NOSCRIPT',
  'IFRAME',
  'SVG',
  'HEAD',
  'BUTTON',
  'FORM',
]);
const blocks = new Set([
  'P',
  'DIV',
  'SECTION',
  'ARTICLE',
  'UL',
  'OL',
  'TABLE',
  'TR',
  'BLOCKQUOTE',
  'DL',
  'DT',
  'DD',
]);
// The parsers take time by the square of the nesting (`<b>` 100,000 times: minutes), so a page is measured first.
const maxDepth = 400;
const maxElements = 20_000;
// Each takes the parser as long as an element does, and none of them opens one.
const maxCommentsAndEntities = 50_000;
const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p)$/i;

/** The main text of an HTML page as Markdown, so that the guard sees its blocks of code; null when there is none. */
export function renderPageText(html: string): string | null {
  if (isTooIntricate(html)) return null;
  try {
    const { document } = parseHTML(html);
    // Without the classes the language of a block of code would be lost.
    const article = new Readability(document as unknown as ConstructorParameters<typeof Readability>[0], {
      keepClasses: true,
      maxElemsToParse: maxElements,
    }).parse();
    if (article?.content == null) return null;
    const { document: content } = parseHTML(`<html><body>${article.content}</body></html>`);
    const pieces: string[] = article.title ? [`# ${article.title.replace(/\s+/g, ' ')}\n\n`] : [];
    renderNode(content.body as unknown as PageNode, pieces, 0);
    const text = pieces
      .join('')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
    return text === '' ? null : `${text}\n`;
  } catch {
    // The parsers give up on pages that nest without end or hold too many elements.
    return null;
  }
}

function isTooIntricate(html: string): boolean {
  if ((html.match(/<!|&/g)?.length ?? 0) > maxCommentsAndEntities) return true;
  let depth = 0;
  let elements = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-zA-Z][\w-]{0,30})/g)) {
    if (empty.test(name)) elements += 1;
    else if (slash === '/') depth = Math.max(0, depth - 1);
    else {
      elements += 1;
      depth += 1;
    }
    if (depth > maxDepth || elements > maxElements) return true;
  }
  return false;
}

function renderNode(node: PageNode, pieces: string[], depth: number): void {
  if (node.nodeType === 3) pieces.push((node.textContent ?? '').replace(/\s+/g, ' '));
  if (node.nodeType !== 1 || depth > maxDepth) return;
  const name = node.nodeName.toUpperCase();
  if (skipped.has(name)) return;
  if (name === 'PRE') return pushFence(node, pieces);
  if (name === 'BR') pieces.push('\n');
  const heading = /^H([1-6])$/.exec(name);
  if (heading !== null) pieces.push(`\n\n${'#'.repeat(Number(heading[1]))} `);
  if (name === 'LI') pieces.push('\n- ');
  if (blocks.has(name)) pieces.push('\n\n');
  if (name === 'CODE')
    pieces.push('`', (node.textContent ?? '').replace(/\s+/g, ' ').replaceAll('`', "'"), '`');
  else for (const child of node.childNodes) renderNode(child, pieces, depth + 1);
  if (name === 'TD' || name === 'TH') pieces.push(' | ');
  if (heading !== null || blocks.has(name)) pieces.push('\n\n');
}

function pushFence(node: PageNode, pieces: string[]): void {
  const code = (node.textContent ?? '').replace(/^\n|\s+$/g, '');
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), (match) => match[0].length));
  const fence = '`'.repeat(longest + 1);
  const classes = [node, ...node.childNodes].map((each) => each.getAttribute?.('class') ?? '').join(' ');
  const language = /(?:language|lang|highlight-source)-([a-z]{1,20})\b/.exec(classes)?.[1] ?? '';
  pieces.push(`\n\n${fence}${language}\n${code}\n${fence}\n\n`);
}
