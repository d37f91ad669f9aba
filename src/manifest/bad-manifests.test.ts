import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManifestError, type ManifestErrorCode } from './errors.ts';
import { parseManifest } from './parse-manifest.ts';
import type { Manifest, ManifestOptions } from './types.ts';

const everything: ManifestOptions = {
  kinds: ['runtime', 'optional', 'development', 'peer'],
  transitive: true,
};

function parseOrError(text: string, fileName?: string): Manifest | ManifestError {
  try {
    return parseManifest(fileName === undefined ? { text } : { text, fileName }, everything);
  } catch (error) {
    if (error instanceof ManifestError) return error;
    throw error;
  }
}

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

describe('what can be read in part', () => {
  /** Text, names that are kept, and names that are left out with what their reasons say. */
  it.each<[string, string, readonly string[], readonly (readonly [string, RegExp])[]]>([
    ['requirements.txt', 'a==1\nb=1\nc\n', ['a', 'c'], [['b', /line 2 cannot be read/]]],
    [
      'requirements.txt',
      'a==1\nb>>1\nc>=1,,2\n',
      ['a'],
      [
        ['b', /line 2/],
        ['c', /line 3/],
      ],
    ],
    [
      'requirements.txt',
      'a==1\nb==1.0.x\nc==1 ; python_version\n',
      ['a'],
      [
        ['b', /clause/],
        ['c', /marker/],
      ],
    ],
    [
      'requirements.txt',
      'a==1\nb==1 ; nonsense == "x"\nc==1 ; (os_name == "x"\n',
      ['a'],
      [
        ['b', /marker/],
        ['c', /marker/],
      ],
    ],
    [
      'requirements.txt',
      'a==1\nb[x\nc[x y]==1\nd[]==1\n',
      ['a', 'd'],
      [
        ['b', /extras/],
        ['c', /extras/],
      ],
    ],
    [
      'requirements.txt',
      'a==1\nb==1 --hash=md5:abc\nc==1 --hash\nd==1 --what=x\n',
      ['a'],
      [
        ['b', /no option/],
        ['c', /no option/],
        ['d', /no option/],
      ],
    ],
    [
      'requirements.txt',
      'a==1\n-b\n--nonsense x\n',
      ['a'],
      [
        ['-b', /line 2/],
        ['--nonsense x', /line 3/],
      ],
    ],
    [
      'requirements.txt',
      'a==1\n-r\n--requirement\n',
      ['a'],
      [
        ['-r', /line 2/],
        ['--requirement', /line 3/],
      ],
    ],
    [
      'requirements.txt',
      `a==1\nb==\${VERSION}\n\${NAME}==1\n`,
      ['a'],
      [
        ['b', /environment variable/],
        [`\${NAME}==1`, /environment variable/],
      ],
    ],
    [
      'requirements.txt',
      'a==1\n-r more.txt\n-c limits.txt\n-r https://host.example/x.txt\n',
      ['a'],
      [
        ['more.txt', /--with more\.txt/],
        ['limits.txt', /not given/],
        ['https://host.example/x.txt', /web address/],
      ],
    ],
    [
      'requirements.txt',
      'a==1\nb @ https://u:secret@host.example/b.whl\nhttps://host.example/c.tar.gz\n',
      ['a'],
      [
        ['b', /web address/],
        ['c.tar.gz', /web address/],
      ],
    ],
    [
      'requirements.txt',
      'a==1\n-e ../lib\n./wheels/b-1.0-py3-none-any.whl\nsvn+ssh://host.example/x#egg=d\n',
      ['a'],
      [
        ['lib', /folder/],
        ['b-1.0-py3-none-any.whl', /folder or file/],
        ['d', /version control/],
      ],
    ],
    [
      'requirements.txt',
      'a==1\n__proto__==1\nconstructor==1\n..==1\n',
      ['a'],
      [
        ['__proto__==1', /reserved|start/],
        ['constructor', /reserved/],
        ['..==1', /./],
      ],
    ],
    [
      'requirements.txt',
      `a==1\n${'b'.repeat(300)}==1\nc==${'1.'.repeat(5000)}1\n`,
      ['a'],
      [
        [`${'b'.repeat(200)}…`, /longer/],
        ['c', /longer/],
      ],
    ],
    ['requirements.txt', 'a==1\nb==1\nb==2\n', ['a', 'b'], [['b', /listed as "==1" as well/]]],
    [
      'pyproject.toml',
      `${project}dependencies = ["a", "b =1", 1, {x = 1}, "c @ file:///x", ""]\n`,
      ['a'],
      [
        ['b', /clause/],
        ['project.dependencies', /the number 1/],
        ['project.dependencies', /an object/],
        ['c', /folder/],
        ['', /empty/],
      ],
    ],
    [
      'pyproject.toml',
      `${project}dynamic = ["dependencies"]\n`,
      [],
      [['dynamic', /made when the project is built/]],
    ],
    [
      'pyproject.toml',
      `${project}dynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = {file = ["r.txt"]}\n`,
      [],
      [['r.txt', /--with r\.txt/]],
    ],
    [
      'pyproject.toml',
      '[dependency-groups]\na = [{include-group = "b"}, "x"]\nb = [{include-group = "a"}]\nc = [{include-group = "no"}]\nd = [{other = 1}, 2]\n',
      ['x'],
      [
        ['a', /includes itself/],
        ['b', /includes itself/],
        ['no', /no such group/],
        ['d', /an object/],
        ['d', /the number 2/],
      ],
    ],
    ['pyproject.toml', '[dependency-groups]\na = "x"\nb = 1\n', ['x'], [['b', /the number 1/]]],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\na = "^1"\nb = "^x"\nc = 1\nd = {git = "https://host.example/d"}\ne = {path = "../e"}\nf = {version = "1", source = "private"}\ng = []\n',
      ['a'],
      [
        ['b', /no range/],
        ['c', /the number 1/],
        ['d', /version control/],
        ['e', /folder/],
        ['f', /index "private"/],
      ],
    ],
    [
      'pyproject.toml',
      `${project}dependencies = ["a", "b", "c", "d", "e"]\n[tool.uv.sources]\nb = {git = "https://host.example/b"}\nC = {workspace = true}\nd = {index = "own"}\ne = [{path = "x", marker = "os_name == 'x'"}]\n`,
      ['a'],
      [
        ['b', /version control/],
        ['c', /workspace/],
        ['d', /index "own"/],
        ['e', /folder/],
      ],
    ],
    [
      'Pipfile',
      '[packages]\na = "*"\nb = "what"\nc = 1\nd = {path = "."}\ne = {version = "*", index = "own"}\nf = {git = "https://host.example/f"}\n',
      ['a'],
      [
        ['b', /no range/],
        ['c', /text or a table/],
        ['d', /folder/],
        ['e', /index "own"/],
        ['f', /version control/],
      ],
    ],
    [
      'Pipfile.lock',
      '{"_meta":{"hash":{}},"default":{"a":{"version":"==1"},"b":{"version":"x"},"c":[],"d":{"git":"https://host.example/d","ref":"x"},"__proto__":{"version":"==1"}}}',
      ['a'],
      [
        ['b', /no range/],
        ['c', /text or a table/],
        ['d', /version control/],
        ['__proto__', /reserved/],
      ],
    ],
    [
      'uv.lock',
      `${uv}[[package]]\nname = "x"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "a" }, { name = "gone" }, { name = "g" }]\n\n[[package]]\nname = "a"\nversion = "1.0"\nsource = { registry = "https://registry.example" }\n\n[[package]]\nname = "g"\nversion = "1"\nsource = { git = "https://host.example/g" }\n\n[[package]]\nname = "w"\nversion = "what"\nsource = { registry = "https://registry.example" }\n\n[[package]]\nname = "other"\nversion = "1"\nsource = { registry = "https://second.example" }\n`,
      ['a'],
      [
        ['gone', /no entry/],
        ['g', /version control/],
        ['w', /no version/],
        ['other', /index "https:\/\/second\.example"/],
      ],
    ],
    [
      'poetry.lock',
      `[[package]]\nname = "a"\nversion = "1.0"\n\n[[package]]\nname = "b"\nversion = "what"\n\n[[package]]\nname = "c"\n\n[[package]]\nname = "d"\nversion = "1"\n[package.source]\ntype = "legacy"\nurl = "https://u:p@second.example"\nreference = "own"\n\n[[package]]\nname = "e"\nversion = "1"\n[package.source]\ntype = "directory"\nurl = "../e"\n${poetryEnd}`,
      ['a'],
      [
        ['b', /no version/],
        ['c', /no version/],
        ['d', /index "own"/],
        ['e', /folder/],
      ],
    ],
    [
      'Cargo.toml',
      `${crate}[dependencies]\na = "1"\nb = "what"\nc = 1\nd = {}\ne = { git = "https://host.example/e" }\nf = { workspace = true }\ng = { version = "1", registry = "own" }\nh = { path = "../h" }\n`,
      ['a'],
      [
        ['b', /no version requirement/],
        ['c', /the number 1/],
        ['d', /no version is given/],
        ['e', /git/],
        ['f', /--with/],
        ['g', /registry "own"/],
        ['h', /path/],
      ],
    ],
    [
      'Cargo.toml',
      `${crate}[dependencies]\na = "1"\n"b/c" = "1"\n__proto__ = "1"\nr = { package = "../x", version = "1" }\np = "1"\n[patch.any]\np = { git = "https://host.example/p" }\n`,
      ['a'],
      [
        ['b/c', /characters/],
        ['__proto__', /reserved/],
        ['r', /characters/],
        ['p', /\[patch\]/],
      ],
    ],
    [
      'Cargo.toml',
      '[workspace]\nmembers = []\n[workspace.dependencies]\na = "1"\n[dependencies]\nb.workspace = true\na.workspace = true\n',
      ['a'],
      [['b', /shares no dependency/]],
    ],
    [
      'Cargo.lock',
      `${cargoLock}[[package]]\nname = "x"\nversion = "0.1.0"\ndependencies = ["a", "gone", "g"]\n\n[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+https://registry.example/i"\n\n[[package]]\nname = "g"\nversion = "1.0.0"\nsource = "git+https://host.example/g#abc"\n\n[[package]]\nname = "w"\nversion = "one"\nsource = "registry+https://registry.example/i"\n\n[[package]]\nname = "o"\nversion = "1.0.0"\nsource = "registry+https://second.example/i"\n`,
      ['a'],
      [
        ['gone', /no entry/],
        ['g', /git/],
        ['w', /no version/],
        ['o', /second\.example/],
      ],
    ],
    [
      'go.mod',
      `${module}require (\n\thost.example/a v1.0.0\n\thost.example/b\n\thost.example/c latest\n\tfmt v1.0.0\n\thost.example/d v2.0.0\n\thost.example/e/v3 v2.0.0\n\thost.example/../f v1.0.0\n\thost.example/g v1.0.0 extra\n)\n`,
      ['host.example/a'],
      [
        ['host.example/b', /line 7/],
        ['host.example/c', /not a version/],
        ['fmt', /host/],
        ['host.example/d', /\/v2/],
        ['host.example/e/v3', /version 3/],
        ['host.example/../f', /dot/],
        ['host.example/g', /line 13/],
      ],
    ],
    [
      'go.mod',
      `${module}require host.example/a v1.0.0\nrequire host.example/b v1.0.0\nrequire host.example/c v1.0.0\nreplace host.example/b => ../b\nexclude host.example/c v1.0.0\n`,
      ['host.example/a'],
      [
        ['host.example/b', /folder "\.\.\/b"/],
        ['host.example/c', /excludes/],
      ],
    ],
    [
      'go.sum',
      `host.example/a v1.0.0 ${sum}\nhost.example/b v1.0.0 h1:short=\nhost.example/c v1.0.0\nnoise\nhost.example/d one ${sum}\n`,
      ['host.example/a'],
      [
        ['host.example/b', /line 2/],
        ['host.example/c', /line 3/],
        ['noise', /line 4/],
        ['host.example/d', /line 5/],
      ],
    ],
    [
      'go.work',
      'go 1.22\n\nuse (\n\t./a\n\t../b\n)\n',
      [],
      [
        ['./a', /--with a\/go\.mod/],
        ['../b', /--with \.\.\/b\/go\.mod/],
      ],
    ],
    [
      'pnpm-lock.yaml',
      `${pnpm}importers:\n  .:\n    dependencies:\n      a:\n        specifier: ^1\n        version: 1.0.0\n      gone:\n        specifier: ^1\n        version: 1.0.0\n      l:\n        specifier: link:../l\n        version: link:../l\n      b: 5\n      w:\n        specifier: workspace:*\n        version: link:../w\n      g:\n        specifier: github:u/r\n        version: https://host.example/u/r/tar.gz/abc\npackages:\n  a@1.0.0:\n    resolution: {integrity: sha512-x}\n`,
      ['a'],
      [
        ['gone', /no entry/],
        ['l', /link:/],
        ['b', /no entry/],
        ['w', /workspace/],
        ['g', /git/],
      ],
    ],
    [
      'yarn.lock',
      `${yarn}a@^1:\n  version "1.0.0"\n\nb@^1:\n  version "one"\n\n"c@git+https://host.example/c.git":\n  version "1.0.0"\n\nd@^1:\n  resolved "x"\n  version ""\n\n"__proto__@^1":\n  version "1.0.0"\n`,
      ['a'],
      [
        ['b', /no version/],
        ['c', /git/],
        ['d', /no version/],
        ['__proto__', /reserved/],
      ],
    ],
    [
      'yarn.lock',
      `${berry}"x@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "x@workspace:."\n  dependencies:\n    a: "npm:^1"\n    gone: "npm:^1"\n    p: "patch:p@npm%3A1#./p.patch"\n    w: "workspace:^"\n    o: "npm:^2"\n\n"a@npm:^1":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n\n"o@npm:^2":\n  version: 2.0.0\n  resolution: "other@npm:2.0.0"\n`,
      ['a', 'other'],
      [
        ['gone', /no entry/],
        ['p', /patch:/],
        ['w', /workspace/],
        ['o', /holds "other"/],
      ],
    ],
    [
      'package.json',
      '{"dependencies":{"a":"^1","b":null,"../c":"1","d":"file:../d"}}',
      ['a'],
      [
        ['b', /null/],
        ['../c', /./],
        ['d', /file:/],
      ],
    ],
  ])('%s %j', (manifestType, text, kept, left) => {
    const manifest = parseOrError(text, manifestType);

    if (manifest instanceof ManifestError) throw manifest;
    expect(manifest.manifestType).toBe(manifestType);
    expect([...new Set(manifest.packages.map(({ registryName }) => registryName))].sort()).toEqual(
      [...kept].sort(),
    );
    expect(manifest.unsupported.map(({ name }) => name).sort()).toEqual(left.map(([name]) => name).sort());
    for (const [name, reason] of left) {
      expect(
        manifest.unsupported
          .filter((entry) => entry.name === name)
          .map((entry) => entry.reason)
          .join('\n'),
      ).toMatch(reason);
    }
    expect(JSON.stringify(manifest)).not.toContain('secret');
  });
});

