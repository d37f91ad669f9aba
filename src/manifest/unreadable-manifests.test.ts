import { describe, expect, it } from 'vitest';
import { ManifestError, type ManifestErrorCode } from './errors.ts';
import { parseOrError } from './parse-or-error.fake.ts';

const project = '[project]\nname = "x"\n';
const crate = '[package]\nname = "x"\nversion = "0.1.0"\n';
const module = 'module host.example/x\n\ngo 1.22\n\n';
const uv = 'version = 1\nrequires-python = ">=3.9"\n\n';
const cargoLock = 'version = 4\n\n';
const poetryEnd = '\n[metadata]\nlock-version = "2.0"\npython-versions = ">=3.9"\ncontent-hash = "0"\n';
const pnpm = "lockfileVersion: '9.0'\n";
const yarn = '# yarn lockfile v1\n\n';
const berry = '__metadata:\n  version: 8\n\n';
const sum = `h1:${'a'.repeat(43)}=`;

describe('what cannot be read at all', () => {
  it.each<[string, string, ManifestErrorCode, RegExp]>([
    ['requirements.txt', 'Dear all,\nplease install these!\n', 'malformed', /none of its 2 lines/],
    ['requirements.txt', '# only a comment\n', 'empty', /requirements\.txt/],
    ['', 'hello', 'unrecognised', /structure of none/],
    ['', 'Install requests >= 2.31 and then have fun with it.', 'unrecognised', /structure of none/],
    [
      '',
      '# Title\n\nSome *prose* about `flask==2.0`.\n\n- one\n- two\n',
      'unrecognised',
      /structure of none/,
    ],
    ['', '#!/bin/sh\nset -e\npip install requests==2.31\n', 'unrecognised', /structure of none/],
    ['', 'import os\nimport sys\n\nprint(os.name)\n', 'unrecognised', /structure of none/],
    ['', '<!doctype html>\n<title>x</title>\n', 'unrecognised', /structure of none/],
    ['', 'FROM node:20\nRUN npm install\n', 'unrecognised', /structure of none/],
    ['', 'key: value\nlist:\n  - a\n', 'unrecognised', /structure of none/],
    ['', '[section]\nkey = "value"\n', 'unrecognised', /structure of none/],
    ['', 'title = "TOML"\n', 'unrecognised', /structure of none/],
    ['', '\u0000\u0001\u0002', 'unrecognised', /structure of none/],
    ['', 'a,b,c\n1,2,3\n', 'unrecognised', /structure of none/],
    ['', '- a\n- b\n', 'unrecognised', /structure of none/],
    ['', 'module M\n  def x\n  end\nend\n', 'unrecognised', /structure of none/],
    ['', 'null', 'unrecognised', /structure of none/],
    ['', '{}', 'unrecognised', /structure of none/],
    [
      'pyproject.toml',
      `${project}dependencies = [\n`,
      'malformed',
      /pyproject\.toml: it is not TOML, in line \d/,
    ],
    ['', `${project}dependencies = "requests"\n`, 'malformed', /"project\.dependencies".*should be a list/],
    ['', `${project}dependencies = { requests = "1" }\n`, 'malformed', /an object and should be a list/],
    ['', `${project}[project.optional-dependencies]\ndev = "x"\n`, 'malformed', /optional-dependencies\.dev/],
    ['', `[build-system]\nrequires = 1\n`, 'malformed', /build-system\.requires/],
    ['', `[tool.uv]\ndev-dependencies = "x"\n`, 'malformed', /uv\.dev-dependencies/],
    ['', `${project}${project}`, 'malformed', /pyproject\.toml: it is not TOML, in line 3/],
    ['', `${project}a = ${'['.repeat(1000)}\n`, 'malformed', /not TOML/],
    ['', '[project]\nname = x\n', 'malformed', /line 2/],
    ['pyproject.toml', 'not toml at all', 'malformed', /pyproject\.toml/],
    ['pyproject.toml', '\n# nothing\n', 'empty', /pyproject\.toml/],
    ['Pipfile', 'packages', 'malformed', /Pipfile: it is not TOML/],
    ['', '[packages]\nrequests = \n', 'malformed', /this Pipfile: .* line 2/],
    ['', '[packages]\n[packages]\n', 'malformed', /this Pipfile: .* line 2/],
    ['', '{"_meta":{"hash":{}},"default":{}', 'malformed', /line 1/],
    ['', '{"_meta":{"hash":{}},"default":{},"develop":[]}', 'empty', /Pipfile\.lock/],
    ['uv.lock', `${uv}[[package]]\nname = \n`, 'malformed', /uv\.lock: it is not TOML, in line 5/],
    ['', `${uv}package = 1\n`, 'empty', /uv\.lock/],
    ['poetry.lock', '[[package]]\nname = "a\n', 'malformed', /poetry\.lock/],
    ['', poetryEnd, 'empty', /poetry\.lock/],
    ['', `${crate}[dependencies\n`, 'malformed', /Cargo\.toml: it is not TOML, in line 4/],
    ['', `${crate}dependencies = []\n[dev-dependencies]\n`, 'empty', /Cargo\.toml/],
    [
      '',
      `dependencies = ["serde"]\n${crate}`,
      'malformed',
      /\[dependencies\].*an array and should be a table/,
    ],
    ['', `${crate}[target.x]\ndependencies = 1\n`, 'malformed', /\[dependencies\].*the number 1/],
    ['', `[workspace]\nmembers = []\ndependencies = "x"\n`, 'malformed', /\[dependencies\]/],
    ['Cargo.toml', 'nonsense', 'malformed', /Cargo\.toml/],
    [
      'Cargo.lock',
      `${cargoLock}[[package]]\nname = "a"\nversion = 1.0.0\n`,
      'malformed',
      /Cargo\.lock: it is not TOML, in line 5/,
    ],
    ['', `${cargoLock}[[package]]\nname = "a"\nversion = "1.0.0"\n`, 'empty', /Cargo\.lock/],
    [
      '',
      `${module}require (\n\thost.example/a v1.0.0\n`,
      'malformed',
      /go\.mod: line 5: the block of "require" is never closed/,
    ],
    ['', `${module}require host.example/a v1.0.0 )\n`, 'malformed', /line 5: a parenthesis/],
    ['', `${module}require ( host.example/a v1.0.0 )\n`, 'malformed', /line 5: a parenthesis/],
    ['', `${module}require "host.example/a v1.0.0\n`, 'malformed', /line 5: a word cannot be read/],
    ['', `${module}{\n`, 'malformed', /line 5/],
    ['go.mod', `${'x'.repeat(20_000)}\n`, 'malformed', /longer than 10000 characters/],
    ['go.mod', 'not a module', 'malformed', /go\.mod: no line begins with a directive/],
    ['go.work', 'go 1.22\nuse (\n./a\n', 'malformed', /go\.work: line 2/],
    ['go.work', 'go 1.22\n', 'empty', /go\.work/],
    ['go.sum', `host.example/a v1.0.0/go.mod ${sum}\n`, 'empty', /go\.sum/],
    ['', "lockfileVersion: '9.0'\npackages: [\n", 'malformed', /pnpm-lock\.yaml: it is not the YAML/],
    ['', "lockfileVersion: '9.0'\n\timporters: x\n", 'malformed', /line 2/],
    ['', `${pnpm}a: &x 1\nb: *x\n`, 'malformed', /line 3/],
    ['', `${pnpm}${pnpm}`, 'malformed', /line 2.*duplicate/i],
    ['', `${pnpm}a: ${'['.repeat(500)}\n`, 'malformed', /nesting/i],
    ['', "lockfileVersion: '3.0'\nimporters: {}\n", 'unsupported-format', /lockfileVersion is 3\.0/],
    ['', 'lockfileVersion:\nimporters: {}\n', 'unsupported-format', /lockfileVersion is/],
    ['', `${yarn}a@^1\n  version "1.0.0"\n`, 'malformed', /yarn\.lock: line 3/],
    ['', `${yarn}  version "1.0.0"\n`, 'malformed', /line 3: a field stands outside/],
    ['', `${yarn}a@^1:\n  version "1.0.0\n`, 'malformed', /line 4: a quotation mark/],
    ['', `${yarn}a@^1:\n version "1.0.0"\n`, 'malformed', /line 4: expected a field/],
    ['', `${yarn}nothing:\n  version "1"\n`, 'malformed', /line 3: expected names/],
    ['', yarn, 'empty', /yarn\.lock/],
    ['', `${berry}"a@npm:^1":\n  version: [\n`, 'malformed', /yarn\.lock/],
    ['', berry, 'empty', /yarn\.lock/],
    ['', '{"lockfileVersion":3}', 'malformed', /entry ""/],
    ['', '{"dependencies":"a"}', 'unrecognised', /structure of none/],
    ['', '{"name":"x","dependencies":[]}', 'malformed', /"dependencies"/],
    ['Gemfile', "source 'x'\ngem 'rails', '~> 7'\n", 'unsupported-format', /Gemfile; not supported/],
    ['', "gem 'rails', '~> 7'\n", 'unsupported-format', /Gemfile/],
    ['', '[metadata]\nlock_version = "4.5"\n\n[[package]]\nname = "a"\n', 'unsupported-format', /pdm\.lock/],
    ['', 'lock-version = "1.0"\n\n[[packages]]\nname = "a"\n', 'unsupported-format', /pylock\.toml/],
    [
      '',
      '[project]\nname = "x"\nchannels = ["c"]\n\n[dependencies]\npython = "*"\n',
      'unsupported-format',
      /pixi\.toml/,
    ],
    ['', 'name: x\nchannels:\n  - c\ndependencies:\n  - python\n', 'unsupported-format', /environment\.yml/],
    ['', '[metadata]\nname = x\n\n[options]\ninstall_requires =\n  a\n', 'unsupported-format', /setup\.cfg/],
  ])('%s %j: %s', (fileName, text, code, message) => {
    const error = parseOrError(text, fileName || undefined);

    expect(error).toBeInstanceOf(ManifestError);
    expect([(error as ManifestError).code, (error as ManifestError).message]).toEqual([
      code,
      expect.stringMatching(message),
    ]);
    expect((error as ManifestError).hint).toBeTruthy();
  });
});
