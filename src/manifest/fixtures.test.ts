import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manifestReaders, parseManifest } from './parse-manifest.ts';
import type { FurtherFile, Manifest, ManifestOptions } from './types.ts';

const everyKind: ManifestOptions = { kinds: ['runtime', 'optional', 'development', 'peer'] };

function readFixture(name: string): string {
  return readFileSync(new URL(`__fixtures__/${name}`, import.meta.url), 'utf8');
}

function parse(
  name: string,
  options: ManifestOptions = everyKind,
  beside: Readonly<Record<string, string>> = {},
) {
  const furtherFiles: FurtherFile[] = Object.entries(beside).map(([path, file]) => ({
    path,
    text: readFixture(file),
  }));
  return parseManifest({ text: readFixture(name), furtherFiles }, options);
}

/** One line a package: name as looked up, range, kind, and what else is known. */
function render({ packages, unsupported }: Manifest): string[] {
  return [
    ...packages.map(({ registryName, range, kind, lockedVersion, extras, marker }) =>
      [registryName, range, kind[0], lockedVersion ?? '', extras?.join('+') ?? '', marker ?? '']
        .join(' ')
        .trim()
        .replaceAll(/ +/g, ' '),
    ),
    ...unsupported.map(({ name, constraint, reason }) => `not ${name} ${constraint}: ${reason}`),
  ];
}

