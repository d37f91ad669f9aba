import { z } from 'zod';

/** Where in the documentation a statement comes from: the id of a document of the DocSet and its lines, from 1. */
export const SourceReference = z.strictObject({
  document: z.string(),
  lines: z.tuple([z.int().positive(), z.int().positive()]),
});
export type SourceReference = z.infer<typeof SourceReference>;

export const ApiParameter = z.strictObject({
  name: z.string(),
  /** A type in the surface's language (TypeScript for JavaScript), or `unknown` where the documentation does not say. */
  type: z.string(),
  optional: z.boolean(),
  rest: z.boolean(),
  /** The default as an expression of the surface's language, when the documentation states one. */
  default: z.string().nullable(),
  /** Python: it may be given by name only. */
  keyword_only: z.boolean().optional(),
});
export type ApiParameter = z.infer<typeof ApiParameter>;

export const ApiMember = z.strictObject({
  name: z.string(),
  kind: z.enum(['method', 'property', 'constructor', 'getter', 'setter', 'call', 'index']),
  static: z.boolean(),
  optional: z.boolean(),
  signature: z.string(),
  summary: z.string(),
});
export type ApiMember = z.infer<typeof ApiMember>;

export const ApiExport = z.strictObject({
  /**
   * The exported name; `default` for a default export and for `module.exports = ...`. In other languages what stands
   * below the imported name: `slugify`, `special.GERMAN` (Python), `parse`, `de::Error` (Rust), `Parse` (Go).
   */
  name: z.string(),
  /** What documentation calls it: a good local name for a default export. An identifier. */
  local_name: z.string(),
  kind: z.enum(['function', 'class', 'constant', 'namespace', 'enum', 'interface', 'type']),
  /** One declaration in the surface's language (TypeScript for JavaScript) without a body; empty when only the name is known. */
  signature: z.string(),
  /** Further overloads, spelled as `signature`. */
  overloads: z.array(z.string()),
  /** Of the first signature; empty for what is not callable. */
  parameters: z.array(ApiParameter),
  returns: z.string().nullable(),
  members: z.array(ApiMember),
  summary: z.string(),
  /** How we know: `declaration` (.d.ts), `signature` (written in prose or a heading), `example` (seen in use only). */
  evidence: z.enum(['declaration', 'signature', 'example']),
  source: SourceReference.nullable(),
});
export type ApiExport = z.infer<typeof ApiExport>;

/** 02-api-surface.json: one schema for all languages. */
export const ApiSurface = z.strictObject({
  schema: z.literal('phalus/api-surface/1'),
  language: z.enum(['javascript', 'typescript', 'python', 'rust', 'go']),
  /** How a consumer loads it: ES modules, CommonJS (`module.exports`), or both; null in languages with one way only. */
  module: z.enum(['esm', 'commonjs', 'both']).nullable(),
  /**
   * What a consumer of another language than JavaScript imports: the Python package or module, the crate by its name in
   * code, the Go import path.
   */
  import_name: z.string().optional(),
  exports: z.array(ApiExport),
});
export type ApiSurface = z.infer<typeof ApiSurface>;

export const ExpectedOutcome = z.discriminatedUnion('kind', [
  /** The expression's value deep-equals this expression of the same language. */
  z.strictObject({ kind: z.literal('value'), value: z.string() }),
  /** It throws, raises, panics or returns an error; `name` is the error's class and `message` a part of its text, where the documentation says. */
  z.strictObject({ kind: z.literal('throws'), name: z.string().nullable(), message: z.string().nullable() }),
  /** What setup and expression print, one string a call of console.log; a line elsewhere. */
  z.strictObject({ kind: z.literal('output'), lines: z.array(z.string()) }),
]);
export type ExpectedOutcome = z.infer<typeof ExpectedOutcome>;

export const Scenario = z.strictObject({
  /** `S001`, `S002`, ... in the order of the documentation. */
  id: z.string().regex(/^S\d{3,}$/),
  title: z.string(),
  /**
   * Where it came from: an example of the documentation, a table, a statement that a model read, a person, or the
   * original, which was called as a black box (a clarification: `validation.feedback`).
   */
  origin: z.enum(['example', 'table', 'model', 'person', 'original']),
  /** Statements of `language` that run first, in one function with the expression; may be empty. No imports of the package. */
  setup: z.string(),
  /** One expression over the bindings and what setup declared; in JavaScript it may hold `await`. */
  expression: z.string(),
  expected: ExpectedOutcome,
  source: SourceReference.nullable(),
  /** True when the documentation contradicts itself here or the example is in doubt: reported, never a reason to fail. */
  contested: z.boolean(),
  note: z.string(),
});
export type Scenario = z.infer<typeof Scenario>;

/** A name that scenarios use, and the export it stands for (`default`, a name, or `*` for the whole module). */
export const ScenarioBinding = z.strictObject({ local: z.string(), export: z.string() });
export type ScenarioBinding = z.infer<typeof ScenarioBinding>;

/** 09-test-scenarios.json */
export const TestScenarios = z.strictObject({
  schema: z.literal('phalus/test-scenarios/1'),
  language: ApiSurface.shape.language,
  bindings: z.array(ScenarioBinding),
  scenarios: z.array(Scenario),
});
export type TestScenarios = z.infer<typeof TestScenarios>;

/** 10-metadata.json. Holds no link: the original's home stays on the other side of the wall. */
export const SpecMetadata = z.strictObject({
  schema: z.literal('phalus/metadata/1'),
  ecosystem: z.enum(['npm', 'pypi', 'crates', 'go']),
  package_name: z.string(),
  package_version: z.string(),
  description: z.string(),
  keywords: z.array(z.string()),
  original_license: z.string(),
  module: ApiSurface.shape.module,
  /** Minimum runtime as the package declares it, for example `>=18`; null when it does not. */
  engine: z.string().nullable(),
  /** What the specification was made from: document id, kind and the SHA-256 of the text that Agent A saw. */
  documents: z.array(z.strictObject({ id: z.string(), kind: z.string(), sha256: z.string() })),
});
export type SpecMetadata = z.infer<typeof SpecMetadata>;

/** One document of a specification as `/csp` returns it. */
export const SpecDocument = z.strictObject({
  filename: z.string(),
  content: z.string(),
  /** SHA-256 hex digest of `content`. */
  content_hash: z.string(),
});
export type SpecDocument = z.infer<typeof SpecDocument>;

/** `manifest.json`: the whole specification in the shape that `/csp` returns. */
export const SpecManifest = z.strictObject({
  package_name: z.string(),
  package_version: z.string(),
  /** RFC 3339, when Agent A produced it. */
  generated_at: z.string(),
  documents: z.array(SpecDocument),
});
export type SpecManifest = z.infer<typeof SpecManifest>;
