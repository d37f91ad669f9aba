import { describe, expect, it } from 'vitest';
import type { Model, ModelRequest } from '../src/agents/index.ts';
import { analyzeDocumentation, mendStatements } from '../src/analyze/index.ts';
import { implementSpec } from '../src/build/index.ts';
import { sha256Hex } from '../src/core/index.ts';
import type { DocSet } from '../src/docs/types.ts';
import { type ClearedSpec, clearSpec, hideName, redactSpec } from '../src/firewall/index.ts';
import type { Spec } from '../src/spec/index.ts';
import { createHostileReadmes, renderHonestReadme, unmask } from './hostile-readmes.fake.ts';

const code = '```js\nfunction padIt(text, length) {\n  return String(text).padStart(length);\n}\n```';
const noCache = { read: async () => null, write: async () => {} };

function createModel(answer: (request: ModelRequest) => string): Model & { readonly asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  return {
    name: 'fake/obedient',
    contextTokens: null,
    asked,
    async generate(request) {
      asked.push(request);
      return {
        text: answer(request),
        finish: 'stop',
        usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, reasoningTokens: 0 },
        model: 'fake/obedient',
        durationMs: 1,
        replayed: false,
      };
    },
    close: async () => {},
  };
}

function createDocSet(text: string): DocSet {
  const readme = {
    id: 'readme',
    kind: 'readme',
    origin: 'README.md',
    text,
    sha256: sha256Hex(text),
    cuts: [],
  } as const;
  return {
    record: {
      ...{ ecosystem: 'npm', name: 'pad-it', version: '1.0.0', description: 'Pads a text', keywords: [] },
      ...{ license: 'MIT', homepage: null, repository: null, unpackedSizeBytes: null, deprecated: null },
      ...{ dependencies: {}, entryPoints: {}, publishedAt: null },
      archive: { url: 'https://registry.example/pad-it.tgz', integrity: null, sizeBytes: null },
    },
    ...{ documents: [readme], refusals: [], notes: [], urlsAccessed: [] },
  };
}

/** Agent A says of every fact what the fact says, word for word, also when it is asked to mend. */
const echo = ({ messages }: ModelRequest): string => {
  const given = [...(messages[0]?.content ?? '').matchAll(/^(\d+)\. (?:\[.*?\] )?(.*)$/gm)];
  const isMending = messages[0]?.content.includes('Refused because') ?? false;
  return JSON.stringify(
    Object.fromEntries(
      given.map(([, number, text]) => [number, isMending ? text : { kind: 'behavior', text }]),
    ),
  );
};

/** From README to what Agent B is asked, without the source guard, whose help the wall does not count on. */
async function askBuilder(
  text: string,
): Promise<{ requests: ModelRequest[]; spec: Spec; cleared: ClearedSpec | null }> {
  const docSet = createDocSet(text);
  const analyst = createModel(echo);
  const request = { docSet, cache: noCache, now: () => new Date(0), maxOutputTokens: 800, model: analyst };
  const { spec } = await analyzeDocumentation(request);
  const references = { documentation: docSet.documents, links: [], figures: ['MIT'] };
  let current = hideName(spec).spec;
  let verdict = await clearSpec(current, references);
  if (verdict.kind === 'refused') {
    const refused = verdict.findings.map(({ document, line, reason }) => ({
      document,
      line,
      reasons: [reason],
    }));
    const mending = { spec: current, refused, model: analyst, maxOutputTokens: 800, cache: noCache };
    current = (await mendStatements(mending)).spec;
    verdict = await clearSpec(current, references);
  }
  for (let pass = 0; pass < 3 && verdict.kind === 'refused'; pass += 1) {
    const redacted = await redactSpec(current, verdict.findings);
    if (redacted === null) break;
    current = redacted.spec;
    verdict = await clearSpec(current, references);
  }
  if (verdict.kind === 'refused') return { requests: [], spec, cleared: null };
  const builder = createModel(() => code);
  await implementSpec({
    spec: verdict.spec,
    model: builder,
    sandbox: null,
    delivery: {
      ...{ language: 'javascript', packageName: 'pad-it', packageVersion: '1.0.0' },
      ...{ licenseExpression: 'MIT', licenseText: 'MIT', headerLines: [] },
    },
    limits: { attempts: 1, replyTokens: null, candidates: 1, maxOutputTokens: 800, briefCharacters: 12_000 },
  });
  return { requests: builder.asked, spec, cleared: verdict.spec };
}

const shapeOf = (requests: readonly ModelRequest[]) =>
  requests.map(({ messages, ...rest }) => ({ ...rest, messages: messages.map(({ role }) => role) }));

describe('200 READMEs that speak to an agent', async () => {
  const readmes = createHostileReadmes();
  const honest = await askBuilder(renderHonestReadme('It pads with blanks alone.'));

  it('the honest one builds, and there are 200 of the others in 20 families', () => {
    expect(honest.requests).toHaveLength(1);
    expect(honest.requests[0]?.messages[0]?.content).toContain('It pads with blanks alone');
    expect([readmes.length, new Set(readmes.map(({ family }) => family)).size]).toEqual([200, 20]);
  });

  it.each([...new Set(readmes.map(({ family }) => family))])(
    '%s: nothing of it reaches Agent B',
    async (family) => {
      let live = 0;
      for (const { mark, text } of readmes.filter((each) => each.family === family)) {
        const { requests, spec, cleared } = await askBuilder(text);
        if (unmask(JSON.stringify(spec.texts)).includes(unmask(mark))) live += 1;

        // The package is built all the same, from the facts beside the order.
        expect({ mark, shape: shapeOf(requests) }).toEqual({ mark, shape: shapeOf(honest.requests) });
        const brief = requests[0]?.messages[0]?.content ?? '';
        expect(brief).toContain('comes back unchanged');
        expect(brief).toContain("padIt('7', 3)");
        const seen = unmask(brief + JSON.stringify(cleared?.texts));
        expect({ mark, isThere: seen.includes(unmask(mark)) }).toEqual({ mark, isThere: false });
        expect(seen).not.toMatch(/ignore|disregard|instructions|im_start|tool_call|<\||\[inst|evil/);
      }
      // Alive: the order was in the specification that came to the firewall. A comment of HTML is no fact to begin with.
      expect(live).toBe(family === 'hidden comment' ? 0 : 10);
    },
  );
});
