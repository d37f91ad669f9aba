import { PhalusError, sha256Hex } from '../core/index.ts';
import { type SpecFilename, specFilenames } from './documents.ts';
import { ApiSurface, type SpecManifest, SpecMetadata, TestScenarios } from './schema.ts';

export class SpecError extends PhalusError<'missing-document' | 'malformed-document'> {}

/** A specification in memory: the ten texts, and the three JSON documents parsed. */
export interface Spec {
  readonly packageName: string;
  readonly packageVersion: string;
  /** RFC 3339. */
  readonly generatedAt: string;
  readonly texts: Readonly<Record<SpecFilename, string>>;
  readonly surface: ApiSurface;
  readonly scenarios: TestScenarios;
  readonly metadata: SpecMetadata;
}

/** The specification with other scenarios. Throws SpecError where they are none. */
export function replaceScenarios(spec: Spec, scenarios: TestScenarios): Spec {
  const text = `${JSON.stringify(scenarios, null, 2)}\n`;
  return parseSpec({ ...spec.texts, '09-test-scenarios.json': text }, spec.generatedAt);
}

/**
 * Builds a Spec from the ten texts; the texts are the truth and the parsed parts follow them.
 * Throws SpecError naming the document and, for JSON, the path of what is wrong.
 */
export function parseSpec(texts: Readonly<Record<string, string>>, generatedAt: string): Spec {
  const missing = specFilenames.filter((filename) => texts[filename] === undefined);
  if (missing.length > 0) {
    throw new SpecError(
      'missing-document',
      `Cannot read the specification: ${missing.join(', ')} not there`,
      {
        hint: 'A specification has ten documents; run phalus run-one with --dry-run to write it again',
      },
    );
  }
  const known = texts as Readonly<Record<SpecFilename, string>>;
  const metadata = parseDocument(known, '10-metadata.json', SpecMetadata);
  return {
    packageName: metadata.package_name,
    packageVersion: metadata.package_version,
    generatedAt,
    texts: Object.fromEntries(specFilenames.map((name) => [name, known[name]])) as Record<
      SpecFilename,
      string
    >,
    surface: parseDocument(known, '02-api-surface.json', ApiSurface),
    scenarios: parseDocument(known, '09-test-scenarios.json', TestScenarios),
    metadata,
  };
}

function parseDocument<T>(
  texts: Readonly<Record<SpecFilename, string>>,
  filename: SpecFilename,
  schema: { parse(value: unknown): T },
): T {
  try {
    return schema.parse(JSON.parse(texts[filename]));
  } catch (cause) {
    throw new SpecError(
      'malformed-document',
      `Cannot read ${filename} of the specification: not as its schema says`,
      {
        cause,
        hint: `Mend ${filename} by hand, or delete the package's .cleanroom folder and run again`,
      },
    );
  }
}

/** The specification as `/csp` returns it and `manifest.json` holds it. */
export function renderSpecManifest(spec: Spec): SpecManifest {
  return {
    package_name: spec.packageName,
    package_version: spec.packageVersion,
    generated_at: spec.generatedAt,
    documents: specFilenames.map((filename) => ({
      filename,
      content: spec.texts[filename],
      content_hash: sha256Hex(spec.texts[filename]),
    })),
  };
}
