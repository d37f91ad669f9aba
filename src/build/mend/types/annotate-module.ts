import type TypeScript from 'typescript';
import type { ApiExport, ApiSurface } from '../../../spec/index.ts';
import type { ExportMatch } from '../match-exports.ts';
import type { Declarations } from '../top-level.ts';
import { renderAmbient } from './ambient.ts';
import type { DeclaredModule, DeclaredValue } from './declared-module.ts';
import { applyEdits } from './edits.ts';
import { type DeclaredExport, planAnnotations } from './plan-annotations.ts';
import { readDefinitions } from './read-definitions.ts';
import { isSameProgram } from './same-program.ts';
import { settleTypes } from './settle-types.ts';
import { summariseTypes } from './summarise-types.ts';
import { renderTypedBase } from './typed-base.ts';

/** A module in TypeScript that its compiler takes in strict mode. */
export interface TypedModule {
  readonly source: string;
  /** Declarations of what it uses of Node; null when it uses nothing. */
  readonly ambient: string | null;
  readonly mends: readonly { readonly kind: string; readonly detail: string }[];
}

/**
 * Puts types into code by what the specification declares of its exports, and by what the compiler asks for beside
 * that. Types are put in and nothing else: when the program were another without them, none is.
 */
export async function annotateModule(request: {
  /** As the model wrote it; with types or without. */
  readonly declarations: Declarations;
  readonly exports: ExportMatch;
  readonly surface: ApiSurface;
  /** 06-type-definitions.d.ts, which may come from anyone. */
  readonly definitions: string;
  /** For all checks together; a minute by default. */
  readonly timeLimitMs?: number;
}): Promise<TypedModule> {
  const ts = (await import('typescript')).default;
  const { declarations, exports, surface } = request;
  const definitions = readDefinitions(ts, request.definitions);
  const declared = declareExports(ts, exports, surface, definitions);
  const base = renderTypedBase(ts, {
    declarations,
    exports,
    format: surface.module,
    definitions,
    values: declared.map((entry) => entry.declared),
  });
  const source = ts.createSourceFile('index.ts', base.text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const plan = planAnnotations(ts, { source, typesAt: base.typesAt, types: base.types, exports: declared });
  const ambient = renderAmbient(applyEdits(base.text, plan.edits).text);
  const others = {
    'package.json': JSON.stringify({ type: surface.module === 'esm' ? 'module' : 'commonjs' }),
    ...(ambient === null ? {} : { 'src/node.d.ts': ambient }),
  };
  const settled = settleTypes(ts, {
    ...{ base: base.text, plan, source, others },
    ...(request.timeLimitMs === undefined ? {} : { timeLimitMs: request.timeLimitMs }),
  });
  if (settled.isCut) {
    const detail = 'the compiler did not get through its types in the time it was given';
    return { source: base.text, ambient, mends: [{ kind: 'types-abandoned', detail }] };
  }
  if (!isSameProgram(ts, base.text, settled.text)) {
    const detail = 'with its types the code would have been another program';
    return { source: base.text, ambient, mends: [{ kind: 'types-abandoned', detail }] };
  }
  const mends = summariseTypes(settled.edits, settled.left);
  return { source: settled.text, ambient, mends };
}

/** Exports that the code has, with what definitions or, where they say nothing, the interface declares of them. */
function declareExports(
  ts: typeof TypeScript,
  { matched }: ExportMatch,
  surface: ApiSurface,
  definitions: DeclaredModule,
): DeclaredExport[] {
  return [...matched].flatMap(([name, local]) => {
    const entry = surface.exports.find((one) => one.name === name);
    const declared =
      definitions.values.get(name) ??
      (entry === undefined
        ? undefined
        : (definitions.values.get(entry.local_name) ?? readSurface(ts, entry)));
    return declared === undefined ? [] : [{ local, declared }];
  });
}

function readSurface(ts: typeof TypeScript, entry: ApiExport): DeclaredValue | undefined {
  const texts = [entry.signature, ...entry.overloads].filter((text) => text !== '');
  const lines = texts.map((text) => `declare ${text.replace(/^(?:export\s+)?(?:declare\s+)?/, '')};`);
  const read = readDefinitions(ts, lines.join('\n'));
  const [first] = read.values.values();
  // A signature that nobody wrote types into says nothing.
  const isEmpty = first?.kind === 'function' && first.signatures.every(isUntyped);
  return isEmpty ? undefined : first;
}

function isUntyped({
  parameters,
  returns,
}: {
  parameters: readonly { type: string | null; optional: boolean }[];
  returns: string | null;
}): boolean {
  return (
    (returns ?? 'unknown') === 'unknown' &&
    parameters.every(({ type, optional }) => !optional && (type ?? 'unknown') === 'unknown')
  );
}
