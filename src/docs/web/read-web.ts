import type { DocumentationRequest, RawDocument, Refusal, SourceNote, SourceYield } from '../types.ts';
import { fetchPage } from './fetch-page.ts';
import { renderPageText } from './render-page.ts';
import { parseRepositoryAddress, readmeUrl } from './repository-address.ts';

const nothing: SourceYield = { documents: [], refusals: [], notes: [], urls: [] };

/** The README that the repository's host gives, for an archive without one. */
export async function readRepositoryReadme(request: DocumentationRequest): Promise<SourceYield> {
  const { repository } = request.record;
  const source = 'repository README';
  if (repository === null) return giveNote(source, 'the package names no repository');
  const address = parseRepositoryAddress(repository);
  if (address === null) {
    return giveNote(
      source,
      `"${repository.slice(0, 200)}" is not at a host whose README files phalus can ask for`,
    );
  }
  const page = await fetchPage({
    ...pageOptions(request),
    url: readmeUrl(address),
    accept: 'application/vnd.github.raw, text/plain;q=0.9, text/markdown;q=0.9',
  });
  if (page.kind === 'unavailable') return giveNote(source, page.reason);
  if (page.kind === 'refused') return giveRefusal(page);
  if (/html/.test(page.contentType)) return giveNote(source, 'answered with a page instead of a text');
  return give({ kind: 'readme', origin: page.url, content: page.content }, page.url);
}

/** The homepage, for an archive without a README. */
export async function readHomepage(request: DocumentationRequest): Promise<SourceYield> {
  const { homepage } = request.record;
  const source = 'homepage';
  if (homepage === null) return giveNote(source, 'the package names no homepage');
  // The page of the repository itself shows its files beside the README that was asked for already.
  if (parseRepositoryAddress(homepage) !== null) return giveNote(source, 'the homepage is the repository');
  const page = await fetchPage({
    ...pageOptions(request),
    url: homepage,
    accept: 'text/html, text/markdown;q=0.9, text/plain;q=0.8',
  });
  if (page.kind === 'unavailable') return giveNote(source, page.reason);
  if (page.kind === 'refused') return giveRefusal(page);
  if (!/html/.test(page.contentType)) {
    return give({ kind: 'api-page', origin: page.url, content: page.content }, page.url);
  }
  const html = new TextDecoder().decode(page.content);
  if (isSourceView(page.url, html)) {
    const sizeBytes = page.content.byteLength;
    return giveRefusal({ url: page.url, reason: 'an HTML view of source code', sizeBytes });
  }
  const text = renderPageText(html);
  if (text === null) return { ...giveNote(source, 'holds no text to read'), urls: [page.url] };
  return give({ kind: 'api-page', origin: page.url, content: text }, page.url);
}

/** A page that shows a file of source code, by its address or by the marks that such pages have. */
export function isSourceView(url: string, html: string): boolean {
  const { pathname } = new URL(url);
  if (/\/(?:-\/)?(?:blob|raw|src\/branch|tree)\//.test(pathname)) return true;
  if (/\.(?:[cm]?[jt]sx?|py|rb|rs|go|c|h|java|php|map)$/i.test(pathname)) return true;
  const marks = html.match(
    /class=["'][^"']{0,200}\b(?:blob-code|blob-num|js-file-line|react-code|react-line|hljs-ln|linenos?|line-?numbers?|CodeMirror-line|highlighttable|rouge-code)/gi,
  );
  return (marks?.length ?? 0) >= 20;
}

function pageOptions(request: DocumentationRequest) {
  return {
    web: request.web,
    timeoutMs: request.settings.web_timeout_seconds * 1000,
    signal: request.signal,
  };
}

function give(document: RawDocument, url: string): SourceYield {
  return { ...nothing, documents: [document], urls: [url] };
}

function giveRefusal(page: { readonly url: string } & Omit<Refusal, 'path'>): SourceYield {
  const { url, reason, sizeBytes } = page;
  return { ...nothing, refusals: [{ path: url, reason, sizeBytes }], urls: [url] };
}

function giveNote(source: string, note: string): SourceYield {
  const notes: SourceNote[] = [{ source, note }];
  return { ...nothing, notes };
}
