import type { ArchiveFile } from '../../registry/types.ts';
import { maxDeclarationBytes, maxDeclarationFiles } from '../limits.ts';
import type { RawDocument } from '../types.ts';
import type { Outliner } from './types.ts';

export interface OutlinedFiles {
  readonly documents: readonly RawDocument[];
  /** Source files that were opened for their declarations. */
  readonly opened: number;
  /** Those over the limits. */
  readonly leftOut: number;
}

/** Outlines in the order of their paths, the shallow ones first: that is where a package's own interface stands. */
export async function outlineFiles(
  files: readonly ArchiveFile[],
  outliner: Outliner,
): Promise<OutlinedFiles> {
  const opened = files.filter(({ path }) => outliner.isOutlined(path)).toSorted(byDepth);
  const readable = opened.flatMap(({ path, content }) => {
    const text = decode(content);
    return text === null ? [] : [{ path, text }];
  });
  const sources = (await outliner.selectSources?.(readable)) ?? readable;
  const documents: RawDocument[] = [];
  let total = 0;
  let leftOut = 0;
  for (const { path, text } of sources) {
    const outline = await outliner.outline({ path, text });
    if (outline === null || outline.trim() === '') continue;
    const size = Buffer.byteLength(outline);
    if (documents.length >= maxDeclarationFiles || total + size > maxDeclarationBytes) {
      leftOut += 1;
      continue;
    }
    total += size;
    documents.push({ kind: 'declaration', origin: path, content: outline, isOutline: true });
  }
  for (const file of outliner.readExamples === undefined ? [] : sources) {
    const examples = await outliner.readExamples?.(file);
    if (examples) documents.push(examples);
  }
  return { documents, opened: opened.length, leftOut };
}

function byDepth(one: ArchiveFile, other: ArchiveFile): number {
  const depth = ({ path }: ArchiveFile): number => path.split('/').length;
  return depth(one) - depth(other) || (one.path < other.path ? -1 : 1);
}

/** Null for what is not UTF-8. */
function decode(content: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return null;
  }
}
