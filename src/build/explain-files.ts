import type { ClearedSpec } from '../firewall/types.ts';
import type { SpecFilename } from '../spec/index.ts';
import { valueExports } from './mend/match-exports.ts';
import type { Delivery } from './types.ts';
import { openWorkshop, type Workshop } from './workshop/index.ts';

/** A part of the specification, as ids of its statements: `03-behavior-spec.md:7`, `09-test-scenarios.json#S001`. */
export interface SpecPart {
  readonly document: SpecFilename;
  readonly heading: string;
  readonly names: readonly string[];
  /** A part of it did not fit and was left out. */
  readonly isCut: boolean;
}

export interface FileOrigin {
  readonly path: string;
  readonly madeBy: 'model' | 'template' | 'unknown';
  /** What a model was shown of the specification, or what a template was filled from; null when it is not known. */
  readonly parts: readonly SpecPart[] | null;
}

/**
 * What each file of a package was made from. What Agent B was shown is looked for in the very brief that it gets: its
 * own word of it counts for nothing. `handed` is the specification as it was shown, `spec` the one of the package.
 */
export async function explainFiles(request: {
  readonly paths: readonly string[];
  readonly spec: ClearedSpec;
  readonly handed: ClearedSpec;
  readonly delivery: Delivery;
  readonly briefCharacters: number;
}): Promise<FileOrigin[]> {
  const { paths, spec, handed, delivery, briefCharacters } = request;
  const workshop = await openWorkshop(delivery.language);
  const brief = await workshop.renderBrief(handed, { maxCharacters: briefCharacters });
  const shown = findParts(brief, handed, workshop);
  const codePaths = new Set(workshop.codePaths(spec, delivery));
  const papers = workshop.renderPapers(spec, delivery);
  return paths.map((path): FileOrigin => {
    if (codePaths.has(path)) return { path, madeBy: 'model', parts: shown };
    const isPaper = Object.hasOwn(papers, path) || path === 'MAPPING.md';
    return {
      path,
      madeBy: isPaper ? 'template' : 'unknown',
      parts: isPaper ? partsOfPaper(path, spec) : null,
    };
  });
}

const proseHeadings = {
  '01-overview.md': 'Overview',
  '03-behavior-spec.md': 'Behaviour',
  '04-edge-cases.md': 'Edge cases',
  '05-configuration.md': 'Options',
  '07-error-catalog.md': 'Errors',
} as const satisfies Partial<Record<SpecFilename, string>>;

/** What of the specification stands in the brief. */
function findParts(brief: string, spec: ClearedSpec, workshop: Workshop): SpecPart[] {
  const lines = new Set(brief.split('\n'));
  const prose = Object.entries(proseHeadings).map(([document, heading]) => {
    const statements = listStatements(spec, document as keyof typeof proseHeadings);
    return describePart(document as SpecFilename, heading, statements, ({ text }) => lines.has(text));
  });
  const scenarios = spec.scenarios.scenarios.map((scenario) => ({
    id: `09-test-scenarios.json#${scenario.id}`,
    text: workshop.renderExample(scenario),
  }));
  const exports = valueExports(spec.surface).map(({ name }) => ({ id: `02-api-surface.json#${name}` }));
  return [
    ...prose,
    // The one part that is never cut.
    describePart('02-api-surface.json', 'Names to declare', exports, () => true),
    describeInterface(brief),
    describePart('09-test-scenarios.json', 'Examples', scenarios, ({ text }) => brief.includes(text)),
  ].filter((part) => part !== null);
}

/** Statements as a brief has them: without the note on where they come from. */
function listStatements(spec: ClearedSpec, document: SpecFilename): { id: string; text: string }[] {
  return spec.texts[document].split('\n').flatMap((line, index) => {
    if (!line.startsWith('- ')) return [];
    const text = line.replace(/ \[[^\]]*:\d+(?:-\d+)?\]$/, '');
    return [{ id: `${document}:${index + 1}`, text }];
  });
}

function describePart<T extends { readonly id: string }>(
  document: SpecFilename,
  heading: string,
  all: readonly T[],
  isShown: (each: T) => boolean,
): SpecPart | null {
  const shown = all.filter(isShown);
  if (all.length === 0) return null;
  return { document, heading, names: shown.map(({ id }) => id), isCut: shown.length < all.length };
}

function describeInterface(brief: string): SpecPart | null {
  const start = brief.search(/^# Interface$/m);
  if (start === -1) return null;
  const rest = brief.slice(start + 1);
  const end = rest.search(/^# /m);
  const isCut = (end === -1 ? rest : rest.slice(0, end)).trimEnd().endsWith('(cut here)');
  return { document: '06-type-definitions.d.ts', heading: 'Interface', names: [], isCut };
}

/** What the templates are filled from. */
function partsOfPaper(path: string, spec: ClearedSpec): SpecPart[] | null {
  const whole = (document: SpecFilename, heading: string, names: readonly string[] = []): SpecPart => ({
    ...{ document, heading, names, isCut: false },
  });
  const name = path.split('/').at(-1) ?? path;
  const scenarios = spec.scenarios.scenarios.map(({ id }) => `09-test-scenarios.json#${id}`);
  const exports = spec.surface.exports.map((entry) => `02-api-surface.json#${entry.name}`);
  if (name === 'LICENSE' || name === 'tsconfig.json' || name === 'py.typed') return [];
  if (/^tests?\//.test(path) || /_test\.go$/.test(name))
    return [whole('09-test-scenarios.json', 'Scenarios', scenarios)];
  if (/\.d\.[cm]?ts$/.test(name)) return [whole('06-type-definitions.d.ts', 'Types')];
  if (/^(?:package\.json|pyproject\.toml|Cargo\.toml|go\.mod)$/.test(name)) {
    return [whole('10-metadata.json', 'Metadata'), whole('02-api-surface.json', 'How it is loaded')];
  }
  if (name === 'README.md') {
    return [
      whole('10-metadata.json', 'Description'),
      whole('02-api-surface.json', 'Exports', exports),
      { ...whole('09-test-scenarios.json', 'Some of the examples'), isCut: true },
    ];
  }
  return name === 'MAPPING.md' ? [whole('02-api-surface.json', 'Exports', exports)] : null;
}
