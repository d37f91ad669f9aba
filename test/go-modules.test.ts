import { describe, expect, it } from 'vitest';
import { implementSpec, renameImplementation } from '../src/build/index.ts';
import type { Delivery } from '../src/build/types.ts';
import { handOver } from '../src/firewall/index.ts';
import type { PackageRecord } from '../src/registry/types.ts';
import { probeSandbox, type Sandbox } from '../src/sandbox/index.ts';
import { findTarget } from '../src/targets/index.ts';
import { createScriptedModel } from '../src/wall/scripted-model.fake.ts';
import { specifyArchive, textOf } from './archived-package.fake.ts';

const probe = await probeSandbox({ environment: process.env });
const status = probe.kind === 'available' ? await probe.sandbox.findToolchain('go') : probe;
const absent = status.kind === 'unavailable' ? ` (skipped: ${status.reason})` : '';
const sandbox = probe.kind === 'available' && absent === '' ? probe.sandbox : null;

// The first run on a machine compiles the standard library.
const limitMs = 600_000;

/** A module as it might be published: the bodies are there to be dropped. */
const initials = {
  'go.mod': 'module example.com/names/go-initials\n\ngo 1.21\n',
  'README.md':
    '# go-initials\n\nTakes the first letters of the words of a name.\n\n```go\ninitials.Of("ada lovelace") // => "AL"\n```\n',
  'initials.go': `// Package initials shortens names.
package initials

import ("errors"; "strings")

// ErrNoWords is returned where there is no word to take a letter of.
var ErrNoWords = errors.New("no words")

// Most is how many letters New takes when it is told none.
const Most = 3

// Of gives the first letters of all words, in capitals.
// Words are parted by blanks and hyphens.
//
//	Of("jean-luc picard") => "JLP"
//	Of("  ")              => ""
func Of(name string) string { return secretly(name, 99) }

// Taker takes some letters.
type Taker struct {
	// Limit is how many letters are taken at most.
	Limit int
	hidden bool
}

// New makes a Taker; without a positive limit it takes Most.
func New(limit int) *Taker { if limit < 1 { limit = Most }; return &Taker{Limit: limit} }

// Take gives the letters, or ErrNoWords.
func (t *Taker) Take(name string) (string, error) {
	if found := secretly(name, t.Limit); found != "" { return found, nil }
	return "", ErrNoWords
}

func secretly(name string, most int) string {
	out := ""
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if len(out) < most { out += strings.ToUpper(word[:1]) }
	}
	return out
}
`,
  'initials_test.go': `package initials_test

import ("fmt"; "testing"; "example.com/names/go-initials")

func ExampleTaker_Take() {
	taker := initials.New(2)
	letters, err := taker.Take("john ronald reuel")
	fmt.Println(letters, err)
	_, err = taker.Take("")
	fmt.Println(err)
	// Output:
	// JR <nil>
	// no words
}

func ExampleNew() {
	fmt.Println(initials.New(0).Limit)
	// Output: 3
}

func TestSecret(t *testing.T) { t.Log("a secret of the tests") }
`,
  'internal/deep/deep.go': 'package deep\n\nfunc Secret() int { return 42 }\n',
};

const statement = 'Gives the first letter of each part of a name.';

const record: PackageRecord = {
  ecosystem: 'go',
  name: 'example.com/names/go-initials',
  version: 'v0.3.0',
  description: 'Initials of names',
  keywords: [],
  license: 'MIT',
  homepage: null,
  repository: 'https://code.example/names/go-initials',
  archive: { url: 'https://registry.example/initials.zip', integrity: null, sizeBytes: null, format: 'zip' },
  unpackedSizeBytes: null,
  deprecated: null,
  dependencies: {},
  entryPoints: { go: '1.21' },
  publishedAt: null,
};

const delivery: Delivery = {
  language: 'go',
  packageName: 'the-package',
  packageVersion: '0.0.0',
  licenseExpression: 'MIT',
  licenseText: 'All may use it.\n',
  headerLines: ['SPDX-License-Identifier: MIT'],
};

