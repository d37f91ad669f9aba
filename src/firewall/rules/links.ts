import type { Spec } from '../../spec/index.ts';
import type { Finding } from '../types.ts';
import { forEachLine } from './prose.ts';

const hostedSource =
  /^(?:raw\.)?(?:github|gitlab|bitbucket|codeberg|sr|gitee)(?:usercontent)?\.(?:com|org|ht)$/;

/** Links that lead Agent B's reader back to the original: its repository, its home, or any hosted source. */
export function findLinks(spec: Spec, links: readonly string[]): Finding[] {
  const originals = links.map(normaliseLink).filter((link) => link !== '');
  const findings: Finding[] = [];
  forEachLine(spec, ({ document, line, text }) => {
    for (const [url] of text.matchAll(/(?:https?|git|ssh):\/\/[^\s<>"'`)\]}]+|\bgit@[^\s<>"'`)\]}]+/gi)) {
      const normal = normaliseLink(url);
      const isOriginal = originals.some(
        (original) => normal === original || normal.startsWith(`${original}/`),
      );
      const isSource = hostedSource.test(normal.split('/')[0] ?? '');
      if (isOriginal || isSource) {
        findings.push({
          rule: 'link-to-original',
          document,
          line,
          reason: isOriginal
            ? "links to the original's repository or home"
            : 'links to a host of source code',
        });
      }
    }
  });
  return findings;
}

/** Host and path in lower case: no scheme, user, `www.`, `.git`, query, fragment or closing slash. */
function normaliseLink(link: string): string {
  return link
    .toLowerCase()
    .replace(/^git\+/, '')
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^/@]*@/, '')
    .replace(/^([^/:]+):(?!\d)/, '$1/')
    .replace(/^www\./, '')
    .replace(/[?#].*$/, '')
    .replace(/\.git(?=$|\/)/, '')
    .replace(/[/.,;:]+$/, '');
}
