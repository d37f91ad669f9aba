import { describe, expect, it } from 'vitest';
import { docSet, fence } from './doc-set.fake.ts';
import { compileDocumentation } from './index.ts';

interface Read {
  readonly claims: readonly string[];
  readonly bindings: Readonly<Record<string, string>>;
  readonly contested: readonly boolean[];
}

async function read(...blocks: readonly string[]): Promise<Read> {
  const readme = blocks.map((block) => fence(block)).join('');
  const { scenarios } = await compileDocumentation(docSet({ readme }));
  return {
    claims: scenarios.scenarios.map(({ setup, expression }) =>
      [setup, expression].filter(Boolean).join('\n'),
    ),
    bindings: Object.fromEntries(scenarios.bindings.map((entry) => [entry.local, entry.export])),
    contested: scenarios.scenarios.map((entry) => entry.contested),
  };
}

const first = "var pad = require('pad-it');\nvar arr = [1];\npad(arr) //=> 1;\narr; //=> [1]";
const second = "var pad = require('pad-it').safe;\nvar arr = [1];\npad(arr); //=> 1\narr; //=> [2]";

describe('a local name bound to several exports in turn', () => {
  it.each([
    ['in one block', [`${first}\n${second}`]],
    ['over blocks', [first, second]],
  ])('gets the name of the later export %s', async (_, blocks) => {
    const { claims, bindings, contested } = await read(...blocks);

    expect(claims).toEqual([
      'var arr = [1];\npad(arr)',
      'var arr = [1];\npad(arr);\narr',
      'var arr = [1];\nsafe(arr)',
      'var arr = [1];\nsafe(arr);\narr',
    ]);
    expect(bindings).toEqual({ pad: 'default', safe: 'safe' });
    expect(contested).toEqual([false, false, false, false]);
  });

  it('gets a number where the name of the export is taken', async () => {
    const later = "import { safe as pad } from 'pad-it';\nconst safe = [2];\npad(safe); //=> 2";

    const { claims, bindings } = await read("import pad from 'pad-it';\npad(1); //=> 1", later);

    expect(claims).toEqual(['pad(1)', 'const safe = [2];\npad2(safe)']);
    expect(bindings).toEqual({ pad: 'default', pad2: 'safe' });
  });

  it('is replaced as a variable only: not as property, parameter or text', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the example holds a template
    const use = "safe.pad({ pad, pad: 1 }, 'pad', [1].map((pad) => pad), `${pad}`, () => pad.pad)";
    const later = `const pad = require('pad-it').safe;\n${use.replace('safe.', 'pad.')}; //=> 1`;

    const { claims } = await read("const pad = require('pad-it');\npad(1); //=> 1", later);

    expect(claims[1]).toBe(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the example holds a template
      "safe.pad({ pad: safe, pad: 1 }, 'pad', [1].map((pad) => pad), `${safe}`, () => safe.pad)",
    );
  });

  it('lasts over blocks until it is bound again, and not inside a block with such a variable', async () => {
    const { claims } = await read(
      "const pad = require('pad-it');\npad(1); //=> 1",
      "const pad = require('pad-it').safe;\npad(2); //=> 2",
      'const pad = 5;\npad; //=> 5',
      'pad(3); //=> 3',
      "const pad = require('pad-it');\npad(4); //=> 4",
    );

    expect(claims).toEqual(['pad(1)', 'safe(2)', 'safe(3)', 'pad(4)']);
  });

  it('keeps the first of several ways to load that no use lies between', async () => {
    const { claims, bindings } = await read(
      "import pad from 'pad-it';\n// or\nimport { pad } from 'pad-it';\npad(1); //=> 1",
      'pad(2); //=> 2',
    );

    expect(claims).toEqual(['pad(1)', 'pad(2)']);
    expect(bindings).toEqual({ pad: 'default' });
  });

  it('stays one name where import and require give the same', async () => {
    const { claims, bindings } = await read(
      "import pad from 'pad-it';\npad(1); //=> 1",
      "const pad = require('pad-it');\npad(2); //=> 2",
    );

    expect(claims).toEqual(['pad(1)', 'pad(2)']);
    expect(bindings).toEqual({ pad: 'default' });
  });
});

describe('a variable declared again', () => {
  it('has the value of its latest declaration', async () => {
    const { claims } = await read(
      "const pad = require('pad-it');\nvar a = [1];\nvar b = a.length;\nvar a = [2];\npad(a, b); //=> 1",
      "const pad = require('pad-it');\nvar a = [1];\na.push(2);\nvar a = [3];\npad(a); //=> 1",
    );

    expect(claims).toEqual([
      'var a = [1];\nvar b = a.length;\nvar a = [2];\npad(a, b)',
      'var a = [3];\npad(a)',
    ]);
  });

  it('takes its earlier value along where the new one is made of it', async () => {
    const { claims } = await read(
      "const pad = require('pad-it');\nvar a = [1];\nvar a = a.concat(2);\npad(a); //=> 1",
    );

    expect(claims).toEqual(['var a = [1];\nvar a = a.concat(2);\npad(a)']);
  });

  it('is skipped where one function body cannot hold both declarations', async () => {
    const { claims } = await read(
      "const pad = require('pad-it');\nconst a = [1];\nconst b = a.length;\nconst a = [2];\npad(a, b); //=> 1",
    );

    expect(claims).toEqual([]);
  });
});