// As models write: another package name, a program at its end, an import that is missing and one too many.
const honest = `Sure!
\`\`\`go
package main

import (
	"errors"
	"os"
)

var ErrNoWords = errors.New("no words")

type Taker struct {
	Limit int
}

func New(limit int) *Taker {
	if limit <= 0 {
		limit = Most
	}
	return &Taker{Limit: limit}
}

func Of(name string) string {
	letters := ""
	for index, word := range strings.FieldsFunc(name, isGap) {
		letters += strings.ToUpper(string([]rune(word)[0]))
	}
	return letters
}

func isGap(letter rune) bool { return unicode.IsSpace(letter) || letter == '-' }

func (taker *Taker) Take(name string) (string, error) {
	letters := []rune(Of(name))
	if len(letters) == 0 {
		return "", ErrNoWords
	}
	if len(letters) > taker.Limit {
		letters = letters[:taker.Limit]
	}
	return string(letters), nil
}

func main() {
	fmt.Println(Of("a b"))
}
\`\`\`
`;
const wrong = honest.replace("|| letter == '-'", '');

describe(`a module of Go, from its documentation to a package`, () => {
  it('is specified from comments, examples and README, and no body crosses', async () => {
    const { spec } = await specifyArchive(record, initials, statement);
    const whole = Object.values(spec.texts).join('\n');

    expect(whole).not.toMatch(/secret|FieldsFunc|hidden|internal/i);
    expect(spec.surface.exports.map(({ name }) => name)).toEqual([
      'ErrNoWords',
      'Most',
      'Of',
      'Taker',
      'New',
    ]);
    expect(spec.scenarios.scenarios.map(({ expression }) => expression)).toEqual([
      'initials.Of("ada lovelace")',
      'taker.Take("john ronald reuel")',
      'taker.Take("")',
      'initials.New(0).Limit',
      'initials.Of("jean-luc picard")',
      'initials.Of("  ")',
    ]);
  });

  it.skipIf(sandbox === null)(`is written, mended and tested${absent}`, { timeout: limitMs }, async () => {
    const { spec } = await specifyArchive(record, initials, statement);
    const handed = await handOver(spec);
    if (handed.kind === 'refused') throw new Error(JSON.stringify(handed.findings));
    const model = createScriptedModel([wrong, honest]);

    const worked = await implementSpec({
      spec: handed.spec,
      model,
      sandbox,
      delivery,
      limits: {
        attempts: 4,
        replyTokens: null,
        candidates: 1,
        maxOutputTokens: 2000,
        briefCharacters: 12_000,
      },
    });
    const own = { ...delivery, packageName: record.name, packageVersion: record.version };
    const { files } = await renameImplementation(worked, {
      spec,
      delivery: own,
      worked: { spec: handed.spec, delivery },
    });

    expect(worked).toMatchObject({
      stopped: 'all-passed',
      attempts: [
        { passed: 5, total: 6, problem: expect.stringContaining('jean-luc') },
        { passed: 6, total: 6 },
      ],
    });
    expect(model.asked.map(textOf)[0]).toContain('package initials');
    expect(model.asked.map(textOf)[0]).not.toContain('example.com/names');
    expect(model.asked.map(textOf)[1]).toMatch(
      /initials\.Of\("jean-luc picard"\) returned "JP", expected "JLP"/,
    );
    expect(Object.keys(files).sort()).toEqual([
      'LICENSE',
      'README.md',
      'go.mod',
      'initials.go',
      'initials_test.go',
    ]);
    expect(files['go.mod']).toBe('module example.com/names/go-initials\n\ngo 1.22\n');
    expect(files['initials.go']).toMatch(
      /^\/\/ SPDX-License-Identifier: MIT\n[\s\S]*\npackage initials\n\nimport \(\n\t"errors"\n\t"strings"\n\t"unicode"\n\)\n/,
    );
    expect(files['initials.go']).toContain('const Most = 3');
    expect(files['initials.go']).not.toContain('main');

    const target = await findTarget('go');
    const run = { files, spec, sandbox: sandbox as Sandbox };
    expect(await target?.checkSyntax(run)).toMatchObject({ problems: [] });
    expect(await target?.runTests(run)).toMatchObject({ passed: 6, failed: 0, complete: true, exitCode: 0 });
    const formatted = await target?.format(files, run.sandbox);
    expect(formatted?.files).toEqual(files);
  });
});
