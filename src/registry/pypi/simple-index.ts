import { parseHTML } from 'linkedom';
import { z } from 'zod';
import type { FoundBody } from '../cache/index.ts';
import { RegistryError } from '../errors.ts';

/** One file of a project, as an index lists it. */
export interface IndexFile {
  readonly filename: string;
  readonly url: URL;
  /** In hex; null when the index does not say. */
  readonly sha256: string | null;
  readonly requiresPython: string;
  /** Why it was withdrawn; null when it was not. */
  readonly yanked: string | null;
  /** The index serves the core metadata beside the file, with this hash when it gives one; null when it does not. */
  readonly metadata: { readonly sha256: string | null } | null;
  readonly sizeBytes: number | null;
  readonly publishedAt: string | null;
}

export const acceptIndex =
  'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01';
export const indexLimitBytes = 64 * 1024 * 1024;
// A document tree takes many times the memory of its text.
const htmlLimitBytes = 16 * 1024 * 1024;
const mostFiles = 100_000;
const longestReason = 500;
const badStatuses = ['archived', 'deprecated', 'quarantined'] as const;

const Text = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));
const HashOrFlag = z.unknown().optional();

/** Only the fields phalus reads of a file, each lenient: an index may send anything on any day. */
const JsonFile = z.object({
  filename: z.string(),
  url: z.string(),
  hashes: HashOrFlag,
  'requires-python': Text,
  yanked: z.unknown().optional(),
  'core-metadata': HashOrFlag,
  'dist-info-metadata': HashOrFlag,
  size: z.unknown().optional(),
  'upload-time': Text,
});

export interface ProjectPage {
  readonly files: readonly IndexFile[];
  /** What is said of the whole project: archived, deprecated, quarantined; null when nothing is said against it. */
  readonly status: string | null;
}

/** A project's page, in JSON or HTML. Throws RegistryError `bad-response`. */
export function parseProjectPage(page: FoundBody, purpose: string): ProjectPage {
  return /json/i.test(page.contentType) ? parseJsonPage(page, purpose) : parseHtmlPage(page, purpose);
}

function renderStatus(status: string, reason: string): string | null {
  const known = badStatuses.find((each) => each === status);
  if (known === undefined) return null;
  return reason === '' ? known : `${known}: ${reason.slice(0, longestReason)}`;
}

function parseJsonPage(page: FoundBody, purpose: string): ProjectPage {
  let value: unknown;
  try {
    value = JSON.parse(page.body.toString('utf8'));
  } catch (cause) {
    throw badPage(purpose, 'the answer is not JSON', cause);
  }
  const version = read(read(value, 'meta'), 'api-version');
  if (typeof version === 'string' && !/^1(?:\.|$)/.test(version))
    throw badPage(
      purpose,
      `it speaks version "${version.slice(0, 20)}" of the protocol, and phalus version 1`,
    );
  const files = read(value, 'files');
  if (!Array.isArray(files)) throw badPage(purpose, 'the answer lists no files');
  const stated = read(value, 'project-status');
  return {
    files: files.slice(0, mostFiles).flatMap((entry) => {
      const parsed = JsonFile.safeParse(entry);
      return parsed.success ? readJsonFile(parsed.data, page.url) : [];
    }),
    status: renderStatus(Text.parse(read(stated, 'status')), Text.parse(read(stated, 'reason'))),
  };
}

function readJsonFile(file: z.infer<typeof JsonFile>, base: URL): IndexFile[] {
  if (!URL.canParse(file.url, base.href)) return [];
  const metadata = file['core-metadata'] ?? file['dist-info-metadata'];
  const { size } = file;
  return [
    {
      filename: file.filename.slice(0, 512),
      url: new URL(file.url, base.href),
      sha256: readHash(read(file.hashes, 'sha256')),
      requiresPython: file['requires-python'],
      yanked: readYanked(file.yanked),
      metadata:
        metadata === true || isObject(metadata) ? { sha256: readHash(read(metadata, 'sha256')) } : null,
      sizeBytes: Number.isSafeInteger(size) && Number(size) >= 0 ? Number(size) : null,
      publishedAt: readTime(file['upload-time']),
    },
  ];
}

function parseHtmlPage(page: FoundBody, purpose: string): ProjectPage {
  if (page.body.length > htmlLimitBytes)
    throw badPage(purpose, `its page in HTML is larger than ${htmlLimitBytes} bytes`);
  const { document } = parseHTML(page.body.toString('utf8'));
  const stated = document.querySelector('base[href]')?.getAttribute('href') ?? '';
  const base = URL.canParse(stated, page.url.href) ? new URL(stated, page.url.href) : page.url;
  const anchors = [...document.querySelectorAll('a[href]')].slice(0, mostFiles);
  const find = (name: string) =>
    document.querySelector(`meta[name="pypi:${name}"]`)?.getAttribute('content') ?? '';
  const files = anchors.flatMap((anchor) => {
    const href = anchor.getAttribute('href') ?? '';
    if (!URL.canParse(href, base.href)) return [];
    const url = new URL(href, base.href);
    const fragment = url.hash;
    url.hash = '';
    const metadata =
      anchor.getAttribute('data-core-metadata') ?? anchor.getAttribute('data-dist-info-metadata');
    const yanked = anchor.getAttribute('data-yanked');
    return [
      {
        filename: (anchor.textContent ?? '').trim().slice(0, 512),
        url,
        sha256: readHash(/(?:^#|&)sha256=([0-9a-fA-F]{64})(?:&|$)/.exec(fragment)?.[1]),
        requiresPython: anchor.getAttribute('data-requires-python') ?? '',
        yanked: yanked === null ? null : readYanked(yanked === '' ? true : yanked),
        metadata: metadata === null || metadata === 'false' ? null : { sha256: readAttributeHash(metadata) },
        sizeBytes: null,
        publishedAt: null,
      },
    ];
  });
  return { files, status: renderStatus(find('project-status'), find('project-status-reason')) };
}

function readAttributeHash(text: string): string | null {
  return readHash(/^sha256=([0-9a-fA-F]{64})$/.exec(text)?.[1]);
}

function readHash(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-f]{64}$/i.test(value) ? value.toLowerCase() : null;
}

function readYanked(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value.slice(0, longestReason);
  return value === true || value === '' ? 'yanked without a reason' : null;
}

function readTime(text: string): string | null {
  const time = text === '' ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function read(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function badPage(purpose: string, problem: string, cause?: unknown): RegistryError {
  return new RegistryError('bad-response', `Cannot ${purpose}: ${problem}`, {
    cause,
    hint: 'Check that "index-url" of pip is the address of a simple index and not of a web page',
  });
}
