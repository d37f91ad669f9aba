import { PhalusError, renderError } from '../core/index.ts';
import { type PlanOptions, type PlanRow, planJob } from '../pipeline/index.ts';
import type { createEstimator } from './plan-estimate.ts';
import type { PlanLine, PlannedPackage, PlanTotal } from './plan-schema.ts';

export interface PlanStreamOptions extends Omit<PlanOptions, 'signal' | 'onRow'> {
  readonly estimate: ReturnType<typeof createEstimator>;
  /** Told once, however it ends. */
  onEnd(): void;
  onFailure(error: unknown): void;
}

/** A plan as lines of JSON, each as soon as it is known. Who stops reading stops the work. */
export function streamPlan(options: PlanStreamOptions): ReadableStream<Uint8Array> {
  const stop = new AbortController();
  return new ReadableStream({
    start(controller) {
      const encoder = new TextEncoder();
      const send = (line: PlanLine) => {
        if (!stop.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      void plan(options, { send, signal: stop.signal }).finally(() => {
        options.onEnd();
        if (!stop.signal.aborted) controller.close();
      });
    },
    cancel: () => stop.abort(),
  });
}

async function plan(
  { estimate, onEnd: _, onFailure, ...options }: PlanStreamOptions,
  { send, signal }: { readonly send: (line: PlanLine) => void; readonly signal: AbortSignal },
): Promise<void> {
  const packages: PlannedPackage[] = [];
  try {
    await planJob({
      ...options,
      signal,
      onRow(row) {
        const planned = renderRow(row, estimate);
        packages.push(planned);
        send({ package: planned });
      },
    });
    send({ total: sumPackages(packages) });
  } catch (error) {
    if (signal.aborted) return;
    onFailure(error);
    const isKnown = error instanceof PhalusError;
    send({
      error: {
        error: isKnown ? renderError(error) : 'The server could not answer',
        code: isKnown ? error.code : 'internal',
      },
    });
  }
}

function renderRow(row: PlanRow, estimate: PlanStreamOptions['estimate']): PlannedPackage {
  const { name, ecosystem, constraint } = row;
  const known = { name, ecosystem, version_constraint: constraint };
  if (row.kind === 'error') {
    const { code, reason, hint } = row;
    const error = { error: reason, code, ...(hint !== null && { hint }) };
    return { ...known, version: null, size_bytes: null, license: null, rebuild: null, estimate: null, error };
  }
  const isUnknown = row.licenseClass === 'unknown';
  const advice = isUnknown ? 'unknown' : row.worthRebuilding ? 'worthwhile' : 'pointless';
  return {
    ...known,
    version: row.version,
    size_bytes: row.sizeBytes,
    license: { spdx: row.license, class: row.licenseClass },
    rebuild: { advice, reason: row.reason },
    estimate: row.tokensByAgent ? estimate(row.tokensByAgent) : null,
  };
}

/** Of what is known: time and money of all are unknown when they are of one. */
function sumPackages(packages: readonly PlannedPackage[]): PlanTotal {
  const estimates = packages.flatMap(({ estimate }) => estimate ?? []);
  const sum = (read: (each: (typeof estimates)[number]) => number | null): number | null =>
    estimates.reduce<number | null>((total, each) => {
      const more = read(each);
      return total === null || more === null ? null : total + more;
    }, 0);
  const nothing = estimates.length === 0;
  return {
    packages: packages.length,
    failed: packages.filter(({ error }) => error !== undefined).length,
    estimated: estimates.length,
    input_tokens: sum((each) => each.input_tokens) ?? 0,
    output_tokens: sum((each) => each.output_tokens) ?? 0,
    seconds: nothing ? null : sum((each) => each.seconds),
    cost: nothing ? null : sum((each) => each.cost),
    currency: null,
    basis: estimates[0]?.basis ?? 'nothing was estimated',
  };
}
