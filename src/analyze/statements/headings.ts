import type { Heading, Nodes } from 'mdast';

/**
 * Headings under which no package describes what it does. A heading is matched whole, so `Install hooks` stays while
 * `Install` goes.
 */
const irrelevant =
  /^(?:install(?:ation|ing)?|getting started with npm|licen[cs]e|copyright|contribut\w*|contributors|authors?|maintainers?|credits?|thanks|acknowledg\w*|sponsors?|support(?: us)?|donat\w*|backers?|funding|related(?: projects?| packages?)?|see also|similar(?: projects?)?|alternatives|change ?log|history|release (?:notes|history)|releases?|news|tests?|testing|running tests|run tests|building docs|build(?:ing)?|development|benchmarks?|performance|badges?|community|table of contents|contents|toc|menu|download|cdn|bower|who uses.*|used by|users|roadmap|todo|security|code of conduct|about|why\??|motivation|browser support|browsers?|sauce labs|cli|command line(?: usage)?|about the author|author.*|node\.?js support)$/i;

export function isIrrelevantHeading(title: string): boolean {
  return irrelevant.test(title);
}

/** The words of a heading, code without its quotes: no badges, pictures, emphasis or closing punctuation. */
export function plainHeading(heading: Heading): string {
  return textOf(heading)
    .replace(/\p{Extended_Pictographic}|:[a-z_]{1,30}:/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[:.]+$/, '');
}

function textOf(node: Nodes): string {
  if (node.type === 'image' || node.type === 'imageReference' || node.type === 'html') return '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map((child) => textOf(child)).join('') : '';
}
