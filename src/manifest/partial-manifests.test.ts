import { describe, expect, it } from 'vitest';
import { ManifestError } from './errors.ts';
import {
  berry,
  cargoLock,
  crate,
  module,
  pnpm,
  poetryEnd,
  project,
  sum,
  uv,
  yarn,
} from './manifest-heads.fake.ts';
import { parseOrError } from './parse-or-error.fake.ts';

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
