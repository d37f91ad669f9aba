import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClearedSpec } from './cleared-spec.fake.ts';
import { readNotes } from './read-notes.ts';
import { createScenarios } from './scenarios.fake.ts';

function renderExamples(given: readonly (readonly [setup: string, expression: string, value: string])[]) {
  const scenarios = createScenarios(
    given.map(([setup, expression, value]) => ({ setup, expression, expected: { kind: 'value', value } })),
  );
  return JSON.stringify(scenarios);
}

async function notesOf(given: { readonly types?: string; readonly scenarios?: string }): Promise<string[]> {
  const spec = await createClearedSpec({
    texts: {
      '06-type-definitions.d.ts': given.types ?? '',
      ...(given.scenarios === undefined ? {} : { '09-test-scenarios.json': given.scenarios }),
    },
  });
  return readNotes(spec);
}

describe('readNotes()', () => {
  it('tells functions that change what they are given from those that do not', async () => {
    const changes = renderExamples([["const list = ['b', 'a'];\npadIt(list);", 'list', '["a", "b"]']]);
    const keeps = renderExamples([["const list = ['b', 'a'];\npadIt(list);", 'list', '[ "b","a" ]']]);
    const ofObject = renderExamples([['const it = {a: 1}; padIt.all(it);', 'it', '{b: 1}']]);

    expect(await notesOf({ scenarios: changes })).toEqual([
      expect.stringMatching(/^`padIt` works in place: it changes the array/),
    ]);
    expect(await notesOf({ scenarios: keeps })).toEqual([
      expect.stringMatching(/^`padIt` leaves the array that it is given as it was/),
    ]);
    expect(await notesOf({ scenarios: ofObject })).toEqual([
      expect.stringMatching(/^`padIt\.all` works in place: it changes the object/),
    ]);
  });

  it('says nothing of a variable that the package was not given, or that something else changed', async () => {
    const scenarios = renderExamples([
      ['const list = [1]; const other = padIt([2]);', 'list', '[1]'],
      ['const list = [1]; list.push(2);', 'list', '[1, 2]'],
      ['const list = [1];', 'padIt(list)', '[2]'],
    ]);

    expect(await notesOf({ scenarios })).toEqual([]);
  });

  it('names types that hold themselves, by way of others too, and none that only take a callback', async () => {
    const nested =
      'type Value = List | string;\ntype List = Value[];\nexport default function padIt(v: Value): string;';
    const flat =
      'interface Node { visit(other: Node): void }\nexport default function padIt(v: Node): string;';

    expect(await notesOf({ types: nested })).toEqual([
      expect.stringContaining('A Value may hold further ones'),
    ]);
    expect(await notesOf({ types: flat })).toEqual([]);
  });

  it('tells how callbacks are called, and what iterables, sets, symbols and bigints ask for', async () => {
    const types = [
      'export default function padIt(map: string | ((item: string, index: number) => string)): string;',
      'export function all(of: Iterable<string>, keys: ReadonlySet<PropertyKey>): bigint;',
    ].join('\n');
    const scenarios = renderExamples([['', 'padIt(10n)', '"10"']]);

    const notes = (await notesOf({ types, scenarios })).join('\n');

    expect(notes).toContain('called as map(item, index)');
    for (const word of ['Symbol.iterator', 'has, not includes', 'Reflect.ownKeys', 'BigInt']) {
      expect(notes).toContain(word);
    }
    expect(await notesOf({ types })).not.toContainEqual(expect.stringContaining('BigInt'));
  });

  it('never throws, whatever the types and the setup hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (types, setup) => {
        await notesOf({ types, scenarios: renderExamples([[setup, 'list', '1']]) }).catch(
          (error: unknown) => {
            // The firewall may refuse such text before it comes here.
            expect(String(error)).toMatch(/not cleared|refused|cannot/i);
          },
        );
      }),
      { numRuns: 50 },
    );
  });
});
