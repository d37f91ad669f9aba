import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clearSpec, type FirewallReferences, redactSpec } from '../src/firewall/index.ts';
import { parseSpec, type Spec, specFilenames } from '../src/spec/index.ts';
import {
  canaryCode,
  canaryForms,
  createCanaries,
  createCanaryPackage,
  findCanaries,
  variants,
} from './canaries.fake.ts';
import { hasBubblewrap } from './cli-process.ts';
import { type JobRun, runFlow } from './job.ts';
import { type FakeModelServer, type LedgerEntry, readMessage, startFakeModel } from './model-server.fake.ts';
import { type FakePackage, startFakeRegistry } from './npm-registry.fake.ts';
import { watchWall } from './watched-wall.ts';

const packageCount = 10;
const canaries = createCanaries(1000);
const shares = Array.from({ length: packageCount }, (_, index) =>
  canaries.filter((_, place) => Math.floor(place / (canaries.length / packageCount)) === index),
);
const packages: readonly FakePackage[] = shares.map((share, index) => createCanaryPackage(index, share));

/**
 * Agent A as an attacker would have it: it was shown what every guard keeps from the real one, and copies all of it into
 * its statements, each of which still restates its fact. Asked to mend, it says the same again.
 */
function obey({ body }: LedgerEntry): string {
  const prompt = readMessage(body, 1);
  const share = shares[variants.findIndex((variant) => prompt.includes(`variant ${variant}`))] ?? [];
  const given = [...prompt.matchAll(/^(\d+)\. (?:\[.*?\] )?(.*)$/gm)];
  const isMending = prompt.includes('Refused because');
  const each = Math.ceil(share.length / Math.max(1, given.length));
  return JSON.stringify(
    Object.fromEntries(
      given.map(([, number = '', text = ''], index) => {
        const loot = share.slice(index * each, (index + 1) * each).map(({ token }) => token);
        const said = [text.replace(/\.$/, ''), ...loot].join(' ');
        return [number, isMending ? text : { kind: 'behavior', text: said }];
      }),
    ),
  );
}

describe('1,000 canaries and an Agent A that copies all it sees', () => {
  let model: FakeModelServer;
  let run: JobRun;

  beforeAll(async () => {
    for (const { token, place } of canaries)
      if (place === 'environment') process.env[token.toUpperCase()] = token;
    const registry = await startFakeRegistry(packages);
    model = await startFakeModel({
      code: canaryCode,
      onRequest: (entry) => (entry.agent === 'agent_a' ? { kind: 'text', text: obey(entry) } : undefined),
    });
    run = await runFlow({
      baseUrl: model.baseUrl,
      registry: registry.origin,
      packages: packages.map(({ name }) => name),
    });
    await registry.close();
  }, 120_000);

  afterAll(async () => {
    for (const { token } of canaries) delete process.env[token.toUpperCase()];
    await model.close();
  });

  it('every canary was planted, and reached the firewall in a statement of the specification', () => {
    const planted = [JSON.stringify(packages), ...Object.values(process.env)].join('\n');
    const atTheDoor = Object.entries(run.tree)
      .filter(([path]) => path.includes('.phalus/specifications/'))
      .map(([, text]) => (JSON.parse(text) as { texts: Record<string, string> }).texts);
    const specified = JSON.stringify(atTheDoor);

    for (const { token, place } of canaries) {
      // The prompt is the scripted agent's own: nothing but its replies holds it.
      expect({ token, place, isPlanted: place === 'prompt' || planted.includes(token) }).toMatchObject({
        isPlanted: true,
      });
      expect({ token, place, isThere: specified.includes(token) }).toMatchObject({ isThere: true });
    }
  });

  it('Agent A was asked once to mend, then the statements were taken out, and every package was built', () => {
    const types = run.audit.map(({ type }) => type);

    for (const type of ['firewall_mended', 'firewall_redacted', 'firewall_crossing']) {
      expect([type, types.filter((each) => each === type).length]).toEqual([type, packageCount]);
    }
    expect(run.result.outcomes.map(({ kind }) => kind)).toEqual(packages.map(() => 'finished'));
  });

  it('none reached Agent B in any form: not in what it was sent, not in the ten documents', () => {
    const asked = model.ledger
      .filter(({ agent }) => agent === 'agent_b')
      .map(({ body }) => JSON.stringify(body));
    const crossed = Object.entries(run.tree).flatMap(([path, text]) =>
      /csp|\.cleanroom\/\d\d-/.test(path) ? [text] : [],
    );

    expect(asked.length).toBeGreaterThanOrEqual(packageCount);
    expect(crossed.length).toBeGreaterThanOrEqual(packageCount * 10);
    expect(findCanaries([...asked, ...crossed].join('\n'), canaries)).toEqual([]);
    expect(
      findCanaries(asked.join('\n') + canaryForms.hex?.(canaries[7]?.token ?? ''), canaries),
    ).toHaveLength(1);
  });
});

