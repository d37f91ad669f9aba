import type { components, paths } from './schema.d.ts';

type Methods = 'get' | 'post' | 'delete';

/** Body of the good answer of an operation. */
type Answer<Path extends keyof paths, Method extends Methods> = paths[Path][Method] extends {
  readonly responses: { readonly 200: { readonly content: infer Content } };
}
  ? Content[keyof Content]
  : never;

export type StreamEvent = components['schemas']['StreamEvent'];
export type Health = Answer<'/api/health', 'get'>;
export type Machine = Answer<'/api/machine', 'get'>;
export type ParsedManifest = Answer<'/api/manifest/parse', 'post'>;
export type PlanLine = Answer<'/api/plan', 'post'>;
export type PlannedPackage = Extract<PlanLine, { readonly package: unknown }>['package'];
export type JobList = Answer<'/api/jobs', 'get'>;
export type JobSummary = JobList['jobs'][number];
export type JobDetail = Answer<'/api/jobs/{id}', 'get'>;
export type JobPackage = JobDetail['packages'][number];
export type JobSettings = JobDetail['settings'];
export type EventPage = Answer<'/api/jobs/{id}/events', 'get'>;
export type Evidence = Answer<'/api/packages/{name}/evidence', 'get'>;
export type Provenance = Answer<'/api/packages/{name}/provenance', 'get'>;
export type Specification = Answer<'/api/packages/{name}/csp', 'get'>;
export type Validation = Answer<'/api/packages/{name}/validation', 'get'>;
export type CodeFiles = Answer<'/api/packages/{name}/code', 'get'>;
export type AuditEntries = Answer<'/api/packages/{name}/audit', 'get'>;
