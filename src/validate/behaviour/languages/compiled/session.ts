import {
  type CallMaker,
  type Code,
  listSmallerCode,
  readCodeShape,
  readLiteralSet,
  type Spelling,
} from '../../../../probes/index.ts';
import type { ScenarioBinding } from '../../../../spec/index.ts';
import type { TargetAnswer, TargetCallReport } from '../../../../targets/index.ts';
import type { BothAnswers, ShownAnswers } from '../../call-tools.ts';
import type { LanguageSession, NativeAnswer, NativeReport } from '../types.ts';
import {
  type CompiledAnswers,
  compareCompiled,
  isComparable,
  kindOfAnswer,
  nameOf,
  renderAnswer,
} from './answers.ts';

/** Time for one call, with the start of its process; one that takes longer says nothing. */
export const compiledLimitMs = 2_000;

export interface CompiledLanguage extends CompiledAnswers {
  readonly spelling: Spelling;
  readonly maker: CallMaker;
  /** By export, as calls name them. */
  readonly bindings: readonly ScenarioBinding[];
  run(side: 'original' | 'rebuilt', calls: readonly Code[]): Promise<TargetCallReport>;
  listOptions(call: Code): readonly string[];
}

/** A comparison in a language whose calls are compiled: all of a round into one program. */
export function createCompiledSession(language: CompiledLanguage): LanguageSession {
  const { maker, spelling, bindings } = language;
  const runSide = async (side: 'original' | 'rebuilt', calls: readonly Code[]): Promise<NativeReport> =>
    readReport(language, await language.run(side, calls));
  const runBoth = async (calls: readonly Code[]): Promise<BothAnswers<NativeAnswer>> => {
    const [original, rebuilt] = await Promise.all([runSide('original', calls), runSide('rebuilt', calls)]);
    return { original: original.answers, rebuilt: rebuilt.answers };
  };
  return {
    // Each is compiled anew on both sides.
    shrinkRounds: 3,
    ...{ bindings, runSide, runBoth, isComparable, kindOfAnswer, examples: maker.examples },
    compareAnswers: (original, rebuilt) => compareCompiled(original, rebuilt, language),
    isAccident: ({ answer }) => answer[0] === 'threw' && language.accidents.test(answer[1][1]),
    async makeCalls({ corpus, count, round }) {
      // Near the examples first, then further away.
      const share = corpus.length === 0 ? 1 : round === 1 ? 0.4 : 0.5;
      return Array.from({ length: count }, (_, index) => {
        const seed = corpus[(index * 7 + round * 13) % Math.max(1, corpus.length)];
        const invented = index < count * share || seed === undefined ? maker.invent() : null;
        if (invented !== null || seed === undefined) return invented;
        const changed = maker.change(seed);
        return { ...changed, isOrdinary: changed.isOrdinary && seed.isOrdinary };
      }).flatMap((call) =>
        call === null || call.setup.length + call.expression.length > 4000 ? [] : [call],
      );
    },
    async show(calls) {
      const { original, rebuilt } = await runBoth(calls);
      return calls.map((_, index) => showAnswers(language, original.get(index), rebuilt.get(index)));
    },
    listSmaller: async (calls) => calls.map((call) => listSmallerCode(spelling, call)),
    readShapes: async (calls) => calls.map((call) => readCodeShape(spelling, call)),
    // What compiles has the declared types.
    checkTypes: async (calls) => calls.map(() => true),
    isOdd: ({ setup, expression }) => spelling.odd.test(setup) || spelling.odd.test(expression),
    listOptions: (call) => language.listOptions(call),
    readLiterals: (texts) => readLiteralSet(spelling, texts),
  };
}

function readReport(
  language: CompiledLanguage,
  { answers, unbuilt, loadError }: TargetCallReport,
): NativeReport {
  const found = new Map<number, NativeAnswer>();
  for (const [index, { answer, printed }] of answers) {
    const lines = printed === '' ? [] : printed.replace(/\n$/, '').split('\n');
    found.set(index, { answer: readAnswer(language, answer), printed: lines });
  }
  // Of the original: nothing to compare with. Of the result: code that uses it as documented does not compile.
  for (const [index, message] of unbuilt)
    found.set(index, { answer: ['ended', `does not compile: ${message}`], printed: [] });
  return { answers: found, loadError, reached: new Map() };
}

function readAnswer(language: CompiledLanguage, answer: TargetAnswer): NativeAnswer['answer'] {
  if (answer[0] === 'returned') {
    const table = answer[1];
    const results = resultsOf(table).map((place) => language.render(table, place, 'loose') ?? '…');
    return ['returned', table, results.length === 0 ? 'nothing' : results.join(', ').slice(0, 600)];
  }
  if (answer[0] === 'threw') {
    const [, classes, message] = answer;
    const isPanic = classes.at(-1) === 'panic';
    const name = nameOf(classes, language.documented);
    const words = isPanic
      ? `panicked: ${message}`
      : `gave the error ${name === '' ? '' : `${name} `}${JSON.stringify(message)}`;
    return ['threw', [classes, message, words.slice(0, 400)]];
  }
  return answer;
}

/** Places of the results; what variables hold after the call stands behind them. */
function resultsOf(table: readonly (readonly [string, string, readonly number[]])[]): readonly number[] {
  return (table[0]?.[2] ?? []).filter((place) => table[place]?.[0] !== 'after');
}

function showAnswers(
  language: CompiledLanguage,
  theirs: NativeAnswer | undefined,
  ours: NativeAnswer | undefined,
): ShownAnswers {
  const [original, rebuilt] = [theirs, ours].map((side) =>
    side === undefined ? 'gave no answer' : renderAnswer(side),
  );
  if (original !== rebuilt || theirs === undefined || ours === undefined) {
    const expected = theirs === undefined ? null : expectAnswer(language, theirs);
    return { original: original ?? '', rebuilt: rebuilt ?? '', expected };
  }
  // What differs is in the variables after the call, or in what the text does not tell.
  return { original: renderFully(language, theirs), rebuilt: renderFully(language, ours), expected: null };
}

function renderFully(language: CompiledLanguage, given: NativeAnswer): string {
  const { answer } = given;
  if (answer[0] !== 'returned') return renderAnswer(given);
  const [, table] = answer;
  const after = (table[0]?.[2] ?? []).filter((place) => table[place]?.[0] === 'after');
  const held = after
    .flatMap((place) => table[place]?.[2] ?? [])
    .map((place) => language.render(table, place, 'loose'));
  return `${renderAnswer(given)}, with variables holding ${held.join(', ').slice(0, 400)} after the call`;
}

/** The answer as an outcome to expect; an error by its documented name, because its message is the author's own words. */
function expectAnswer(language: CompiledLanguage, { answer }: NativeAnswer): ShownAnswers['expected'] {
  if (answer[0] === 'threw') {
    const name = nameOf(answer[1][0], language.documented);
    return { kind: 'throws', name: name === '' ? null : (name.split(/::|\./).at(-1) ?? null), message: null };
  }
  if (answer[0] !== 'returned') return null;
  const [, table] = answer;
  const values = resultsOf(table).map((place) => language.render(table, place, 'exact'));
  if (values.length === 0 || values.includes(null)) return null;
  const value = values.join(', ');
  return value.length > 2000 ? null : { kind: 'value', value };
}