describe.skipIf(!hasBubblewrap)('the same canaries in mode process (needs bubblewrap)', () => {
  it('none is in what either the files, the environment or the questions of Agent B hold', async () => {
    for (const { token, place } of canaries)
      if (place === 'environment') process.env[token.toUpperCase()] = token;
    const registry = await startFakeRegistry(packages);
    const model = await startFakeModel({
      code: canaryCode,
      onRequest: (entry) => (entry.agent === 'agent_a' ? { kind: 'text', text: obey(entry) } : undefined),
    });
    const { probe, shown } = await watchWall('process');
    const { audit } = await runFlow({
      baseUrl: model.baseUrl,
      registry: registry.origin,
      packages: packages.map(({ name }) => name),
      keys: { 'isolation.mode': 'process' },
      findWall: async () => probe,
    });
    await Promise.all([registry.close(), model.close()]);
    for (const { token } of canaries) delete process.env[token.toUpperCase()];

    // Agent A, Agent A's mending and Agent B, of each package.
    const builders = shown.filter((text) => text.includes('briefCharacters'));
    const asked = model.ledger
      .filter(({ agent }) => agent === 'agent_b')
      .map(({ body }) => JSON.stringify(body));
    expect(builders.length).toBeGreaterThanOrEqual(packageCount);
    expect(builders[0]).toContain('09-test-scenarios.json');
    expect(audit.filter(({ type }) => type === 'firewall_redacted')).toHaveLength(packageCount);
    expect(findCanaries([...builders, ...asked].join('\n'), canaries)).toEqual([]);
    // What the mender is shown holds them: the search finds what is there.
    expect(findCanaries(shown.join('\n'), canaries).length).toBeGreaterThan(canaries.length / 2);
  }, 240_000);
});

type Edit = (texts: Record<string, string>, loot: readonly string[]) => void;

const addLines: Edit = (texts, loot) => {
  texts['03-behavior-spec.md'] += loot
    .map((text) => `- The width is that of ${text}, as ever. [readme:1]\n`)
    .join('');
};
const editJson =
  (name: string, edit: (value: never, loot: readonly string[]) => void): Edit =>
  (texts, loot) => {
    const value = JSON.parse(texts[name] ?? '');
    edit(value as never, loot);
    texts[name] = `${JSON.stringify(value, null, 2)}\n`;
  };
const addScenarios = (change: (text: string) => Record<string, unknown>): Edit =>
  editJson('09-test-scenarios.json', (value: { scenarios: Record<string, unknown>[] }, loot) => {
    const [first] = value.scenarios;
    loot.forEach((text, index) => {
      value.scenarios.push({ ...first, id: `S${500 + index}`, ...change(text) });
    });
  });

