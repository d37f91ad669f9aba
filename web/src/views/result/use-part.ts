import { requestJson } from '../../api/request.ts';
import { type Resource, useResource } from '../../state/use-resource.ts';

export type Part = 'validation' | 'csp' | 'code' | 'evidence' | 'provenance' | 'audit';

export interface PackagePlace {
  readonly job: string;
  readonly name: string;
}

export function partPath({ job, name }: PackagePlace, part: Part): string {
  return `api/packages/${encodeURIComponent(name)}/${part}?job=${encodeURIComponent(job)}`;
}

/** One part of what the server knows of a package. */
export function usePart<Answer>(
  place: PackagePlace,
  part: Part,
): readonly [Resource<Answer>, reload: () => void] {
  const path = partPath(place, part);
  return useResource((signal) => requestJson<Answer>(path, { signal }), [path]);
}
