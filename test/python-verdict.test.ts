import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import {
  answer,
  jsonType,
  renderMetadata,
  sha256,
  startFakeIndex,
} from '../src/registry/pypi/pypi-index.fake.ts';
import { renderFakeTarball } from '../src/registry/tarball.fake.ts';
import { probeSandbox } from '../src/sandbox/index.ts';
import type { CheckResult } from '../src/validate/index.ts';
import { type JobRun, runFlow } from './job.ts';
import { startFakeModel } from './model-server.fake.ts';

const probe = await probeSandbox();
const status = probe.kind === 'available' ? await probe.sandbox.findToolchain('python') : probe;
const absent = status.kind === 'unavailable' ? ` (skipped: ${status.reason})` : '';

const readme = `# word-rows

Cuts texts into rows of words. A row holds as many words as the width says, three of them when nothing is said.

\`\`\`python
from word_rows import rows, longest

rows("a b c d")  # => [["a", "b", "c"], ["d"]]
rows("a b c", width=2)  # => [["a", "b"], ["c"]]
longest("to be or not")  # => "not"
\`\`\`

The longest word of a text is the first of those that no other is longer than. An empty text has none, and the answer is
an empty text then.
`;

const original = `"""Rows of words."""


def rows(text: str, width: int = 3) -> list:
    """Cut a text into rows of words."""
    words = text.split()
    return [words[at:at + width] for at in range(0, len(words), width)]


def longest(text: str) -> str:
    """The longest word of a text."""
    return max(text.split(), key=len, default='')
`;

const honest = `def rows(text: str, width: int = 3) -> list:
    """Cut a text into rows of words."""
    if width == 0:
        raise ValueError('the width must not be zero')
    made = []
    row = []
    if width < 0:
        return made
    for word in text.split():
        row.append(word)
        if len(row) == width:
            made.append(row)
            row = []
    if row:
        made.append(row)
    return made


def longest(text: str) -> str:
    """The longest word of a text."""
    best = ''
    for word in text.split():
        if len(word) > len(best):
            best = word
    return best
`;

let index: FakeServer;
beforeAll(async () => {
  const metadata = renderMetadata('word-rows', '1.0', [
    'License-Expression: MIT',
    'Summary: Cuts texts into rows of words',
  ]);
  const stem = 'word_rows-1.0';
  const bytes = renderFakeTarball([
    { path: `${stem}/PKG-INFO`, content: metadata },
    { path: `${stem}/README.md`, content: readme },
    { path: `${stem}/setup.py`, content: 'raise SystemExit("never run")' },
    { path: `${stem}/src/word_rows/__init__.py`, content: original },
  ]);
  const filename = `${stem}.tar.gz`;
  const file = { filename, url: `/files/${filename}`, hashes: { sha256: sha256(bytes) } };
  index = await startFakeIndex({
    project: 'word-rows',
    page: answer(jsonType, JSON.stringify({ meta: { 'api-version': '1.0' }, files: [file] })),
    files: { [filename]: bytes },
  });
});
afterAll(() => index?.close());

/** The whole pipeline, with Agent B's code at hand. */
async function rebuild(code: string): Promise<JobRun & { checks: readonly CheckResult[] }> {
  const model = await startFakeModel({
    onRequest: ({ agent }) =>
      agent === 'agent_b' ? { kind: 'text', text: `\`\`\`python\n${code}\`\`\`\n` } : undefined,
  });
  try {
    const run = await runFlow({
      baseUrl: model.baseUrl,
      registry: 'http://registry.example',
      keys: { 'registries.pypi': `${index.origin}/simple`, 'validation.feedback': 'none' },
      packages: ['word-rows'],
      ecosystem: 'pypi',
    });
    const path = Object.keys(run.tree).find((name) => name.endsWith('.cleanroom/validation.json'));
    const { checks } = JSON.parse(run.tree[path ?? ''] ?? '{"checks":[]}') as { checks: CheckResult[] };
    return { ...run, checks };
  } finally {
    await model.close();
  }
}

const statusOf = (checks: readonly CheckResult[], name: string) =>
  checks.find((check) => check.name === name)?.status;

describe.skipIf(absent !== '')(`a Python package from end to end${absent}`, () => {
  it('passes when it was rebuilt honestly', async () => {
    const { outcome, checks } = await rebuild(honest);

    const open = checks.filter((check) => !['passed', 'not-applicable'].includes(check.status));
    expect(open).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'finished', verdict: { verdict: 'PASS' } });
    for (const name of ['behaviour', 'beyond-examples', 'side-effects'])
      expect(statusOf(checks, name)).toBe('passed');
  });

  it('fails when it meets the examples and nothing else', async () => {
    const { outcome, checks } = await rebuild(
      honest.replace(/ {4}best = ''[\s\S]*return best\n/, "    return (text.split() or [''])[-1]\n"),
    );

    const behaviour = checks.find(({ name }) => name === 'behaviour');
    expect(statusOf(checks, 'tests')).toBe('passed');
    expect(behaviour?.status).toBe('failed');
    expect(behaviour?.reason).toMatch(/longest\(/);
    expect(outcome).toMatchObject({ kind: 'finished', verdict: { verdict: 'FAIL' } });
  });
});
