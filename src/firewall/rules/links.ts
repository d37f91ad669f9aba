import type { Spec } from '../../spec/index.ts';
import type { Finding } from '../types.ts';
import { forEachLine, isProse } from './prose.ts';

/** Hosts that show a package's source, and all below them. */
const hostedSource =
  /(?:^|\.)(?:github\.com|github\.io|githubusercontent\.com|gitlab\.com|gitlab\.io|bitbucket\.org|codeberg\.org|sr\.ht|gitee\.com|unpkg\.com|jsdelivr\.net|esm\.sh|skypack\.dev)$/;

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
  const bareName = spec.packageName.toLowerCase().split('/').at(-1) ?? '';
  const findings: Finding[] = [];
  forEachLine(spec, ({ document, line, text }) => {
    const report = (reason: string): void => {
      findings.push({ rule: 'link-to-original', document, line, reason });
    };
    for (const { link, isExplicit } of readLinks(text)) {
      if (originals.some((original) => link === original || link.startsWith(`${original}/`))) {
        report("links to the original's repository or home");
      } else if (isExplicit && hostedSource.test(link.split('/', 1)[0] ?? '')) {
        const isAbout = link.split(/[/@]/).slice(1).includes(bareName);
        if (isProse(document) || isAbout) report('links to a host of source code');
      }
    }
  });
  return findings;
}

function* readLinks(line: string): Generator<{ link: string; isExplicit: boolean }> {
  const text = line.normalize('NFKC');
  for (const [url] of text.matchAll(withScheme)) yield { link: normaliseLink(url), isExplicit: true };
  for (const [, host = '', path] of text.matchAll(shorthand)) {
    yield { link: normaliseLink(`${shorthandHosts[host.toLowerCase()]}/${path}`), isExplicit: true };
  }
  // A word without a dot inside is no address; most lines have none.
  if (!/[\p{L}\p{N}]\.[\p{L}\p{N}]/u.test(text)) return;
  for (const [url] of text.matchAll(withoutScheme)) yield { link: normaliseLink(url), isExplicit: false };
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
  return text.replace(/%([2-7][0-9a-f])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)).toLowerCase(),
  );
}

/** A host in the spelling that goes over the wire, so that punycode and Unicode are one. */
function toAscii(host: string): string {
  if (/^[a-z0-9.-]*$/.test(host) || host.length > 253) return host;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host;
}
