import type { PackageRecord } from '../registry/types.ts';

/** Where an original is at home: its own pages, its repository, and the host that its registry keeps archives on. */
export function listOriginalLinks(record: PackageRecord | null): readonly string[] {
  if (record === null) return [];
  const { homepage, repository, documentation, archive } = record;
  const host = URL.canParse(archive.url) ? new URL(archive.url).origin : null;
  return [homepage, repository, documentation, host].filter(
    (link): link is string => typeof link === 'string' && link !== '',
  );
}
