import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ baseUrl: 'http://127.0.0.1:9/v1', registry: 'http://127.0.0.1:9' });
});
afterAll(() => server.close());

const example = `{
  "name": "my-project",
  "dependencies": {
    "lodash": "^4.17.21",
    "chalk": "^5.3.0"
  }
}
`;
const answer = {
  manifest_type: 'package.json',
  packages: [
    { name: 'lodash', version_constraint: '^4.17.21', ecosystem: 'npm' },
    { name: 'chalk', version_constraint: '^5.3.0', ecosystem: 'npm' },
  ],
};

function parse(
  body: string | Blob | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${server.url}/api/manifest/parse`, { method: 'POST', body, headers });
}

describe('POST /api/manifest/parse', () => {
  it.each([
    'text/plain',
    'text/plain; charset=utf-8',
    'application/json',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'multipart/form-data',
    'nonsense',
  ])('answers the example of the document, sent as %s', async (type) => {
    const response = await parse(example, { 'content-type': type });

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(answer);
  });

  it('answers the example without a content type', async () => {
    const response = await parse(new Blob([example]));

    expect(await response.json()).toEqual(answer);
  });

  it('keeps constraints as written and names what is never looked up', async () => {
    const dependencies = {
      spaced: ' >=1.0  <2 ',
      any: '*',
      none: '',
      tag: 'next',
      alias: 'npm:other@^1.2',
      '@scope/name': '1.x',
      local: 'file:../local',
    };

    const response = await parse(JSON.stringify({ dependencies }));

    const body = (await response.json()) as {
      packages: { name: string; version_constraint: string }[];
      unsupported: { name: string; version_constraint: string; reason: string }[];
    };
    const { local, ...others } = dependencies;
    expect(Object.fromEntries(body.packages.map((each) => [each.name, each.version_constraint]))).toEqual(
      others,
    );
    expect(body.unsupported).toEqual([
      { name: 'local', version_constraint: local, reason: expect.stringMatching(/./) },
    ]);
  });

  it('names a lock file as people do', async () => {
    const lock = {
      name: 'p',
      lockfileVersion: 3,
      packages: { '': { dependencies: { a: '^1.0.0' } }, 'node_modules/a': { version: '1.2.3' } },
    };

    expect(await (await parse(JSON.stringify(lock))).json()).toMatchObject({
      manifest_type: 'package-lock.json',
      packages: [{ name: 'a' }],
    });
  });

  it.each([
    ['requirements.txt', 'Flask[async]>=2 ; python_version > "3.8"\n', ['pypi', 'Flask', '>=2']],
    ['requirements.txt', 'flask\nrequests\n', ['pypi', 'flask', '']],
    [
      'pyproject.toml',
      '[project]\nname = "a"\ndependencies = ["requests~=2.31"]\n',
      ['pypi', 'requests', '~=2.31'],
    ],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\npython = "^3.9"\nrequests = "^2.31"\n',
      ['pypi', 'requests', '^2.31'],
    ],
    ['Pipfile', '[packages]\nrequests = "*"\n', ['pypi', 'requests', '*']],
    ['Cargo.toml', '[package]\nname = "a"\n\n[dependencies]\nserde = "1"\n', ['crates', 'serde', '1']],
    [
      'Cargo.lock',
      'version = 4\n\n[[package]]\nname = "a"\nversion = "0.1.0"\ndependencies = ["b"]\n\n[[package]]\nname = "b"\nversion = "1.0.0"\nsource = "registry+https://registry.example/index"\n',
      ['crates', 'b', '1.0.0'],
    ],
    [
      'go.mod',
      'module example.org/a\n\ngo 1.22\n\nrequire example.org/b v1.2.3\n',
      ['go', 'example.org/b', 'v1.2.3'],
    ],
    ['yarn.lock', '# yarn lockfile v1\n\na@^1:\n  version "1.0.0"\n', ['npm', 'a', '^1']],
    [
      'pnpm-lock.yaml',
      "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a:\n        specifier: ^1\n        version: 1.0.0\npackages:\n  a@1.0.0:\n    resolution: {integrity: sha512-aaaa}\n",
      ['npm', 'a', '^1'],
    ],
  ])('tells a %s apart by its structure alone', async (type, body, [ecosystem, name, version_constraint]) => {
    const response = await parse(body);

    const answer = (await response.json()) as { manifest_type: string; packages: unknown[] };
    expect([response.status, answer.manifest_type]).toEqual([200, type]);
    expect(answer.packages[0]).toEqual({ name, version_constraint, ecosystem });
  });

  it('names lines and options that it leaves aside', async () => {
    const response = await parse('--index-url https://registry.example/simple\n-r base.txt\nflask==3.0\n');

    expect(await response.json()).toEqual({
      manifest_type: 'requirements.txt',
      packages: [{ name: 'flask', version_constraint: '==3.0', ecosystem: 'pypi' }],
      unsupported: [
        {
          name: 'base.txt',
          version_constraint: '--requirement base.txt',
          reason: expect.stringMatching(/not given/),
        },
      ],
      notes: [expect.stringMatching(/line 1: --index-url is left aside/)],
    });
  });

  it.each([
    ['nothing', '', /empty/],
    ['blanks', ' \n\t ', /empty/],
    ['prose', 'Remember the milk and lodash.', /expected one of .*package\.json.*requirements\.txt/],
    ['an object of nothing', '{}', /./],
    ['no dependencies', '{"dependencies":{}}', /no dependency/],
    ['an array', '[1, 2]', /package\.json/],
    ['half of one', '{"dependencies": {', /line 1/],
    [
      'a broken Cargo.toml',
      '[package]\nname = "a"\n\n[dependencies]\nserde = \n',
      /this Cargo\.toml: it is not TOML, in line 5/,
    ],
    ['a broken go.mod', 'module example.org/a\n\ngo 1.22\n\nrequire (\n', /this go\.mod: line 5/],
    ['a composer.json', '{"require":{"php":">=8"}}', /composer\.json; not supported/],
    ['what is never looked up', '{"dependencies":{"a":"git+ssh://host.example/a.git"}}', /a:/],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00]), /UTF-8/],
  ])('answers %s with 400 that says what was looked for', async (_, body, message) => {
    const response = await parse(body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: expect.stringMatching(message),
      code: expect.any(String),
    });
  });

  it('answers 413 for more than it can hold, announced or not', async () => {
    const part = new TextEncoder().encode('x'.repeat(1024 * 1024));
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 12) controller.close();
        else controller.enqueue(part);
      },
    });

    const announced = await parse('x'.repeat(9 * 1024 * 1024));
    const streamed = await fetch(`${server.url}/api/manifest/parse`, {
      method: 'POST',
      body: endless,
      duplex: 'half',
    } as RequestInit);

    for (const response of [announced, streamed]) {
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ code: 'too-large' });
    }
  });
});