describe('what is broken at random', () => {
  const folder = new URL('__fixtures__/', import.meta.url);
  const fixtures = readdirSync(folder).map((name) => ({
    name,
    text: readFileSync(new URL(name, folder), 'utf8'),
  }));
  const pieces = [
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    '=',
    ':',
    ',',
    '\n',
    '\\',
    '#',
    ' ',
    '\t',
    '\u0000',
    '@',
    '(',
    ')',
    '//',
    `\${A}`,
    '__proto__',
    '*',
    '&a',
    '\ud800',
  ];

  it.each(fixtures)('$name: 40 times a clear error or a result', ({ name, text }) => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), fc.constantFrom(...pieces), (at, removed, piece) => {
        const broken = text.slice(0, at) + piece + text.slice(at + removed);

        const result = parseOrError(broken, name.replace(/^[a-z-]+[\d-]+\./, ''));

        if (result instanceof ManifestError) {
          expect(result.message).toMatch(/^(?:Cannot|Nothing)/);
          expect(result.hint).toBeTruthy();
        } else {
          for (const entry of result.packages) {
            expect(entry.registryName).not.toMatch(/[\s%?#\\]|\.\.|^$/);
            expect(entry.registryName).not.toBe('__proto__');
          }
          expect(result.unsupported.every(({ reason }) => reason !== '')).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('each line of a requirements.txt is a package or is named', () => {
    const line = fc.oneof(
      fc.stringMatching(/^[a-z]{3,8}==\d\.\d$/),
      fc.stringMatching(/^[a-z!?<>=;,'"()[\]{} .-]{1,30}$/).map((text) => `%${text}`),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
        const unique = [...new Map(lines.map((each) => [each.split('==')[0], each])).values()];
        const manifest = parseOrError(unique.join('\n'), 'requirements.txt');

        if (manifest instanceof ManifestError)
          expect(unique.every((each) => each.startsWith('%'))).toBe(true);
        else expect(manifest.packages.length + manifest.unsupported.length).toBe(unique.length);
      }),
    );
  });
});
