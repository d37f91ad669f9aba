import { join } from 'node:path';
import { z } from 'zod';
import { evidenceFolder, readSpecFolder } from '../../output/index.ts';
import { type Spec, type SpecFilename, specFilenames } from '../../spec/index.ts';
import { isReadable, type StoredPackage } from '../find-package.ts';
import type { Provenance } from '../provenance-schema.ts';
import { verifyPackageAudit } from '../read-audit.ts';
import { DocsFetched } from './audit-events.ts';
import { readStoredEvidence } from './read-evidence.ts';

type Statement = Provenance['statements'][number];
type Source = Statement['sources'][number];
type Place = { readonly document: string; readonly lines: readonly [number, number] };

const places = ['csp', 'manifest.json', ...specFilenames.map((filename) => `csp/${filename}`)];

/** `files` of evidence.json, as the build recorded it. */
const StoredFiles = z.array(
  z.object({
    path: z.string(),
    made_by: z.enum(['model', 'template', 'unknown']),
    parts: z
      .array(
        z.object({
          document: z.string(),
          heading: z.string(),
          names: z.array(z.string()),
          is_cut: z.boolean(),
        }),
      )
      .nullable(),
    reason: z.string().nullable(),
  }),
);

/** Where each statement of a specification comes from, and what each file was made from; null without a specification. */
export async function readPackageProvenance(
  stored: StoredPackage,
  asked: string,
): Promise<Provenance | null> {
  if (
    !(await isReadable(
      stored,
      places.map((place) => `${evidenceFolder}/${place}`),
    ))
  )
    return null;
  const { spec } = await readSpecFolder(join(stored.folder, evidenceFolder, 'csp'));
  const evidence = await readStoredEvidence(stored);
  const parsed = StoredFiles.safeParse(evidence?.files);
  const origins = await readOrigins(stored, asked);
  const why = evidence === null ? 'nothing was built, or it was not delivered' : 'an older version built it';
  return {
    package_name: spec.packageName,
    package_version: spec.packageVersion,
    statements: listStatements(spec, (place) => describeSource(spec, origins, place)),
    files: parsed.success ? parsed.data : null,
    missing: parsed.success ? {} : { files: `${why}: what its files were made from was not recorded` },
  };
}

/** Where each document was found, by its id. */
async function readOrigins(stored: StoredPackage, asked: string): Promise<ReadonlyMap<string, string>> {
  const audit = await verifyPackageAudit(stored, asked);
  const fetched = audit?.about.findLast(({ event }) => event.type === 'docs_fetched');
  if (fetched === undefined) return new Map();
  return new Map(DocsFetched.parse(fetched.event).documents.map(({ id, origin }) => [id, origin]));
}

function describeSource(
  { metadata }: Spec,
  origins: ReadonlyMap<string, string>,
  { document, lines: [first_line, last_line] }: Place,
): Source {
  const known = metadata.documents.find(({ id }) => id === document);
  return {
    document,
    first_line,
    last_line,
    kind: document === 'metadata' ? 'registry' : (known?.kind ?? null),
    sha256: known?.sha256 ?? null,
    source: origins.get(document) ?? null,
  };
}

function listStatements(spec: Spec, describe: (place: Place) => Source): Statement[] {
  const names = spec.surface.exports.map(({ name, local_name }) => ({ name, local_name }));
  const namesIn = (text: string) =>
    names
      .filter(({ name, local_name }) => mentions(text, name === 'default' ? local_name : name))
      .map(({ name }) => name);
  const prose = specFilenames.filter((filename) => filename.endsWith('.md'));
  return [
    ...prose.flatMap((filename) => listProse(filename, spec.texts[filename], namesIn, describe)),
    ...spec.surface.exports.map((entry) => ({
      id: `02-api-surface.json#${entry.name}`,
      document: '02-api-surface.json',
      line: null,
      kind: 'export' as const,
      text: entry.signature === '' ? entry.name : entry.signature,
      names: [entry.name],
      sources: entry.source === null ? [] : [describe(entry.source)],
    })),
    ...spec.scenarios.scenarios.map(({ id, setup, expression, source }) => ({
      id: `09-test-scenarios.json#${id}`,
      document: '09-test-scenarios.json',
      line: null,
      kind: 'scenario' as const,
      text: setup.trim() === '' ? expression : `${setup.trim()}\n${expression}`,
      names: namesIn(`${setup}\n${expression}`),
      sources: source === null ? [] : [describe(source)],
    })),
  ];
}

/** Statements stand a line each, with their place at the end: `- text [readme:3-4]`. */
function listProse(
  document: SpecFilename,
  text: string,
  namesIn: (text: string) => string[],
  describe: (place: Place) => Source,
): Statement[] {
  return text.split('\n').flatMap((line, index) => {
    if (!line.startsWith('- ')) return [];
    const found = /^(.*) \[([^[\]\s]{1,200}):(\d{1,9})(?:-(\d{1,9}))?\]$/.exec(line.slice(2));
    const said = found?.[1] ?? line.slice(2);
    const first = Number(found?.[3]);
    const last = Number(found?.[4] ?? found?.[3]);
    return [
      {
        id: `${document}:${index + 1}`,
        document,
        line: index + 1,
        kind: 'statement' as const,
        text: said,
        names: namesIn(said),
        sources: found?.[2] === undefined ? [] : [describe({ document: found[2], lines: [first, last] })],
      },
    ];
  });
}

/** As a word of its own. */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1 && name !== ''; at = text.indexOf(name, at + 1)) {
    const around = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    if (around.every((each) => !/[\p{L}\p{N}_$]/u.test(each))) return true;
  }
  return false;
}
