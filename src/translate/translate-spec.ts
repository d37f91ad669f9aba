import {
  parseSpec,
  type Scenario,
  type Spec,
  type SpecFilename,
  type SpecMetadata,
  type TestScenarios,
} from '../spec/index.ts';
import {
  type AnyWriter,
  createSurface,
  findValueType,
  isUnknownConstant,
  type WrittenExport,
  writeExports,
} from './definitions/write-surface.ts';
import { nameLanguage, writeTypes } from './definitions/write-types.ts';
import { listNames } from './list-names.ts';
import { type Family, type NeutralExpression, type NeutralSurface, Unsayable } from './model.ts';
import { createNameTable } from './prose/name-table.ts';
import { type NameTable, renameProse } from './prose/rename-prose.ts';
import { readJavascript } from './read/read-javascript.ts';
import { createReader, readScenarios, reasonOf } from './read/read-scenarios.ts';
import { findCallable } from './refine/find-callable.ts';
import { letsOf, type Observations, observe } from './refine/observe.ts';
import { refineSurface } from './refine/refine-surface.ts';
import type { NeutralScenario } from './scenario.ts';
import { addComments } from './surface/add-comments.ts';
import type { ReadDefault } from './surface/make-parameter.ts';
import { markFailing } from './surface/mark-failing.ts';
import { readComments } from './surface/read-comments.ts';
import { readSurface } from './surface/read-surface.ts';
import { callablesOf, createTargetSurface, type TargetSurface } from './target/target-surface.ts';
import type { TypeScript } from './type-text/read-typescript-type.ts';
import type { SpecLanguage, Translation, Untranslated } from './types.ts';
import { GoWriter } from './write/go-writer.ts';
import { JavascriptWriter } from './write/javascript-writer.ts';
import { PythonWriter } from './write/python-writer.ts';
import { RustWriter } from './write/rust-writer.ts';
import type { WrittenScenario } from './write/types.ts';

export function familyOf(language: SpecLanguage): Family {
  return language === 'typescript' ? 'javascript' : language;
}

/**
 * A specification of one language as one of another: interface, examples and names as the target has them. The same
 * specification gives the same translation; what the target cannot say is listed and never guessed.
 */
export async function translateSpec(spec: Spec, to: SpecLanguage): Promise<Translation> {
  const from = spec.surface.language;
  const [source, target] = [familyOf(from), familyOf(to)];
  if (source === target) return { spec, from, to, names: [], untranslated: [] };
  const ts = (await import('typescript')).default;
  const understood = await understand(ts, spec, { source, target });
  return write(spec, { ...understood, from, to, family: target });
}

interface Understood {
  readonly surface: NeutralSurface;
  readonly scenarios: readonly NeutralScenario[];
  readonly observed: Observations;
  readonly untranslated: readonly Untranslated[];
}

async function understand(
  ts: TypeScript,
  spec: Spec,
  { source, target }: { readonly source: Family; readonly target: Family },
): Promise<Understood> {
  const readDefault = createDefaultReader(ts, source);
  const plain = readSurface({ ts, family: source, readDefault }, spec.surface);
  const comments = readComments(ts, source, spec.texts['06-type-definitions.d.ts']);
  const named = addComments(plain, comments, readDefault);
  const { read, untranslated } = await readScenarios(createReader(ts, source), named, spec.scenarios);
  const observed = observe(named, read);
  const surface = refineSurface({ surface: named, observed, to: target });
  return { surface, scenarios: read, observed, untranslated };
}

/** Defaults are literals: words that JavaScript's reader knows, in the spelling of any of the languages. */
function createDefaultReader(ts: TypeScript, family: Family): ReadDefault {
  const context = { surface: { exports: new Map() }, bindings: new Map(), locals: new Set<string>() };
  return (text) => {
    const words: Readonly<Record<string, NeutralExpression>> = {
      True: { kind: 'boolean', value: true },
      False: { kind: 'boolean', value: false },
      None: { kind: 'null' },
      nil: { kind: 'null' },
    };
    const known = family === 'javascript' && !/^(?:True|False|None)$/.test(text) ? undefined : words[text];
    if (known !== undefined) return known;
    try {
      return readJavascript(ts, text, context);
    } catch (error) {
      if (reasonOf(error) !== null) return null;
      throw error;
    }
  };
}

interface Writing extends Understood {
  readonly from: SpecLanguage;
  readonly to: SpecLanguage;
  readonly family: Family;
}

