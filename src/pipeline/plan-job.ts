import PQueue from 'p-queue';
import { estimateTokens } from '../analyze/index.ts';
import type { Config } from '../config/index.ts';
import { type Ecosystem, isAbort, PhalusError, renderError } from '../core/index.ts';
import { collectDocumentation } from '../docs/index.ts';
import { classifyLicense } from '../license/index.ts';
import type { Dependency, UnsupportedDependency } from '../manifest/types.ts';
import type { PackageRecord } from '../registry/types.ts';
import { canReadDocumentation } from './readable-ecosystem.ts';
import { renderResolveRequest } from './resolve-request.ts';
import { selectVersions } from './select-versions.ts';
import type { Services } from './services.ts';

/** What is known of one dependency before anything is spent. */
export type PlanRow =
  | {
      readonly kind: 'planned';
      readonly ecosystem: Ecosystem;
      readonly name: string;
      readonly constraint: string;
      readonly version: string;
      /** Unpacked, else packed; null when the registry does not say. */
      readonly sizeBytes: number | null;
      readonly license: string;
      readonly licenseClass: string;
      readonly worthRebuilding: boolean;
      readonly reason: string;
      readonly tokenEstimate: number | null;
    }
  | {
      readonly kind: 'error';
      readonly ecosystem: Ecosystem;
      readonly name: string;
      readonly constraint: string;
      readonly code: string;
      readonly reason: string;
      readonly hint: string | null;
    };

export interface PlanOptions {
  readonly dependencies: readonly Dependency[];
  readonly unsupported: readonly UnsupportedDependency[];
  readonly config: Config;
  readonly services: Services;
  readonly signal: AbortSignal;
}

const requestsAtOnce = 8;

/** Looks every dependency up and reads its documentation; no model is asked. Throws AbortError only. */
export async function planJob(options: PlanOptions): Promise<readonly PlanRow[]> {
  const queue = new PQueue({ concurrency: requestsAtOnce });
  const dependencies = await selectVersions(options.dependencies, options.services, options.signal);
  const rows = await Promise.all(
    dependencies.map((dependency) => queue.add(() => planPackage(options, dependency))),
  );
  return [...rows, ...options.unsupported.map(renderUnsupported)];
}

async function planPackage(options: PlanOptions, dependency: Dependency): Promise<PlanRow> {
  const { ecosystem, name, constraint } = dependency;
  try {
    const registry = await options.services.findRegistry(ecosystem);
    const record = await registry.resolve(renderResolveRequest(dependency), options.signal);
    return { ...describe(record, dependency), tokenEstimate: await estimate(options, record) };
  } catch (error) {
    if (isAbort(error)) throw error;
    const isKnown = error instanceof PhalusError;
    const code = isKnown ? error.code : 'unexpected';
    const hint = isKnown ? (error.hint ?? null) : null;
    return { kind: 'error', ecosystem, name, constraint, code, reason: renderError(error), hint };
  }
}

function describe(
  record: PackageRecord,
  { ecosystem, name, constraint }: Dependency,
): Omit<Extract<PlanRow, { kind: 'planned' }>, 'tokenEstimate'> {
  const license = classifyLicense(record.license);
  return {
    kind: 'planned',
    ecosystem,
    name,
    constraint,
    version: record.version,
    sizeBytes: record.unpackedSizeBytes ?? record.archive.sizeBytes,
    license: record.license,
    licenseClass: license.class,
    worthRebuilding: license.worthRebuilding,
    reason: license.reason,
  };
}

/** Null where documentation cannot be read yet: what would be spent is not known. */
async function estimate(
  { config, services, signal }: PlanOptions,
  record: PackageRecord,
): Promise<number | null> {
  if (!canReadDocumentation(record.ecosystem)) return null;
  const registry = await services.findRegistry(record.ecosystem);
  const settings = config.docs;
  return estimateTokens(
    await collectDocumentation({ record, registry, web: services.web, settings, signal }),
  );
}

function renderUnsupported({ ecosystem, name, constraint, reason }: UnsupportedDependency): PlanRow {
  return { kind: 'error', ecosystem, name, constraint, code: 'unsupported', reason, hint: null };
}
