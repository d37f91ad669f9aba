import PQueue from 'p-queue';
import { estimateByAgent, type TokenEstimate } from '../analyze/index.ts';
import type { Config } from '../config/index.ts';
import { type Ecosystem, isAbort, PhalusError, renderError } from '../core/index.ts';
import { collectDocumentation } from '../docs/index.ts';
import { classifyLicense } from '../license/index.ts';
import type { Dependency, UnsupportedDependency } from '../manifest/types.ts';
import type { PackageRecord } from '../registry/types.ts';
import { measureArchive } from './measure-archive.ts';
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
      /** The same by agent. */
      readonly tokensByAgent?: TokenEstimate | null;
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

type PlannedRow = Extract<PlanRow, { kind: 'planned' }>;

export interface PlanOptions {
  readonly dependencies: readonly Dependency[];
  readonly unsupported: readonly UnsupportedDependency[];
  readonly config: Config;
  readonly services: Pick<Services, 'findRegistry' | 'web'>;
  readonly signal: AbortSignal;
  /** Told of each row as soon as it is known, in no order. */
  onRow?(row: PlanRow): void;
}

/** Packages at work at once, when the configuration does not ask for more than one. */
const packagesAtOnce = 8;
/** Of a long plan, which asks for little of each. */
const briefPackagesAtOnce = 32;

/**
 * Looks every dependency up and, up to `limits.packages_per_job` of them, reads its documentation for an estimate; no
 * model is asked. A longer plan is no job: of each package is asked what licence and size need, and nothing else. Throws
 * AbortError only.
 */
export async function planJob(options: PlanOptions): Promise<readonly PlanRow[]> {
  const { config, services, signal } = options;
  const isBrief = isBriefPlan(options);
  const { concurrency } = config.limits;
  const queue = new PQueue({
    concurrency: concurrency > 1 ? concurrency : isBrief ? briefPackagesAtOnce : packagesAtOnce,
  });
  // A long go.mod is one that lists all that is needed, in the versions that are.
  const dependencies = isBrief
    ? options.dependencies
    : await selectVersions(options.dependencies, services, signal);
  const stop = () => queue.clear();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const unsupported = options.unsupported.map(renderUnsupported);
    for (const row of unsupported) options.onRow?.(row);
    const rows = dependencies.map((dependency) =>
      queue.add(async () => {
        const row = await planPackage(options, dependency, isBrief);
        options.onRow?.(row);
        return row;
      }),
    );
    return [...(await waitForAll(rows, signal)), ...unsupported];
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Without tokens, and without a look at what was withdrawn since the lock file was written. */
export function isBriefPlan({ dependencies, config }: Pick<PlanOptions, 'dependencies' | 'config'>): boolean {
  return dependencies.length > config.limits.packages_per_job;
}

/** What is cleared from a queue never settles, so the signal is waited for beside it. */
async function waitForAll<T>(tasks: readonly Promise<T>[], signal: AbortSignal): Promise<T[]> {
  signal.throwIfAborted();
  let end = () => {};
  const aborted = new Promise<never>((_, reject) => {
    end = () => reject(signal.reason);
    signal.addEventListener('abort', end, { once: true });
  });
  try {
    return await Promise.race([Promise.all(tasks), aborted]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

async function planPackage(options: PlanOptions, dependency: Dependency, isBrief: boolean): Promise<PlanRow> {
  const { ecosystem, name, constraint } = dependency;
  const { services, signal } = options;
  try {
    signal.throwIfAborted();
    const registry = await services.findRegistry(ecosystem);
    const record = await registry.resolve({ ...renderResolveRequest(dependency), isBrief }, signal);
    const described = describe(record, dependency);
    return isBrief ? { ...described, ...unestimated } : await estimate(options, record, described);
  } catch (error) {
    if (isAbort(error) || signal.aborted) throw error;
    const isKnown = error instanceof PhalusError;
    const code = isKnown ? error.code : 'unexpected';
    const hint = isKnown ? (error.hint ?? null) : null;
    return { kind: 'error', ecosystem, name, constraint, code, reason: renderError(error), hint };
  }
}

type Described = Omit<PlannedRow, 'tokenEstimate' | 'tokensByAgent'>;
const unestimated = { tokenEstimate: null, tokensByAgent: null };

function describe(record: PackageRecord, { ecosystem, name, constraint }: Dependency): Described {
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

/** Adds what its documentation tells: the tokens that a specification would cost, roughly, and the size of its files. */
async function estimate(
  { config, services, signal }: PlanOptions,
  record: PackageRecord,
  described: Described,
): Promise<PlannedRow> {
  const { registry, sizeBytes } = measureArchive(await services.findRegistry(record.ecosystem), record);
  const settings = config.docs;
  const docSet = await collectDocumentation({ record, registry, web: services.web, settings, signal });
  const tokensByAgent = estimateByAgent(docSet);
  const { analyst, builder } = tokensByAgent;
  return {
    ...described,
    sizeBytes: record.unpackedSizeBytes ?? sizeBytes() ?? described.sizeBytes,
    tokenEstimate: analyst.input + analyst.output + builder.input + builder.output,
    tokensByAgent,
  };
}

function renderUnsupported({ ecosystem, name, constraint, reason }: UnsupportedDependency): PlanRow {
  return { kind: 'error', ecosystem, name, constraint, code: 'unsupported', reason, hint: null };
}
