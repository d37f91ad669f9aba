import { cost, createJob, eventPage, parsed, planned, statuses, when } from './hostile-jobs.fake.ts';
import { hostileTexts as texts } from './hostile-texts.fake.ts';

const at = (index: number): string => texts[index % texts.length] ?? '';
const checkNames = ['syntax', 'tests', 'behaviour', 'similarity'];
const pad = (number: number): string => String(number).padStart(3, '0');
export const firstJob = '00000000-0000-4000-8000-000000000001';
export const secondJob = '00000000-0000-4000-8000-000000000002';

/** An object with a text for every key, those of prototypes among them. */
const asKeys = <Value>(value: (text: string, index: number) => Value): Record<string, Value> =>
  Object.fromEntries(texts.map((text, index) => [text, value(text, index)]));

const tally = { compared: 10, agreed: 3 };
const behaviour = {
  ...{ ...tally, documented: tally, undocumented: tally, per_export: asKeys(() => tally) },
  disagreements: texts.map((text, index) => ({
    ...{ export: text, setup: at(index + 1), expression: at(index + 2), difference: at(index + 3) },
    ...{ documented: index % 2 === 0, original: at(index + 4), rebuilt: at(index + 5), expected: null },
    statement: at(index + 6),
  })),
};
const similarity = {
  ...{
    overall_score: 0.5,
    token_similarity: 0.5,
    ast_similarity: 0.5,
    threshold: 0.7,
    review_threshold: 0.5,
  },
  ...{ original_operations: 100, own_operations: 100, shared_interface: texts, obfuscation: texts },
  languages: { original: texts.slice(0, 50), own: texts.slice(50, 100) },
  controls: texts.map((text, index) =>
    index % 2 === 0
      ? { kind: text, name: text, version: text, overall_score: 0.1 }
      : { kind: text, name: text, skipped: text },
  ),
  matches: texts.slice(0, 150).map((text, index) => ({
    ours: { path: `${text}.js`, lines: [1, 2], name: text, text: at(index + 1) },
    ...{ original: { path: text, lines: [1, 1] }, common_operations: 12, share_of_original: 0.5 },
  })),
  unseen: { overall_score: 0.1, place: { path: at(1), line: 3 } },
};
const checks = [
  ...checkNames.map((name) => ({
    name,
    detail: name === 'behaviour' ? behaviour : name === 'similarity' ? similarity : {},
  })),
  ...texts.map((name) => ({ name, detail: asKeys((text) => text) })).slice(0, 40),
].map((check, index) => ({ ...check, status: statuses[index % 5], reason: at(index), duration_ms: 3 }));

const specification = {
  ...{ package_name: at(0), package_version: at(1), generated_at: when },
  documents: [
    { filename: '01-overview.md', content: texts.join('\n') },
    {
      filename: '02-api-surface.json',
      content: JSON.stringify({ language: at(2), exports: texts.map(asExport) }),
    },
    { filename: '06-type-definitions.d.ts', content: texts.join('\n') },
    { filename: '09-test-scenarios.json', content: JSON.stringify({ scenarios: texts.map(asScenario) }) },
    { filename: '10-metadata.json', content: JSON.stringify(asKeys((text) => [text])) },
    { filename: '05-configuration.json', content: '{"open": ' },
    ...texts.slice(0, 40).map((text) => ({ filename: `${text}.md`, content: text })),
  ].map((document) => ({ ...document, content_hash: at(3) })),
};

function asExport(text: string, index: number) {
  return { name: text, kind: text, signature: at(index + 1), summary: at(index + 2), evidence: text };
}

function asScenario(text: string, index: number) {
  const expected = [
    { kind: 'value', value: text },
    { kind: 'throws', name: text, message: text },
    { kind: 'output', lines: [text] },
  ][index % 3];
  return {
    id: `S${pad(index)}`,
    title: text,
    origin: text,
    setup: text,
    expression: text,
    expected,
    contested: true,
    note: text,
  };
}

