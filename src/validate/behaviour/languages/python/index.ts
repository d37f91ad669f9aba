import type { Code, RandomCall } from '../../../../probes/index.ts';
import type { GuestFiles } from '../../../../scenarios/types.ts';
import type { ScenarioBinding, Spec } from '../../../../spec/index.ts';
import type { ShownAnswers } from '../../call-tools.ts';
import type { BehaviourLanguage, LanguageRequest, LanguageSession, NativeAnswer } from '../types.ts';
import {
  comparePythonAnswers,
  expectAnswer,
  isAccident,
  isComparable,
  kindOfAnswer,
  renderAnswer,
  renderFully,
} from './answers.ts';
import { askMaker, type MakerMaterial } from './ask-maker.ts';
import { readPythonLiterals } from './read-literals.ts';
import { type PythonSide, runPythonCalls } from './run-calls.ts';

/** Python: calls are made by Python's own grammar, and each runs in a process that is forked after loading. */
export const pythonBehaviour: BehaviourLanguage = {
  language: 'python',
  ecosystem: 'pypi',
  open: openSession,
};

async function openSession(request: LanguageRequest): Promise<LanguageSession> {
  const { spec, seed } = request;
  const bindings = completeBindings(spec);
  const examples = spec.scenarios.scenarios
    .filter(({ contested }) => !contested)
    .map(({ setup, expression }) => ({ setup, expression }));
  const material: MakerMaterial = { ...request, bindings, examples, sources: readSources(request.rebuilt) };
  const sides = {
    original: describeSide(request, bindings, request.original, ''),
    rebuilt: describeSide(request, bindings, request.rebuilt, 'src'),
  };
  const runBoth = async (calls: readonly Code[]) => {
    const [original, rebuilt] = await Promise.all([
      runPythonCalls(sides.original, calls),
      runPythonCalls(sides.rebuilt, calls),
    ]);
    return { original: original.answers, rebuilt: rebuilt.answers };
  };
  return {
    ...{ bindings, examples, runBoth, isComparable, isAccident, kindOfAnswer },
    compareAnswers: comparePythonAnswers,
    runSide: (side, calls) => runPythonCalls(sides[side], calls),
    makeCalls: ({ corpus, count, round }) =>
      askMaker<RandomCall>(material, { task: 'make', corpus, count, round, seed }),
    async show(calls) {
      const { original, rebuilt } = await runBoth(calls);
      return calls.map((_, index) => showAnswers(original.get(index), rebuilt.get(index)));
    },
    listSmaller: (calls) => askMaker<readonly Code[]>(material, { task: 'smaller', calls }),
    readShapes: (calls) => askMaker<string>(material, { task: 'shapes', calls }),
    checkTypes: (calls) => askMaker<boolean>(material, { task: 'types', calls }),
    async checkAnswers(answered) {
      const calls = answered.flatMap(({ code, answer }) =>
        answer.answer[0] === 'returned' ? [{ ...code, table: answer.answer[1] }] : [],
      );
      const found = await askMaker<string>(material, { task: 'answers', calls });
      return found.filter((words) => words !== '');
    },
    readLiterals: readPythonLiterals,
    isOdd: ({ expression }) => /\bfloat\('|[(,[=]\s*-\d/.test(expression),
    listOptions: ({ setup, expression }) =>
      [...`${setup}\n${expression}`.matchAll(/[(,]\s*([A-Za-z_]\w{1,40})\s*=(?!=)/g)].flatMap(
        ([, name]) => name ?? [],
      ),
  };
}

function describeSide(
  { spec, sandbox, signal }: LanguageRequest,
  bindings: readonly ScenarioBinding[],
  files: GuestFiles,
  root: string,
): PythonSide {
  return {
    ...{ files, root, bindings, sandbox, publicNames: listNames(spec), importName: importNameOf(spec) },
    ...(signal && { signal }),
  };
}

function importNameOf({ surface, packageName }: Spec): string {
  return surface.import_name ?? packageName.replace(/\W+/g, '_');
}

/** A name for each value that no example uses. */
function completeBindings({ scenarios, surface }: Spec): readonly ScenarioBinding[] {
  const known = new Set(scenarios.bindings.map((binding) => binding.export));
  const taken = new Set(scenarios.bindings.map(({ local }) => local));
  const added = surface.exports.flatMap(({ name, local_name: local, kind }) => {
    if (kind === 'interface' || kind === 'type' || known.has(name) || taken.has(local)) return [];
    if (!/^[A-Za-z_]\w*$/.test(local)) return [];
    taken.add(local);
    return [{ local, export: name }];
  });
  return [...scenarios.bindings, ...added];
}

/** Names in code of the documents: other attributes of a class's objects are how it was built. */
function listNames({ texts, surface }: Spec): readonly string[] {
  const declared = surface.exports.flatMap(({ name, members }) => [
    ...name.split('.'),
    ...members.map((member) => member.name),
  ]);
  const words = Object.values(texts).flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []);
  return [...new Set([...declared, ...words])].slice(0, 5000);
}

const mostSource = 400_000;

function readSources(files: GuestFiles): readonly string[] {
  const decoder = new TextDecoder();
  return Object.entries(files)
    .filter(([path, content]) => /^src\/.*\.py$/.test(path) && content.length <= mostSource)
    .slice(0, 50)
    .map(([, content]) => (typeof content === 'string' ? content : decoder.decode(content)));
}

function showAnswers(theirs: NativeAnswer | undefined, ours: NativeAnswer | undefined): ShownAnswers {
  if (theirs === undefined || ours === undefined) {
    const [original, rebuilt] = [theirs, ours].map((side) =>
      side === undefined ? 'gave no answer' : renderAnswer(side),
    );
    return { original: original ?? '', rebuilt: rebuilt ?? '', expected: null };
  }
  const [original, rebuilt] = [renderAnswer(theirs), renderAnswer(ours)];
  if (original !== rebuilt) return { original, rebuilt, expected: expectAnswer(theirs) };
  // What differs is in the arguments after the call, or in what the text does not tell.
  return { original: renderFully(theirs), rebuilt: renderFully(ours), expected: null };
}
