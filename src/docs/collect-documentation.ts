import { formatPackageId, isAbort, PhalusError, renderError, sha256Hex } from '../core/index.ts';
import { readDefinitelyTyped } from './definitely-typed.ts';
import { DocsError } from './errors.ts';
import { guardDocument } from './guard/guard-document.ts';
import { leastDocumentedCharacters, tinyReadmeCharacters } from './limits.ts';
import { findOutliner } from './outline/find-outliner.ts';
import { readArchiveDocuments } from './read-archive.ts';
import type {
  DocSet,
  Document,
  DocumentationRequest,
  DocumentKind,
  RawDocument,
  Refusal,
  SourceNote,
  SourceYield,
} from './types.ts';
import { readHomepage, readRepositoryReadme } from './web/read-web.ts';

type GuardedDocument = Omit<Document, 'id'>;

interface Gathered {
  readonly documents: GuardedDocument[];
  readonly refusals: Refusal[];
  readonly notes: SourceNote[];
  readonly urls: string[];
  /** What to do about an archive that could not be read. */
  readonly hints: string[];
}

const order: readonly DocumentKind[] = ['readme', 'declaration', 'guide', 'api-page', 'changelog'];
const idStem = {
  readme: 'readme',
  declaration: 'types',
  changelog: 'changelog',
  guide: 'guide',
  'api-page': 'page',
};

/**
 * Collects what is publicly documented about a package: its archive first, DefinitelyTyped when it declares no types, the
 * repository's README and the homepage when its own README says nothing. A source that fails is a note. Throws DocsError
 * `no-documentation` when nothing is left after the guard, and RegistryError `integrity` for an archive that was changed.
 */
export async function collectDocumentation(request: DocumentationRequest): Promise<DocSet> {
  const { record, registry, settings, signal } = request;
  const gathered: Gathered = { documents: [], refusals: [], notes: [], urls: [], hints: [] };
  const has = (kind: DocumentKind) => gathered.documents.some((document) => document.kind === kind);
  await gather(request, gathered, 'archive', () =>
    readArchiveDocuments({ record, registry, declarationsOnly: false, signal }),
  );
  if (settings.definitely_typed && record.ecosystem === 'npm' && !has('declaration')) {
    await gather(request, gathered, 'DefinitelyTyped', () => readDefinitelyTyped(record, registry, signal));
  }
  if (settings.web && !hasReadme(gathered)) {
    await gather(request, gathered, 'repository README', () => readRepositoryReadme(request));
    if (!hasReadme(gathered)) await gather(request, gathered, 'homepage', () => readHomepage(request));
  }
  const documents = numberDocuments(gathered.documents);
  if (!isEnough(documents)) throw createNothingLeft(request, gathered);
  return {
    record,
    documents,
    refusals: gathered.refusals,
    notes: gathered.notes,
    urlsAccessed: gathered.urls,
  };
}

async function gather(
  request: DocumentationRequest,
  gathered: Gathered,
  source: string,
  read: () => Promise<SourceYield>,
): Promise<void> {
  request.signal?.throwIfAborted();
  try {
    const found = await read();
    gathered.refusals.push(...found.refusals);
    gathered.notes.push(...found.notes);
    gathered.urls.push(...found.urls);
    for (const document of found.documents) await admit(document, request, gathered);
  } catch (error) {
    if (request.signal?.aborted === true || isAbort(error)) throw error;
    // An archive that is not the published one is an attack, not a missing source.
    if (error instanceof PhalusError && error.code === 'integrity') throw error;
    gathered.notes.push({ source, note: renderError(error) });
    if (source === 'archive' && error instanceof PhalusError) noteArchiveFailure(request, gathered, error);
  }
}

/** An archive that is a bomb, damaged or none at all was refused as a whole; one that cannot be had was not. */
function noteArchiveFailure({ record }: DocumentationRequest, gathered: Gathered, error: PhalusError): void {
  if (error.hint !== undefined) gathered.hints.push(error.hint);
  if (error.code !== 'too-large' && error.code !== 'bad-response') return;
  const { url, sizeBytes } = record.archive;
  gathered.refusals.push({ path: url, reason: error.message, sizeBytes: sizeBytes ?? 0 });
}

async function admit(
  document: RawDocument,
  request: DocumentationRequest,
  gathered: Gathered,
): Promise<void> {
  const { kind, origin, isOutline } = document;
  const outliner = isOutline === true ? await findOutliner(request.record.ecosystem) : null;
  const result = await guardDocument(document, request.settings, outliner);
  if (result.kind === 'refused') {
    gathered.refusals.push({ path: origin, reason: result.reason, sizeBytes: result.sizeBytes });
    return;
  }
  const sha256 = sha256Hex(result.text);
  if (gathered.documents.some((each) => each.sha256 === sha256)) return;
  gathered.documents.push({
    ...{ kind, origin, text: result.text, sha256, cuts: result.cuts },
    ...(isOutline === true ? { isOutline } : {}),
  });
}

function hasReadme(gathered: Gathered): boolean {
  return gathered.documents.some(
    ({ kind, text }) => kind === 'readme' && text.trim().length >= tinyReadmeCharacters,
  );
}

/** Ids that stay the same from run to run: `readme`, `types`, `types-2`, `guide-1`, `page-1`, `changelog`. */
function numberDocuments(documents: readonly GuardedDocument[]): Document[] {
  return order.flatMap((kind) =>
    documents
      .filter((document) => document.kind === kind)
      .map((document, index) => {
        const numbered = kind === 'guide' || kind === 'api-page' || index > 0;
        return { id: numbered ? `${idStem[kind]}-${index + 1}` : idStem[kind], ...document };
      }),
  );
}

/** A changelog alone, or a README that is only a title, specifies nothing. */
function isEnough(documents: readonly Document[]): boolean {
  return documents.some(
    ({ kind, text }) =>
      kind === 'declaration' ||
      (kind !== 'changelog' && text.replace(/\s/g, '').length >= leastDocumentedCharacters),
  );
}

function createNothingLeft(request: DocumentationRequest, gathered: Gathered): DocsError {
  const tried = [
    ...gathered.urls,
    ...gathered.notes.map(({ source, note }) => `${source} (${note})`),
    ...gathered.refusals.slice(0, 5).map(({ path, reason }) => `${path} (refused: ${reason})`),
  ];
  return new DocsError(
    'no-documentation',
    `Cannot specify "${formatPackageId(request.record)}": nothing to specify from, tried ${tried.join('; ') || 'nothing'}`,
    {
      tried: { urlsAccessed: gathered.urls, notes: gathered.notes, refusals: gathered.refusals },
      hint: gathered.hints[0] ?? renderHint(request),
    },
  );
}

function renderHint({ settings }: DocumentationRequest): string {
  return settings.web
    ? 'Choose a version that is published with a README or declarations, or leave this package out with --exclude'
    : 'Set docs.web = true to ask the repository and the homepage as well, or leave this package out with --exclude';
}