const source = (text: string) => ({
  document: text,
  first_line: 1,
  last_line: 2,
  kind: text,
  sha256: text,
  source: text,
});
const provenance = {
  ...{ package_name: at(0), package_version: at(1), missing: asKeys((text) => text) },
  statements: texts.map((text, index) => ({
    ...{ id: `01-overview.md:${index + 1}`, document: '01-overview.md', kind: 'statement', line: index + 1 },
    ...{ names: [text], text, sources: index % 3 === 0 ? [] : [source(text), source(at(index + 1))] },
  })),
  files: texts.map((text) => ({
    path: text,
    made_by: 'model',
    parts: texts.slice(0, 9).map((heading) => ({ document: text, heading, names: [text], is_cut: true })),
    reason: text,
  })),
};

const phases = texts.slice(0, 6).map((phase) => ({
  phase,
  calls: 1,
  input_tokens: 1,
  money: null,
  output_tokens: 1,
  replayed_calls: 0,
  seconds: 1,
}));
const evidence = {
  ...{
    job_id: firstJob,
    package_name: at(0),
    package_version: at(1),
    cost,
    phases,
    missing: asKeys((text) => text),
  },
  attempts: texts.map((text, index) => ({
    ...{
      failing: [text],
      number: index,
      outcome: 'failed',
      passed: 0,
      problem: text,
      purpose: text,
      total: 3,
    },
  })),
  audit: {
    about_package: 3,
    entries: 3,
    reason: at(4),
    verified: false,
    findings: texts.map((text, line) => ({ kind: text, line, message: text })),
  },
  wall: {
    asked: texts,
    read: texts.map((text) => ({ bytes: 3, document: text, kind: text, sha256: text, source: at(2) })),
    refused: texts.map((text) => ({ by: text, bytes: null, document: text, line: null, reason: text })),
    crossed: texts.map((text) => ({ bytes: 3, document: text, handed_sha256: text, round: 1, sha256: text })),
    removed: texts.map((text) => ({ count: 3, examples: [text], reason: text })),
    builder_saw: texts.map((text, call) => ({
      ...{
        bytes: 3,
        call,
        input_tokens: 1,
        is_cut: true,
        model: text,
        output_tokens: 1,
        purpose: text,
        sha256: text,
        text,
      },
    })),
    sandbox: {
      ...{ mode: at(5), same_key: null, same_model: true, code: asKeys((text) => text) },
      agents: texts.slice(0, 20).map((text) => ({
        ...{
          agent: text,
          denied: [{ detail: text, kind: text }],
          enforced: asKeys((each) => each),
          model: text,
          ran_in: text,
          starts: 2,
        },
      })),
    },
  },
};

const audit = texts.map((text, seq) => ({
  ...{ digest: text, previous: text, seq, timestamp: seq % 2 === 0 ? when : text },
  event: { type: text, package: text, said: text, ...asKeys((each) => each.slice(0, 20)) },
}));

/** Files of the second run differ in every one. */
const code = (addition: string) =>
  Object.fromEntries(
    texts.map((text, index) => [`${text}.js`, `${at(index + 1)}\n${addition}${at(index + 2)}`]),
  );

/** What a server would answer whose packages are all an attacker's; null for what is not asked for text. */
export function answerHostile(path: string, query: URLSearchParams): string | null {
  const isSecond = query.get('job') === secondJob;
  if (path.endsWith('/validation')) {
    return JSON.stringify({
      checks,
      package_name: at(0),
      package_version: at(8),
      reasons: texts,
      verdict: 'FAIL',
    });
  }
  const parts: readonly (readonly [ending: string, answer: unknown])[] = [
    ['/csp', specification],
    ['/provenance', provenance],
    ['/evidence', evidence],
    ['/audit', audit],
    ['/code', code(isSecond ? 'added ' : '')],
    ['/events', eventPage],
    [firstJob, createJob(firstJob, 0)],
    [secondJob, createJob(secondJob, 1)],
    ['/manifest/parse', parsed],
    [
      '/api/jobs',
      {
        jobs: [
          createJob(firstJob, 0),
          ...texts.map((text) => ({
            ...createJob(firstJob, 0),
            packages: [],
            job_id: text,
            manifest_type: text,
          })),
        ],
      },
    ],
  ];
  const found = parts.find(([ending]) => path.endsWith(ending))?.[1];
  if (found !== undefined) return JSON.stringify(found);
  return path.endsWith('/plan') ? planned.map((line) => JSON.stringify(line)).join('\n') : null;
}
