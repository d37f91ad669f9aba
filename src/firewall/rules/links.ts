import type { Spec } from '../../spec/index.ts';
import type { Finding } from '../types.ts';
import { forEachLine, isProse } from './prose.ts';

/** Hosts that show a package's source or hide where a link leads, and all below them. */
const hostedSource =
  /(?:^|\.)(?:github\.com|github\.io|githubusercontent\.com|gitlab\.com|gitlab\.io|bitbucket\.org|codeberg\.org|sr\.ht|gitee\.com|unpkg\.com|jsdelivr\.net|esm\.sh|skypack\.dev|git\.io|npm\.im|bit\.ly|tinyurl\.com|goo\.gl|is\.gd|t\.co)$/;

const stop = '\\s<>"\'`)\\]}|\\\\';
const withScheme = new RegExp(`(?:(?:https?|git|ssh):)?//[^${stop}]{3,}|\\bgit@[^${stop}]+`, 'gi');
/** `github:user/repository`, as npm's clients spell it. */
const shorthand = /(?<![\w/:.@-])(github|gitlab|bitbucket):([\w.-]+\/[\w.-]+)/gi;
const withoutScheme = new RegExp(
  `(?<![\\w/@.:-])[\\p{L}\\p{N}.-]+\\.[\\p{L}\\p{N}-]{2,}(?:[/:][^${stop}]*)?`,
  'giu',
);
const shorthandHosts: Readonly<Record<string, string>> = {
  github: 'github.com',
  gitlab: 'gitlab.com',
  bitbucket: 'bitbucket.org',
};

/**
 * Links that lead Agent B's reader back to the original: its repository or its home in any spelling, and any hosted
 * source. Examples may work on addresses of hosts of source code; there only those that name the package count.
 */
export function findLinks(spec: Spec, links: readonly string[]): Finding[] {
  const originals = links.map(normaliseLink).filter((link) => link.includes('.'));
  const shortNames = links.flatMap(readShortName);
  const bareName = spec.packageName.toLowerCase().split('/').at(-1) ?? '';
  const findings: Finding[] = [];
  forEachLine(spec, ({ document, line, text }) => {
    if (isOwnName(spec, document, text)) return;
    const report = (reason: string): void => {
      findings.push({ rule: 'link-to-original', document, line, reason });
    };
    for (const { link, isExplicit } of readLinks(text)) {
      if (originals.some((original) => link === original || link.startsWith(`${original}/`))) {
        report("links to the original's repository or home");
        continue;
      }
      const [host = '', ...path] = link.split(/[/@]/);
      const isAbout = isExplicit && path.includes(bareName);
      const isHosted = hostedSource.test(host) && (isExplicit || (isProse(document) && path.length > 1));
      if (isHosted && (isAbout || isProse(document))) report('links to a host of source code');
      else if (isAbout && isProse(document)) report('links to a page that names the package');
    }
    const words: readonly string[] = text.includes('/')
      ? (text.toLowerCase().match(shortNameWord) ?? [])
      : [];
    if (shortNames.some((name) => words.includes(name))) report("names the original's repository");
  });
  return findings;
}

/**
 * The line that says under which name the package is loaded, and nothing else. In Go that name is where its repository
 * is; Agent B gets another in its place.
 */
function isOwnName(spec: Spec, document: string, text: string): boolean {
  const value = /^\s*"(?:import_name|package_name)": ("(?:[^"\\]|\\.)*"),?$/.exec(text)?.[1];
  if (value === undefined || (document !== '02-api-surface.json' && document !== '10-metadata.json'))
    return false;
  return spec.metadata.ecosystem === 'go' && value === JSON.stringify(spec.packageName);
}

/** `user/repository`, as npm's clients and people spell it. */
const shortNameWord = /(?<![\w@/.:-])[\w.-]+\/[\w-]+(?:\.[\w-]+)*(?![\w/])/g;

function readShortName(link: string): string[] {
  const [host = '', owner, repository, ...rest] = normaliseLink(link).split('/');
  if (!hostedSource.test(host) || owner === undefined || repository === undefined || rest.length > 0)
    return [];
  return [`${owner}/${repository}`];
}

function* readLinks(line: string): Generator<{ link: string; isExplicit: boolean }> {
  const text = decodeSpelling(line);
  for (const [url] of text.matchAll(withScheme)) yield { link: normaliseLink(url), isExplicit: true };
  for (const [, host = '', path] of text.matchAll(shorthand)) {
    yield { link: normaliseLink(`${shorthandHosts[host.toLowerCase()]}/${path}`), isExplicit: true };
  }
  // A word without a dot inside is no address; most lines have none.
  if (!/[\p{L}\p{N}]\.[\p{L}\p{N}]/u.test(text)) return;
  for (const [url] of text.matchAll(withoutScheme)) yield { link: normaliseLink(url), isExplicit: false };
}

const entities: Readonly<Record<string, string>> = {
  sol: '/',
  period: '.',
  colon: ':',
  amp: '&',
  commat: '@',
};

/**
 * A line as whoever follows its links would read it: entities, percents (twice, as some encode them), escapes of Markdown
 * and the ways of people to spell an address so that no program finds it (`hxxp`, `[.]`, `dot com`).
 */
function decodeSpelling(line: string): string {
  const text = line.normalize('NFKC').replace(/[\p{Cf}\u00ad]/gu, '');
  if (!/[.\u3002]|%2|&|dot/i.test(text)) return text;
  return decodePercent(decodePercent(text.replaceAll('%25', '%')))
    .replace(/&(?:#(\d{2,4})|#x([0-9a-f]{2,4})|([a-z]{3,6}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      return String.fromCharCode(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
    })
    .replace(/\\(?=[./:_-])/g, '')
    .replace(/\bh(?:xx|tt)ps?(?=:\/\/)/gi, 'https')
    .replace(/ ?[[({](?:\.|dot)[\])}] ?/gi, '.')
    .replace(/ dot (?=(?:com|org|net|io|dev|sh|ht)\b)/gi, '.')
    .replace(/ slash /gi, '/');
}

/** Host and path in lower case: no scheme, user, port, `www.`, `.git`, query, fragment or closing marks. */
function normaliseLink(link: string): string {
  const bare = link
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^git\+/, '')
    .replace(/^[a-z+]*:?\/\//, '')
    .replace(/^[^/@]*@/, '')
    .replace(/^([^/:]+):(?:\d+(?=\/|$))?\/?/, '$1/')
    .replace(/^www\./, '')
    .replace(/[?#].*$/, '');
  const [host = '', ...path] = decodePercent(bare).split('/');
  const rest = path.filter((part) => part !== '' && part !== '.').join('/');
  return `${toAscii(host.replace(/\.$/, ''))}/${rest}`
    .replace(/\.git(?=$|[/.,;:])/, '')
    .replace(/[/.,;:!*_]+$/, '');
}

function decodePercent(text: string): string {
  return text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)).toLowerCase(),
  );
}

/** A host in the spelling that goes over the wire, so that punycode and Unicode are one. */
function toAscii(host: string): string {
  if (/^[a-z0-9.-]*$/.test(host) || host.length > 253) return host;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host;
}
