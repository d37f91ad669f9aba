import { join } from 'node:path';
import type { Context } from 'hono';
import { z } from 'zod';
import { verdictToJson } from '../../output/evidence-json.ts';
import {
  type EvidenceName,
  evidenceFolder,
  OutputError,
  readPackage,
  readSpecFolder,
  readVerdict,
} from '../../output/index.ts';
import { renderSpecManifest, SpecManifest, specFilenames } from '../../spec/index.ts';
import { findPackages, isReadable, type StoredPackage, unknownPackage } from '../find-package.ts';
import { readPackageAudit } from '../read-audit.ts';
import { type Route, readQuery } from '../route.ts';
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
      ...common('csp', 'Get the CSP specification for a package', SpecManifest),
      id: 'getSpecification',
      handle: (context) =>
        answerFirst(context, 'specification', async (stored) => {
          if (!(await isReadable(stored, places(specPlaces)))) return null;
          const { spec } = await readSpecFolder(join(stored.folder, evidenceFolder, 'csp'));
          return renderSpecManifest(spec);
        }),
    },
    {
      ...common('audit', 'Get audit log entries for a package', AuditEntries),
      id: 'getAudit',
      handle: (context) =>
        answerFirst(context, 'audit entry', async (stored) => {
          const entries = await readPackageAudit(stored, readName(context));
          return entries.length > 0 ? entries : null;
        }),
    },
    {
      ...common('code', 'Get generated source files for a package', CodeFiles),
      id: 'getCode',
      handle: (context) =>
        answerFirst(context, 'code', async (stored) => {
          if (!(await isReadable(stored, []))) return null;
          const files = await readPackage(stored.folder);
          return Object.keys(files).length > 0 ? files : null;
        }),
    },
    {
      ...common('validation', 'Get the verdict on a package with every check', Validation),
      id: 'getValidation',
      handle: (context) =>
        answerFirst(context, 'verdict', async (stored) => {
          if (!(await isReadable(stored, places([verdictFile])))) return null;
          const verdict = await readVerdict(stored.folder);
          return verdict === null ? null : renderValidation(stored, verdict);
        }),
    },
  ];

  /** The first of the packages that the name may mean which has what is asked for. */
  async function answerFirst(
    context: Context,
    what: string,
    read: (stored: StoredPackage) => Promise<object | null>,
  ): Promise<Response> {
    const name = readName(context);
    const { job } = readQuery(context, JobQuery);
    for (const stored of findPackages(jobs, name, job)) {
      const found = await read(stored).catch(passOver);
      if (found !== null) return context.json(found);
    }
    throw unknownPackage(name, what);
  }
}

function common(resource: string, summary: string, schema: z.ZodType) {
  return {
    method: 'get' as const,
    path: `/api/packages/{name}/${resource}`,
    summary,
    parameters: PackageParameters,
    query: JobQuery,
    answer: { description: summary, contentType: 'application/json', schema },
    errors: [400, 404] as const,
  };
}

function places(inEvidence: readonly string[]): string[] {
  return inEvidence.map((place) => `${evidenceFolder}/${place}`);
}

function readName(context: Context): string {
  return context.req.param('name') ?? '';
}

/** What is not there is looked for elsewhere; what is there and broken is said. */
function passOver(error: unknown): null {
  if (error instanceof OutputError && error.code === 'not-found') return null;
  throw error;
}

function renderValidation(
  { names, version }: StoredPackage,
  verdict: NonNullable<Awaited<ReturnType<typeof readVerdict>>>,
): z.infer<typeof Validation> {
  return { package_name: names[0] ?? '', package_version: version, ...verdictToJson(verdict) };
}