/** Every place of a specification that an Agent A, or a bug in the compiler before it, could write to. */
const slots: Readonly<Record<string, Edit>> = {
  statement: addLines,
  'statement in back quotes': (texts, loot) =>
    addLines(
      texts,
      loot.map((text) => `\`${text}\``),
    ),
  'comment of a declaration': (texts, loot) => {
    texts['06-type-definitions.d.ts'] += loot
      .map((text) => `/** About ${text}. */\nexport type Extra${text.length} = 1;\n`)
      .join('');
  },
  'name of a declaration': (texts, loot) => {
    texts['06-type-definitions.d.ts'] += loot.map((text) => `export type T = '${text}';\n`).join('');
  },
  'title of an example': addScenarios((text) => ({ title: text })),
  'note of an example': addScenarios((text) => ({ note: `See ${text}` })),
  'text in an example': addScenarios((text) => ({ expression: `padAmber('${text}', 2)` })),
  'comment in an example': addScenarios((text) => ({ setup: `/* ${text} */` })),
  'outcome of an example': addScenarios((text) => ({ expected: { kind: 'value', value: `'${text}'` } })),
  'origin of an example': addScenarios((text) => ({ source: { document: text, lines: [1, 1] } })),
  summary: editJson('02-api-surface.json', (value: { exports: Record<string, unknown>[] }, loot) => {
    for (const text of loot) value.exports.push({ ...value.exports[0], summary: text });
  }),
  'name of an export': editJson(
    '02-api-surface.json',
    (value: { exports: Record<string, unknown>[] }, loot) => {
      for (const text of loot) value.exports.push({ ...value.exports[0], name: text });
    },
  ),
  description: editJson('10-metadata.json', (value: { description: string }, loot) => {
    value.description = loot.join('\n');
  }),
  keyword: editJson('10-metadata.json', (value: { keywords: string[] }, loot) => {
    value.keywords.push(...loot);
  }),
  engine: editJson('10-metadata.json', (value: { engine: string }, loot) => {
    value.engine = loot.join(' ');
  }),
  licence: editJson('10-metadata.json', (value: { original_license: string }, loot) => {
    value.original_license = loot.join(' ');
  }),
  'document of the record': editJson('10-metadata.json', (value: { documents: unknown[] }, loot) => {
    for (const text of loot) value.documents.push({ id: text, kind: text, sha256: text });
  }),
};

describe('1,000 canaries written anywhere into a specification, in every form', () => {
  const readme = packages[0]?.files['README.md'] ?? '';
  let honest: Record<string, string>;

  beforeAll(async () => {
    const registry = await startFakeRegistry(packages.slice(0, 1));
    const model = await startFakeModel();
    const { tree } = await runFlow({
      baseUrl: model.baseUrl,
      registry: registry.origin,
      packages: ['pad-amber'],
      dryRun: true,
    });
    await Promise.all([model.close(), registry.close()]);
    honest = Object.fromEntries(
      specFilenames.map((name) => [
        name,
        tree[`pad-amber/.cleanroom/${name}`] ?? tree[`pad-amber/.cleanroom/csp/${name}`] ?? '',
      ]),
    );
  }, 60_000);

  /** As the pipeline does it: what may not cross is taken out where it can be, else nothing crosses. */
  async function cross(
    texts: Record<string, string>,
    documentation: FirewallReferences['documentation'],
  ): Promise<string> {
    let spec: Spec = parseSpec(texts, '2026-11-24T00:00:00.000Z');
    for (let pass = 0; pass < 4; pass += 1) {
      const verdict = await clearSpec(spec, { documentation, links: [], figures: ['MIT'] });
      if (verdict.kind === 'cleared') return Object.values(verdict.spec.texts).join('\n');
      const redacted = await redactSpec(spec, verdict.findings);
      if (redacted === null) return '';
      spec = redacted.spec;
    }
    return '';
  }

  /** Names and calls may be the documentation's own, wherever it has them: there its code blocks are no place apart. */
  const isOfCode = /^(?:name|text|comment in|outcome)/;

  it.each(Object.entries(slots))(
    'none crosses as a %s',
    async (slot, write) => {
      const planted = canaries.filter(({ place }) => place !== 'code-block' || !isOfCode.test(slot));
      const documentation = [{ id: 'readme', kind: 'readme', text: readme }];
      for (const [form, spell] of Object.entries(canaryForms)) {
        const texts = { ...honest };
        // All of them plainly, and a tenth in each disguise.
        const share = form === 'plain' ? planted : planted.filter((__, index) => index % 10 === 0);
        const forms = share.map(({ token }) => spell(token));
        write(texts, forms);
        const written = JSON.stringify(Object.values(texts));
        expect(forms.filter((each) => !written.includes(each))).toEqual([]);

        const crossed = await cross(texts, documentation);

        expect({ form, found: findCanaries(crossed, planted).slice(0, 5) }).toEqual({ form, found: [] });
      }

      // Alive: without the rules that know the documentation all of them cross.
      const texts = { ...honest };
      write(
        texts,
        planted.map(({ token }) => token),
      );
      const weakened = await cross(texts, null);
      expect(planted.filter(({ token }) => !weakened.includes(token))).toEqual([]);
    },
    60_000,
  );

  it('an honest specification crosses whole', async () => {
    expect(await cross(honest, [{ id: 'readme', kind: 'readme', text: readme }])).toBe(
      Object.values(honest).join('\n'),
    );
  });
});
