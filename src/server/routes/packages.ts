import { join } from 'node:path';
import { z } from 'zod';
import { verdictToJson } from '../../output/evidence-json.ts';
import {
  type EvidenceName,
  evidenceFolder,
  readPackage,
  readSpecFolder,
  readVerdict,
} from '../../output/index.ts';
import { renderSpecManifest, SpecManifest, specFilenames } from '../../spec/index.ts';
import { answerFirst } from '../answer-first.ts';
import { isReadable, type StoredPackage } from '../find-package.ts';
import { readPackageAudit } from '../read-audit.ts';
import type { Route } from '../route.ts';
import { AuditEntries, CodeFiles, JobQuery, Validation } from '../schema.ts';
import type { ServerParts } from '../types.ts';

const PackageParameters = z.object({
  name: z.string().min(1).describe('Package name, with its scope; percent-encoded or not'),
});
const verdictFile: EvidenceName = 'validation.json';

const specPlaces = ['csp', 'manifest.json', ...specFilenames.map((filename) => `csp/${filename}`)];

export function createPackageRoutes({ jobs }: ServerParts): readonly Route[] {
  return [
    {
      ...describePackageRoute('csp', 'Get the CSP specification for a package', SpecManifest),
      id: 'getSpecification',
      handle: (context) =>
        answerFirst(context, jobs, 'specification', async (stored) => {
          if (!(await isReadable(stored, places(specPlaces)))) return null;
          const { spec } = await readSpecFolder(join(stored.folder, evidenceFolder, 'csp'));
          return renderSpecManifest(spec);
        }),
    },
    {
      ...describePackageRoute('audit', 'Get audit log entries for a package', AuditEntries),
      id: 'getAudit',
      handle: (context) =>
        answerFirst(context, jobs, 'audit entry', async (stored, name) => {
          const entries = await readPackageAudit(stored, name);
          return entries.length > 0 ? entries : null;
        }),
    },
    {
      ...describePackageRoute('code', 'Get generated source files for a package', CodeFiles),
      id: 'getCode',
      handle: (context) =>
        answerFirst(context, jobs, 'code', async (stored) => {
          if (!(await isReadable(stored, []))) return null;
          const files = await readPackage(stored.folder);
          return Object.keys(files).length > 0 ? files : null;
        }),
    },
    {
      ...describePackageRoute('validation', 'Get the verdict on a package with every check', Validation),
      id: 'getValidation',
      handle: (context) =>
        answerFirst(context, jobs, 'verdict', async (stored) => {
          if (!(await isReadable(stored, places([verdictFile])))) return null;
          const verdict = await readVerdict(stored.folder);
          return verdict === null ? null : renderValidation(stored, verdict);
        }),
    },
  ];
}

const answerNames: Readonly<Record<string, string>> = {
  csp: 'Specification',
  audit: 'AuditEntries',
  code: 'CodeFiles',
  validation: 'Validation',
  evidence: 'Evidence',
  provenance: 'Provenance',
};

/** What all resources of a package have in common. */
export function describePackageRoute(resource: string, summary: string, schema: z.ZodType) {
  return {
    method: 'get' as const,
    path: `/api/packages/{name}/${resource}`,
    summary,
    parameters: PackageParameters,
    query: JobQuery,
    answer: {
      description: summary,
      contentType: 'application/json',
      schema,
      name: answerNames[resource] ?? resource,
    },
    errors: [400, 404] as const,
  };
}

function places(inEvidence: readonly string[]): string[] {
  return inEvidence.map((place) => `${evidenceFolder}/${place}`);
}

function renderValidation(
  { names, version }: StoredPackage,
  verdict: NonNullable<Awaited<ReturnType<typeof readVerdict>>>,
): z.infer<typeof Validation> {
  return { package_name: names[0] ?? '', package_version: version, ...verdictToJson(verdict) };
}
