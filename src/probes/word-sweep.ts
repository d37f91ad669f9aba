import type TypeScript from 'typescript';
import type { Callable, DeclaredSurface } from './declared-surface.ts';
import type { Random } from './random.ts';
import { sampleRegex } from './sample-regex.ts';
import type { TypedValues } from './typed-values.ts';
import type { ValuePool } from './value-pool.ts';

/** Goes through the words and patterns of the code one by one: chance would leave most of a table out. */
export interface WordSweep {
  /** How many there are. */
  readonly size: number;
  /** A call with the next of them as its text; null where nothing takes a text. */
  next(): {
    readonly text: string;
    readonly words: readonly string[];
    readonly signature: TypeScript.Signature;
  } | null;
}

interface Place {
  readonly callable: Callable;
  readonly signature: TypeScript.Signature;
  readonly index: number;
}

export function createWordSweep(request: {
  readonly ts: typeof TypeScript;
  readonly surface: DeclaredSurface;
  readonly values: TypedValues;
  readonly pool: ValuePool;
  readonly random: Random;
}): WordSweep {
  const { pool, random, values } = request;
  const places = listPlaces(request);
  const makers = [
    ...pool.codeStrings.map((text) => () => text),
    ...pool.patterns.map((pattern) => () => sampleRegex(pattern, random)),
  ]
    .map((make) => ({ make, place: random.next() }))
    .sort((first, second) => first.place - second.place);
  let turn = 0;
  return {
    size: places.length === 0 ? 0 : makers.length,
    next() {
      const maker = makers[turn % Math.max(1, makers.length)];
      if (maker === undefined || places.length === 0) return null;
      turn += 1;
      const { callable, signature, index } = random.pick(places);
      const words = [...values.renderArguments(signature)];
      if (words.length < index) return null;
      words[index] = JSON.stringify(maker.make());
      return { text: callable.text, words, signature };
    },
  };
}

/** Parameters that take any text. */
function listPlaces({
  ts,
  surface,
}: {
  readonly ts: typeof TypeScript;
  readonly surface: DeclaredSurface;
}): readonly Place[] {
  const { checker, source, callables } = surface;
  const takesText = (type: TypeScript.Type): boolean =>
    type.isUnion()
      ? type.types.some(takesText)
      : (type.flags & (ts.TypeFlags.String | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
  return callables.flatMap((callable) =>
    callable.signatures.slice(0, 1).flatMap((signature) => {
      const index = signature.parameters.findIndex((parameter) =>
        takesText(checker.getTypeOfSymbolAtLocation(parameter, source)),
      );
      return index === -1 ? [] : [{ callable, signature, index }];
    }),
  );
}
