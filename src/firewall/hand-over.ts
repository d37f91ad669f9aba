import { ApiSurface, parseSpec, type Spec, SpecMetadata, TestScenarios } from '../spec/index.ts';
import { clearSpec } from './clear-spec.ts';
import { readComments } from './comments.ts';
import { createNameHider, type NameHider } from './hide-name.ts';
import { proseDocuments } from './rules/prose.ts';
import type { ClearedSpec, Finding } from './types.ts';

/** The name under which Agent B works; the drop-in name is put on at output. */
export const neutralName = 'the-package';
export const neutralVersion = '0.0.0';

/** What Agent B's module is imported by, in the spelling of its language. */
const neutralImports: Readonly<Record<ApiSurface['language'], string>> = {
  javascript: neutralName,
  typescript: neutralName,
  python: 'the_package',
  rust: 'the_package',
  go: 'package.example/thepackage',
};

export type HandOver =
  | { readonly kind: 'ready'; readonly spec: ClearedSpec; readonly replaced: number }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/**
 * A cleared specification as Agent B is handed it: without what says of which package it is. Name, version, licence and
 * the hashes of the documentation go from 10; description, keywords, summaries, notes and comments have the name hidden
 * as prose has; a module that 06 declares under the name, or prose loads a part of, gets the neutral one. What is left of the name is
 * a word of the interface, which is what is to be built. The firewall looks at the outcome once more.
 */
export async function handOver(spec: ClearedSpec): Promise<HandOver> {
  const hider = createNameHider(spec);
  const prose = proseDocuments.map((name) => [name, hideInCode(spec.texts[name], spec.packageName)]);
  const texts: Record<string, string> = {
    ...spec.texts,
    ...Object.fromEntries(prose),
    '02-api-surface.json': renderJson(hideInSurface(spec, hider)),
    '06-type-definitions.d.ts': await hideInTypes(spec, hider),
    '09-test-scenarios.json': renderJson(hideInScenarios(spec, hider)),
    '10-metadata.json': renderJson(hideInMetadata(spec, hider)),
  };
  const verdict = await clearSpec(parseSpec(texts, spec.generatedAt), { documentation: null, links: [] });
  if (verdict.kind === 'refused') return verdict;
  return { kind: 'ready', spec: verdict.spec, replaced: hider.replaced };
}

function hideInSurface({ surface }: Spec, { hide }: NameHider): ApiSurface {
  const exports = surface.exports.map((entry) => ({
    ...entry,
    summary: hide(entry.summary),
    members: entry.members.map((member) => ({ ...member, summary: hide(member.summary) })),
  }));
  const { import_name: loaded } = surface;
  return ApiSurface.parse({
    ...{ ...surface, exports },
    ...(loaded === undefined ? {} : { import_name: neutralImports[surface.language] }),
  });
}

function hideInScenarios({ scenarios }: Spec, { hide }: NameHider): TestScenarios {
  const hidden = scenarios.scenarios.map((scenario) => ({
    ...scenario,
    title: hide(scenario.title),
    note: hide(scenario.note),
  }));
  return TestScenarios.parse({ ...scenarios, scenarios: hidden });
}

function hideInMetadata({ metadata, packageName }: Spec, { hide }: NameHider): SpecMetadata {
  const bare = packageName.split('/').at(-1)?.toLowerCase() ?? '';
  return SpecMetadata.parse({
    ...metadata,
    package_name: neutralName,
    package_version: neutralVersion,
    description: hide(metadata.description),
    keywords: metadata.keywords.filter((keyword) => !keyword.toLowerCase().includes(bare)),
    original_license: '',
    documents: [],
  });
}

/** Comments, and the name of a declared module; all else of 06 is interface. */
async function hideInTypes({ texts, surface, packageName }: Spec, { hide }: NameHider): Promise<string> {
  const text = texts['06-type-definitions.d.ts'];
  const parts: string[] = [];
  let place = 0;
  for (const { start, end } of await readComments(text, surface.language)) {
    parts.push(hideInCode(text.slice(place, start), packageName), hide(text.slice(start, end)));
    place = end;
  }
  return `${parts.join('')}${hideInCode(text.slice(place), packageName)}`;
}

/** `declare module 'name'` and what is loaded from it, deeper paths too. */
function hideInCode(code: string, packageName: string): string {
  return code.replace(
    /(\b(?:module|from|import|require|import\()\s{0,5}\(?\s{0,5})(['"])([^'"\n]{1,250})\2/g,
    (whole, before: string, quote: string, name: string) => {
      if (name !== packageName && !name.startsWith(`${packageName}/`)) return whole;
      return `${before}${quote}${neutralName}${name.slice(packageName.length)}${quote}`;
    },
  );
}

function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