function write(spec: Spec, writing: Writing): Translation {
  const { from, to, family, observed } = writing;
  const request = { family, packageName: spec.packageName, observed };
  const failing = findFailing(createTargetSurface({ ...request, surface: writing.surface }), writing);
  const surface = markFailing(writing.surface, failing);
  const target = createTargetSurface({ ...request, surface });
  const writer = createWriter(target, failing);
  const names = createNameTable(target, spec.scenarios.bindings, familyOf(from));
  const { scenarios, untranslated } = writeScenarios(spec, { ...writing, target, writer, names });
  const declared = writeExports({ target, writer: createWriter(target, failing, true), names });
  const written = [...declared, ...findValueType(target, declared, codeOf(scenarios))];
  const metadata = writeMetadata(spec.metadata, family);
  const language = family;
  const texts: Record<SpecFilename, string> = {
    ...spec.texts,
    '02-api-surface.json': json(createSurface(language, target, written)),
    '06-type-definitions.d.ts': writeTypes(target, written, from),
    '09-test-scenarios.json': json({
      schema: 'phalus/test-scenarios/1',
      language,
      bindings: writeBindings(target, written, scenarios),
      scenarios,
    } satisfies TestScenarios),
    '10-metadata.json': json(metadata),
  };
  const prose = [
    '01-overview.md',
    '03-behavior-spec.md',
    '04-edge-cases.md',
    '05-configuration.md',
    '07-error-catalog.md',
  ] as const;
  for (const filename of prose) texts[filename] = renameProse(spec.texts[filename], names);
  const compatibility = writeCompatibility(spec.texts['08-compatibility-notes.md'], { from, to, names });
  texts['08-compatibility-notes.md'] = compatibility.text;
  return {
    spec: parseSpec(texts, spec.generatedAt),
    from,
    to,
    names: listNames(target, written),
    untranslated: [
      ...writing.untranslated,
      ...untranslated,
      ...listLeftOut(target),
      ...compatibility.untranslated,
    ].sort((a, b) => a.what.localeCompare(b.what, 'en')),
  };
}

/** Parts of the interface that the target does not have. */
function listLeftOut({ surface, layouts }: TargetSurface): readonly Untranslated[] {
  const unknown = [...surface.exports.values()].filter(isUnknownConstant);
  return [
    ...unknown.map(({ name }) => ({
      what: name,
      reason: 'the documentation says nothing of it but its name',
    })),
    ...[...layouts].flatMap(([key, { left }]) =>
      left.map(({ source }) => ({
        what: `${key}(${source})`,
        reason: 'an option that is a function has no place in a struct that is copied',
      })),
    ),
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function createWriter(target: TargetSurface, failing: ReadonlySet<string>, isInside = false): AnyWriter {
  switch (target.family) {
    case 'javascript':
      return new JavascriptWriter(target);
    case 'python':
      return new PythonWriter(target);
    case 'rust':
      return new RustWriter(target, failing);
    case 'go':
      return new GoWriter(target, failing, isInside);
  }
}

/** Functions that give an error: those that say so, and those that an example shows failing on what the target's types allow. */
function findFailing(target: TargetSurface, { surface, scenarios }: Writing): ReadonlySet<string> {
  const failing = new Set<string>();
  for (const entry of surface.exports.values())
    for (const [key, { fails }] of callablesOf(entry)) if (fails) failing.add(key);
  if (target.family === 'javascript' || target.family === 'python') return failing;
  const writer = createWriter(target, failing);
  for (const scenario of scenarios) {
    if (scenario.expected.kind !== 'throws') continue;
    const found = findCallable(surface, scenario.expression, letsOf(scenario));
    if (found !== null && attempt(() => writer.scenario(scenario)) !== null) failing.add(found.key);
  }
  return failing;
}

function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (reasonOf(error) !== null) return null;
    throw error;
  }
}

interface ScenarioWriting extends Writing {
  readonly target: TargetSurface;
  readonly writer: AnyWriter;
  readonly names: NameTable;
}

function writeScenarios(
  spec: Spec,
  writing: ScenarioWriting,
): { readonly scenarios: Scenario[]; readonly untranslated: readonly Untranslated[] } {
  const scenarios: Scenario[] = [];
  const untranslated: Untranslated[] = [];
  for (const scenario of writing.scenarios) {
    try {
      scenarios.push(writeScenario(scenario, writing));
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === null) throw error;
      untranslated.push({ what: scenario.original.id, reason });
    }
  }
  const order = new Map(spec.scenarios.scenarios.map(({ id }, at) => [id, at]));
  scenarios.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  return { scenarios, untranslated };
}

