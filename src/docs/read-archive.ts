import type { ArchiveFile, ArchiveListing, PackageRecord, Registry } from '../registry/types.ts';
import { classifyPath, type PathClass } from './classify-path.ts';
import { listDeclarationEntries } from './entry-points.ts';
import { maxArchiveBytes, maxFileBytes, maxGuides, maxNamedRefusals } from './limits.ts';
import { findOutliner } from './outline/find-outliner.ts';
import { outlineFiles } from './outline/outline-files.ts';
import type { Outliner } from './outline/types.ts';
import { readManifest } from './read-manifest.ts';
import { selectDeclarations } from './select-declarations.ts';
import type { RawDocument, Refusal, SourceNote, SourceYield } from './types.ts';

export interface ArchiveSource {
  readonly record: PackageRecord;
  readonly registry: Registry;
  /** Only the declarations are wanted (a package of types for another). */
  readonly declarationsOnly: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Reads the documentation of a published archive; source code is listed by the registry's room and never kept. */
export async function readArchiveDocuments(source: ArchiveSource): Promise<SourceYield> {
  const { record, registry, signal } = source;
  const tooLarge: Refusal[] = [];
  const outliner = source.declarationsOnly ? null : await findOutliner(record.ecosystem);
  const classify = createClassifier(outliner);
  const listing = await registry.readArchive(record, {
    accept: createAccept(source, { tooLarge, outliner, classify }),
    ...(signal === undefined ? {} : { signal }),
  });
  const documents = await chooseDocuments(listing.files, source, { outliner, classify });
  const refusals = [...listLinks(listing), ...nameSome(tooLarge, 'too large to be read')];
  return {
    documents: documents.chosen,
    refusals: source.declarationsOnly ? refusals : [...refusals, ...listSources(listing, classify)],
    notes: documents.notes,
    urls: [record.archive.url],
  };
}

type Classify = (path: string) => PathClass;

interface Reading {
  readonly outliner: Outliner | null;
  readonly classify: Classify;
}

function createClassifier(outliner: Outliner | null): Classify {
  return (path) => outliner?.classify(path) ?? classifyPath(path);
}

function createAccept(
  source: ArchiveSource,
  { tooLarge, outliner, classify }: Reading & { readonly tooLarge: Refusal[] },
): (path: string, sizeBytes: number) => boolean {
  const entries = new Set(listDeclarationEntries(source.record.entryPoints));
  let total = 0;
  return (path, sizeBytes) => {
    const found = classify(path);
    const isOutlined = outliner?.isOutlined(path) === true;
    if (!isOutlined && (found === 'source' || found === 'packed' || found === 'other')) return false;
    if (source.declarationsOnly && found !== 'declaration' && found !== 'metadata') return false;
    // What matters most must not fall victim to a flood of other files that come first.
    const matters = found === 'readme' || found === 'metadata' || entries.has(path);
    const isTooLarge = sizeBytes > maxFileBytes;
    if (isTooLarge || (!matters && total + sizeBytes > maxArchiveBytes)) {
      const reason = isTooLarge ? 'too large to be read' : 'over the size of all documents together';
      tooLarge.push({ path, reason, sizeBytes });
      return false;
    }
    total += sizeBytes;
    return true;
  };
}

async function chooseDocuments(
  files: readonly ArchiveFile[],
  { record, declarationsOnly }: ArchiveSource,
  { outliner, classify }: Reading,
): Promise<{ chosen: RawDocument[]; notes: SourceNote[] }> {
  const ofClass = (wanted: PathClass) => files.filter((file) => classify(file.path) === wanted);
  const manifest = readManifest(ofClass('metadata')[0]?.content);
  const types = await selectDeclarations(ofClass('declaration'), { ...manifest, ...record.entryPoints });
  const guides = declarationsOnly ? [] : byPath(ofClass('guide'));
  const notes: SourceNote[] = [];
  const note = (text: string) =>
    notes.push({ source: `archive of ${record.name}@${record.version}`, note: text });
  if (types.leftOut > 0)
    note(`${types.leftOut} declaration files that the entry does not lead to were left out`);
  if (guides.length > maxGuides) note(`${guides.length - maxGuides} guides over the limit were left out`);
  const outlined = outliner === null ? null : await outlineFiles(files, outliner);
  if (outlined !== null && outlined.opened > 0) {
    const rest = outlined.leftOut > 0 ? `, ${outlined.leftOut} over the limit were left out` : '';
    note(`${outlined.opened} source files were opened for their declarations, bodies dropped${rest}`);
  }
  const readme = byPath(ofClass('readme')).toSorted((a, b) => preferMarkdown(a) - preferMarkdown(b));
  const chosen = [
    ...(declarationsOnly ? [] : toDocuments('readme', readme.slice(0, 1))),
    ...(outliner === null || readme.length > 0 ? [] : readDescriptions(ofClass('metadata'), outliner)),
    ...toDocuments('declaration', types.files),
    ...(outlined?.documents ?? []),
    ...toDocuments('guide', guides.slice(0, maxGuides)),
    ...(declarationsOnly ? [] : toDocuments('changelog', byPath(ofClass('changelog')).slice(0, 1))),
  ];
  return { chosen, notes };
}

/** What stands in a metadata file, where there is no README beside it. */
function readDescriptions(files: readonly ArchiveFile[], outliner: Outliner): RawDocument[] {
  for (const { path, content } of byPath(files)) {
    const found = outliner.readMetadata({ path, text: new TextDecoder().decode(content) });
    if (found !== null) return [found];
  }
  return [];
}

function toDocuments(kind: RawDocument['kind'], files: readonly ArchiveFile[]): RawDocument[] {
  return files.map((file) => ({ kind, origin: file.path, content: file.content }));
}

function byPath(files: readonly ArchiveFile[]): ArchiveFile[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function preferMarkdown(file: ArchiveFile): number {
  return /\.(md|markdown|mdown)$/i.test(file.path) ? 0 : 1;
}

/** Links, devices and hostile names. */
function listLinks(listing: ArchiveListing): Refusal[] {
  return nameSome(
    listing.refused.map(({ path, reason, sizeBytes }) => ({ path, reason, sizeBytes })),
    'refused for what they are, as those before',
  );
}

/** The evidence that source code was there and was not read, nor an archive that may hold some. */
function listSources(listing: ArchiveListing, classify: Classify): Refusal[] {
  const refusalsOf = (wanted: PathClass, reason: string) => {
    const entries = listing.entries.filter((entry) => !entry.kept && classify(entry.path) === wanted);
    return nameSome(
      entries.map(({ path, sizeBytes }) => ({ path, reason, sizeBytes })),
      reason,
    );
  };
  return [
    ...refusalsOf('source', 'source code by its name'),
    ...refusalsOf('packed', 'another archive, by its name'),
  ];
}

/** Each becomes a line of the audit, and an archive may hold a hundred thousand: the first are named, the rest counted. */
function nameSome(refusals: readonly Refusal[], reason: string): Refusal[] {
  const rest = refusals.slice(maxNamedRefusals);
  if (rest.length === 0) return [...refusals];
  const sizeBytes = rest.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  return [...refusals.slice(0, maxNamedRefusals), { path: `(${rest.length} more files)`, reason, sizeBytes }];
}
