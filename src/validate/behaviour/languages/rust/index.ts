import {
  type Code,
  createRandom,
  createRustCallMaker,
  listRustOptions,
  readDocumentTexts,
  rustSpelling,
} from '../../../../probes/index.ts';
import type { Spec } from '../../../../spec/index.ts';
import {
  buildRustLibrary,
  type RustLibrary,
  runRustCalls,
  type TargetCallReport,
} from '../../../../targets/index.ts';
import { readSources } from '../compiled/read-sources.ts';
import { compiledLimitMs, createCompiledSession } from '../compiled/session.ts';
import type { BehaviourLanguage, LanguageRequest, LanguageSession } from '../types.ts';
import { renderRust } from './render-rust.ts';

type Side = 'original' | 'rebuilt';

/** How crates are called beside their original. */
export const rustBehaviour: BehaviourLanguage = {
  language: 'rust',
  ecosystem: 'crates',
  open: (request) => openRustSession(request),
};

/** `isPublished`: the result is a crate as originals are, with features and `unsafe`; for measuring on published ones. */
export async function openRustSession(
  { spec, original, rebuilt, sandbox, seed, signal }: LanguageRequest,
  { isPublished = false }: { readonly isPublished?: boolean } = {},
): Promise<LanguageSession> {
  const maker = createRustCallMaker({
    ...{ spec, random: createRandom(seed), texts: readDocumentTexts(spec.texts) },
    declarations: spec.texts['06-type-definitions.d.ts'],
    code: readSources(rebuilt, /^src\/.*\.rs$/),
  });
  const called = { ...spec, scenarios: { ...spec.scenarios, bindings: [...maker.bindings] } };
  const base = (side: Side) => ({
    ...{ files: side === 'original' ? original : rebuilt, spec: called, sandbox },
    isOriginal: isPublished || side === 'original',
    ...(signal && { signal }),
  });
  const libraries = new Map<Side, Promise<RustLibrary>>();
  const findLibrary = (side: Side): Promise<RustLibrary> => {
    const known = libraries.get(side) ?? buildRustLibrary(base(side));
    libraries.set(side, known);
    return known;
  };
  const untold = new Set<number>();
  const run = async (side: Side, calls: readonly Code[]): Promise<TargetCallReport> => {
    const library = await findLibrary(side);
    if (library.kind === 'failed') return createFailed(library.reason);
    const request = { ...base(side), calls, limitMs: compiledLimitMs, library: library.content };
    return runRustCalls({ ...request, untold });
  };
  let ready: Promise<void> | undefined;
  // Types that the original cannot be told by are told on neither side: asked once, before anything is compared.
  const prepare = async (): Promise<void> => {
    const report = Object.keys(original).length === 0 ? null : await run('original', []);
    for (const index of report?.untold ?? []) untold.add(index);
  };
  return createCompiledSession({
    ...{ maker, spelling: rustSpelling, render: renderRust, listOptions: listRustOptions },
    bindings: maker.bindings,
    accidents,
    documented: listErrors(spec),
    async run(side, calls) {
      ready ??= prepare();
      await ready;
      return run(side, calls);
    },
  });
}

function createFailed(reason: string): TargetCallReport {
  return { answers: new Map(), unbuilt: new Map(), untold: new Set(), started: null, loadError: reason };
}

/** What the language or its library says when a program went wrong. */
const accidents =
  /^attempt to |^index out of bounds|^range (?:start|end) index|^slice index|out of (?:range|bounds)|^called `(?:Option|Result)::|not a char boundary|^capacity overflow|already (?:mutably )?borrowed|^mid > len|^assertion |^division by zero|^chunk size|overflow when/;

/** Variants of documented errors, by which users tell one from another. */
function listErrors({ surface }: Spec): ReadonlySet<string> {
  return new Set(
    surface.exports.flatMap(({ kind, members, signature, local_name: local }) => {
      const name = /\benum\s+(\w+)/.exec(signature)?.[1] ?? local;
      return kind === 'enum' ? members.map((member) => `${name}::${member.name}`) : [];
    }),
  );
}