const longestTitle = 80;

function writeScenario(scenario: NeutralScenario, { writer, family, names }: ScenarioWriting): Scenario {
  const { original } = scenario;
  const { setup, expression, value }: WrittenScenario = writer.scenario(scenario);
  const expected = original.expected;
  if (expected.kind === 'throws' && scenario.expected.kind === 'throws')
    return { ...shared(), expected: { ...expected, name: errorName(family, expected.name, names) } };
  if (scenario.expected.kind === 'throws') return { ...shared(), expected: scenario.expected };
  if (value === null) throw new Unsayable('it says nothing of what comes out');
  return { ...shared(), expected: { kind: 'value', value } };

  function shared(): Omit<Scenario, 'expected'> {
    const isCode = original.title === original.expression.slice(0, longestTitle);
    const title = isCode ? expression.slice(0, longestTitle) : renameProse(original.title, names);
    return { ...original, title, setup, expression };
  }
}

const pythonErrors: Readonly<Record<string, string>> = {
  TypeError: 'TypeError',
  RangeError: 'ValueError',
  SyntaxError: 'ValueError',
};
const javascriptErrors: Readonly<Record<string, string>> = {
  TypeError: 'TypeError',
  IndexError: 'RangeError',
  OverflowError: 'RangeError',
};

/** The class of an error where both languages have one for it; only a class of the package is sure to be the same. */
function errorName(family: Family, name: string | null, names: NameTable): string | null {
  if (name === null) return null;
  const own = names.get(name);
  if (family === 'rust' || family === 'go') return null;
  if (own !== undefined) return own;
  return (family === 'python' ? pythonErrors : javascriptErrors)[name] ?? null;
}

/** Names of the interface that the examples use, as a consumer brings them in. */
function writeBindings(
  target: TargetSurface,
  written: readonly WrittenExport[],
  scenarios: readonly Scenario[],
): TestScenarios['bindings'] {
  if (target.family === 'go')
    return scenarios.length === 0 ? [] : [{ local: target.packageName, export: '*' }];
  const words = new Set(codeOf(scenarios).match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []);
  return written
    .filter(({ entry }) => entry.kind !== 'interface' && entry.kind !== 'type' && words.has(entry.name))
    .map(({ entry }) => ({ local: entry.name, export: entry.name }));
}

/** All code of the examples, without what stands in quotes. */
function codeOf(scenarios: readonly Scenario[]): string {
  return scenarios
    .map(
      ({ setup, expression, expected }) =>
        `${setup}\n${expression}\n${expected.kind === 'value' ? expected.value : ''}`,
    )
    .join('\n')
    .replace(/"(?:[^"\\]|\\.)*"/g, '""');
}

/** What the original runs on is no matter of the target's. */
function writeMetadata(metadata: SpecMetadata, family: Family): SpecMetadata {
  return { ...metadata, module: family === 'javascript' ? 'esm' : null, engine: null };
}

const loading = /^- (?:Loaded (?:as|with) |Needs (?:Node|Python|Rust|Go) ).*\[metadata:1\]$/;

function writeCompatibility(
  text: string,
  { from, to, names }: { readonly from: SpecLanguage; readonly to: SpecLanguage; readonly names: NameTable },
): { readonly text: string; readonly untranslated: readonly Untranslated[] } {
  const lines = text.trimEnd().split('\n');
  const left = lines.filter((line) => loading.test(line));
  const kept = lines.filter(
    (line) => !loading.test(line) && line !== 'The documentation says nothing of this.',
  );
  const note = `- Translated from ${nameLanguage(from)} to ${nameLanguage(to)}: names, types and examples are those of ${nameLanguage(to)}. [metadata:1]`;
  const head = kept[0]?.startsWith('#') ? kept.slice(0, 1) : [];
  const body = renameProse(kept.slice(head.length).join('\n').trim(), names);
  return {
    text: `${[...head, '', note, ...(body === '' ? [] : [body])].join('\n').trimStart()}\n`,
    untranslated: left.map((line) => ({
      what: '08-compatibility-notes.md',
      reason: `it is about the original's language alone: ${line.replace(/^- | \[metadata:1\]$/g, '')}`,
    })),
  };
}