describe('real manifests', () => {
  it('pyproject.toml of flask: PEP 621, extras, dependency groups and the build', () => {
    expect(render(parse('flask-2026-04-08.pyproject.toml'))).toEqual([
      'blinker >=1.9.0 r',
      'click >=8.1.3 r',
      'itsdangerous >=2.2.0 r',
      'asgiref >=3.2 o',
      'python-dotenv o',
      'sphinx <9 d',
      'sphinxcontrib-log-cabinet d',
      "gha-update d python_full_version >= '3.12'",
      'pytest d',
      'flit-core >=3.11,<4 d',
    ]);
    expect(parse('flask-2026-04-08.pyproject.toml', {}).packages).toHaveLength(5);
  });

  it('pyproject.toml of poetry: parentheses, an address, Poetry groups', () => {
    expect(render(parse('poetry-2026-06-21.pyproject.toml'))).toEqual([
      'build >=1.2.1,<2.0.0 r',
      'cachecontrol >=0.14.0,<0.15.0 r filecache',
      'dulwich >=0.25.0,<2 r',
      "tomli >=2.0.1,<3.0.0 r python_version < '3.11'",
      'pre-commit >=2.10 d',
      'pytest-xdist >=3.1 d psutil',
      'pytest-github-actions-annotate-failures >=0.1.7,<0.2 d',
      expect.stringMatching(/^not poetry-core @ git\+https:.*version control/),
      expect.stringMatching(/^not dulwich >=1\.2\.1: listed as ">=0\.25\.0,<2" as well/),
    ]);
  });

  it('uv.lock of flask: what the project asks for, with hashes, and both versions of a fork', () => {
    const manifest = parse('flask-2026-04-08.uv.lock');

    expect(render(manifest)).toEqual([
      'blinker ==1.9.0 r 1.9.0',
      expect.stringMatching(/^click ==8\.\d+\.\d+ r 8\.\d+\.\d+$/),
      expect.stringMatching(/^asgiref ==3\.\d+\.\d+ o 3\./),
      "sphinx ==8.1.3 d 8.1.3 python_full_version < '3.11'",
      "sphinx ==8.2.3 d 8.2.3 python_full_version == '3.11.*'",
    ]);
    expect(manifest.packages[0]).toMatchObject({ constraint: '>=1.9.0' });
    expect(manifest.packages[0]?.hashes).toEqual([
      'sha256:b4ce2265a7abece45e7cc896e98dbebe6cead56bcf805a3d23136d145f5445bf',
      'sha256:ba0efaa9080b619ff2f3459d1d500c57bddea4a6b424b60a91141db6fd2f08bc',
    ]);
  });

  it('poetry.lock of poetry: groups, markers, hashes, git', () => {
    const manifest = parse('poetry-2026-06-21.poetry.lock');

    expect(render(manifest)).toEqual([
      'anyio ==4.13.0 r 4.13.0',
      'backports-tarfile ==1.2.0 r 1.2.0 python_version < "3.12"',
      'pre-commit ==4.6.0 d 4.6.0',
      expect.stringMatching(/^not poetry-core 2\.4\.1: a version control/),
    ]);
    expect(manifest.packages[0]?.hashes).toHaveLength(2);
  });

  it('poetry.lock beside its pyproject.toml: only what the project asks for', () => {
    const manifest = parse(
      'poetry-2026-06-21.poetry.lock',
      { kinds: ['development'] },
      {
        'pyproject.toml': 'poetry-2026-06-21.pyproject.toml',
      },
    );

    expect(
      manifest.packages.map(({ name, constraint, lockedVersion }) => [name, constraint, lockedVersion]),
    ).toEqual([['pre-commit', '>=2.10', '4.6.0']]);
    expect(manifest.unsupported.every(({ reason }) => /no entry/.test(reason))).toBe(true);
  });

  it('requirements-dev.txt of requests', () => {
    expect(render(parse('requests-2025-08.requirements-dev.txt'))).toEqual([
      'pytest >=2.8.0,<9 r',
      'pytest-cov r',
      'pytest-httpbin ==2.0.0 r',
      'httpbin ~=0.10.0 r',
      'trustme r',
      'wheel r',
      expect.stringMatching(/^not \.\[socks\] \.\[socks\]: a folder/),
    ]);
  });

  it('Pipfile and Pipfile.lock of pipenv', () => {
    expect(render(parse('pipenv-2026-08-20.Pipfile'))).toEqual([
      'pytz r',
      'urllib3 >=2.7.0 d',
      'sphinx d',
      'sphinx-click ==4.* d',
      "stdeb d sys_platform == 'linux'",
      "waitress ==3.* d sys_platform == 'win32'",
      'myst-parser d linkify',
      "legacy-cgi d python_version >= '3.13'",
    ]);
    expect(render(parse('pipenv-2026-08-20.Pipfile.lock', {}))).toEqual([
      "iniconfig ==2.3.0 r 2.3.0 python_version >= '3.10'",
      "packaging ==26.3 r 26.3 python_version >= '3.9'",
      'pytz ==2026.1.post1 r 2026.1.post1',
    ]);
    expect(
      render(parse('pipenv-2026-08-20.Pipfile.lock', {}, { Pipfile: 'pipenv-2026-08-20.Pipfile' })),
    ).toEqual(['pytz r 2026.1.post1']);
  });

  it('Cargo.toml of ripgrep: target tables, paths, build and development', () => {
    expect(render(parse('ripgrep-2026-08-04.Cargo.toml'))).toEqual([
      'anyhow 1.0.75 r',
      'bstr 1.7.0 r',
      'lexopt 0.3.0 r',
      'log 0.4.5 r',
      'serde_json 1.0.23 r',
      'termcolor 1.4.0 r',
      'textwrap 0.16.0 r',
      'tikv-jemallocator 0.7.0 r cfg(all(target_env = "musl", target_pointer_width = "64"))',
      'serde 1.0.77 d',
      'serde_derive 1.0.77 d',
      'walkdir 2 d',
      'not grep 0.4.1: a folder of this project (path), not a published crate',
      'not grep-index 0.0.1: a folder of this project (path), not a published crate',
      'not ignore 0.4.29: a folder of this project (path), not a published crate',
    ]);
  });

  it('Cargo.toml of serde_derive, with and without that of its workspace', () => {
    const alone = parse('serde-derive-2026-06-23.Cargo.toml');
    const inWorkspace = parse('serde-derive-2026-06-23.Cargo.toml', everyKind, {
      '../Cargo.toml': 'serde-2026-06-23.Cargo.toml',
    });

    expect(alone.packages).toEqual([]);
    expect(alone.unsupported[0]?.reason).toContain('--with ../Cargo.toml');
    expect(render(inWorkspace)).toEqual([
      'proc-macro2 1.0.74 r proc-macro',
      'quote 1.0.35 r proc-macro',
      'syn 2.0.81 r clone-impls+derive',
      'not serde 1: a folder of this project (path), not a published crate',
    ]);
    expect(render(parse('serde-2026-06-23.Cargo.toml'))).toEqual([
      'proc-macro2 1.0.74 r',
      'quote 1.0.35 r',
      'syn 2.0.81 r',
    ]);
  });

  it('Cargo.lock of ripgrep: the checksum in the words of Subresource Integrity', () => {
    const manifest = parse('ripgrep-2026-08-04.Cargo.lock');

    expect(render(manifest)).toEqual([
      'bstr =1.13.0 r 1.13.0',
      'log =0.4.33 r 0.4.33',
      'anyhow =1.0.104 r 1.0.104',
      expect.stringMatching(/^not globset : a folder/),
    ]);
    expect(manifest.packages[0]?.lockedIntegrity).toBe('sha256-H33AlNcY8uHBVZrREOJ+6q4UpUZdPVbdbb15MHn71TA=');
    expect(parse('ripgrep-2026-08-04.Cargo.lock', { transitive: true }).packages).toHaveLength(4);
  });

  it('go.mod and go.sum of golang/example', () => {
    const alone = parse('golang-example-2025-09-15.go.mod');
    const summed = parse(
      'golang-example-2025-09-15.go.mod',
      { transitive: true },
      {
        'go.sum': 'golang-example-2025-09-15.go.sum',
      },
    );

    expect(render(alone)).toEqual(['golang.org/x/tools v0.33.0 r', 'gopkg.in/yaml.v3 v3.0.1 r']);
    expect(summed.packages).toHaveLength(4);
    expect(summed.packages[0]?.hashes).toEqual(['h1:4qz2S3zmRxbGIhDIAgjxvFutSvH5EfnsYrRBj0UI0bc=']);
    expect(render(parse('golang-example-2025-09-15.go.sum'))[1]).toBe('golang.org/x/mod v0.25.0 r v0.25.0');
  });

  it('pnpm-lock.yaml of zustand', () => {
    const manifest = parse('zustand-2026-08-19.pnpm-lock.yaml');

    expect(render(manifest)).toEqual([
      '@eslint/js 9.39.4 d 9.39.4',
      '@redux-devtools/extension ^4.0.0 d 4.0.0',
    ]);
    expect(manifest.packages.every(({ lockedIntegrity }) => lockedIntegrity?.startsWith('sha512-'))).toBe(
      true,
    );
    expect(
      parse('zustand-2026-08-19.pnpm-lock.yaml', { ...everyKind, transitive: true }).packages,
    ).toHaveLength(3);
  });

  it('yarn.lock of both kinds', () => {
    expect(render(parse('redux-toolkit-2026-08-09.yarn.lock'))).toEqual([
      '@reduxjs/toolkit ^2.12.0 r 2.12.0',
      'react ^18.2.0 r 18.3.1',
      'react-dom ^18.2.0 r 18.3.1',
      'react-redux ^9.3.0 r 9.3.0',
    ]);
    expect(parse('redux-toolkit-2026-08-09.yarn.lock').packages[0]?.constraint).toBe('npm:^2.12.0');
    expect(render(parse('prettier-vscode-2026-03-16.yarn.lock'))).toEqual([
      '@prettier/plugin-php 0.17.6 r 0.17.6',
      'linguist-languages 7.31.2 r 7.31.2',
      'mem 8.1.1 r 8.1.1',
      expect.stringMatching(/^not php-parser https:.*web address/),
    ]);
  });

  it('each is what its name says, and nothing else, however it is called', () => {
    const types = Object.keys(manifestReaders);
    const names = [
      'flask-2026-04-08.pyproject.toml',
      'flask-2026-04-08.uv.lock',
      'poetry-2026-06-21.poetry.lock',
      'poetry-2026-06-21.pyproject.toml',
      'requests-2025-08.requirements-dev.txt',
      'pipenv-2026-08-20.Pipfile',
      'pipenv-2026-08-20.Pipfile.lock',
      'ripgrep-2026-08-04.Cargo.toml',
      'ripgrep-2026-08-04.Cargo.lock',
      'serde-2026-06-23.Cargo.toml',
      'serde-derive-2026-06-23.Cargo.toml',
      'golang-example-2025-09-15.go.mod',
      'golang-example-2025-09-15.go.sum',
      'zustand-2026-08-19.pnpm-lock.yaml',
      'redux-toolkit-2026-08-09.yarn.lock',
      'prettier-vscode-2026-03-16.yarn.lock',
    ];
    for (const name of names) {
      const own = name.replace(/^[a-z-]+[\d-]+\./, '').replace('requirements-dev', 'requirements');
      const text = readFixture(name);

      const found = types.map((fileName) => parseManifest({ text, fileName }, everyKind).manifestType);

      expect([...new Set(found)], name).toEqual([own]);
      expect(
        Object.values(manifestReaders)
          .filter((reader) => reader.recognise({ text }))
          .map(({ manifestType }) => manifestType),
        name,
      ).toEqual([own]);
    }
  });
});
