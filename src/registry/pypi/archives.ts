import type { ArchiveReference } from '../types.ts';
import type { DistributionFile } from './pick-release.ts';

/**
 * The files of a release that are worth reading, best first: the source archive, which has the documents and is never
 * run, then a wheel without compiled code, then the smallest of the others.
 */
export function rankArchives(files: readonly DistributionFile[], limitBytes: number): DistributionFile[] {
  const fits = ({ sizeBytes }: DistributionFile) => sizeBytes === null || sizeBytes <= limitBytes;
  const rank = (file: DistributionFile) =>
    (fits(file) ? 0 : 10) +
    (file.kind === 'sdist' ? 0 : file.isPure ? 2 : 4) +
    (file.filename.endsWith('.zip') ? 1 : 0);
  const size = ({ sizeBytes }: DistributionFile) => sizeBytes ?? Number.MAX_SAFE_INTEGER;
  const ranked = files.toSorted((left, right) => rank(left) - rank(right) || size(left) - size(right));
  const isFirstOfKind = (file: DistributionFile) => ranked.find(({ kind }) => kind === file.kind) === file;
  return ranked.filter(isFirstOfKind);
}

export function describeArchive(file: DistributionFile): ArchiveReference {
  const { url, sha256, sizeBytes, filename } = file;
  return {
    url: url.href,
    integrity: sha256 === null ? null : `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`,
    sizeBytes,
    format: filename.endsWith('.tar.gz') ? 'tar.gz' : 'zip',
  };
}
