import type { Config } from '../../config/index.ts';
import { type Manifest, parseManifest, selectFromManifest } from '../../manifest/index.ts';
import { ServerError } from '../errors.ts';
import { requirePackages } from '../require-packages.ts';
import type { JobSettings } from './record.ts';

/** More than any project has; a job's record, written anew for each package, names them all. */
const mostDependencies = 5000;

/**
 * The packages that a job, or a plan of one, is about. Throws ManifestError, also `empty` for a manifest of which nothing
 * can be looked up, and ServerError `bad-request`.
 */
export function readJobManifest(text: string, { only = [], exclude = [] }: JobSettings): Manifest {
  const labels = { only: 'only', exclude: 'exclude' };
  const manifest = parseManifest({ text });
  const count = manifest.packages.length + manifest.unsupported.length;
  if (count > mostDependencies) {
    throw new ServerError(
      'bad-request',
      `Cannot start the job: its manifest has ${count} dependencies and should have at most ${mostDependencies}`,
      { hint: 'Make several manifests of it' },
    );
  }
  return requirePackages(selectFromManifest(manifest, { only, exclude }, labels));
}

/** The server's configuration with what a job asks for. */
export function createJobConfig(config: Config, settings: JobSettings): Config {
  const { isolation, license, target_lang, similarity_threshold, concurrency, budget = {} } = settings;
  return {
    ...config,
    isolation: { ...config.isolation, ...(isolation && { mode: isolation }) },
    output: {
      ...config.output,
      // Who names a licence does not mean the file of the configuration.
      ...(license && { license, license_file: '' }),
      ...(target_lang && { target_lang }),
    },
    validation: {
      ...config.validation,
      ...(similarity_threshold !== undefined && { similarity_threshold }),
    },
    limits: {
      ...config.limits,
      ...(concurrency && { concurrency }),
      tokens: least(config.limits.tokens, budget.tokens),
      money: least(config.limits.money, budget.cost),
    },
  };
}

/** A request may ask for less than is configured and not for more; 0 is no limit. */
function least(configured: number, asked = 0): number {
  if (configured === 0 || asked === 0) return configured + asked;
  return Math.min(configured, asked);
}
