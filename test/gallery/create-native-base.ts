import { renderHeader, renderHeaderLines, renderLicense } from '../../src/license/index.ts';
import { type Spec, specFilenames } from '../../src/spec/index.ts';
import { createGoSpec } from '../../src/targets/go/go-spec.fake.ts';
import { findTarget } from '../../src/targets/index.ts';
import { createRustSpec } from '../../src/targets/rust/rust-spec.fake.ts';
import { type Base, license } from './create-base.ts';

/** The licence header of a file in Go or Rust. */
export const nativeHeader = renderHeader(license.choice, license.parties, 'line');

/** A package in Go or Rust as its target lays it out, and the original that it was rebuilt from. */
async function createNativeBase(request: {
  readonly language: 'go' | 'rust';
  readonly given: Spec;
  readonly code: string;
  readonly original: Base['original'];
}): Promise<Base> {
  const { language, given, code, original } = request;
  const target = await findTarget(language);
  if (target === null) throw new Error(`there is no target for ${language}`);
  const texts = { ...Object.fromEntries(specFilenames.map((name) => [name, ''])), ...given.texts };
  const spec: Spec = { ...given, texts };
  const delivery = {
    ...{ packageName: spec.packageName, packageVersion: spec.packageVersion, licenseExpression: 'MIT' },
    licenseText: renderLicense(license.choice, license.parties),
    headerLines: renderHeaderLines(license.choice, license.parties),
  };
  const [path] = target.codePaths(spec, delivery);
  if (path === undefined) throw new Error('the target has no place for code');
  const source = { [path]: `${nativeHeader}\n${code}` };
  const laid = target.renderCodeFiles(
    spec,
    { kind: 'code', sources: source, missing: [], undeclared: [], mends: [] },
    delivery,
  );
  return {
    ...{ name: spec.packageName, spec, original, links: [`https://code.example/pad-maker/pad`] },
    files: { ...target.renderPapers(spec, delivery), ...laid },
  };
}

const parameter = (name: string, type: string) => ({
  ...{ name, type, optional: false, rest: false, default: null },
});
const value = (expression: string, expected: string) => ({
  expression,
  expected: { kind: 'value' as const, value: expected },
});

const goDeclarations = `// In Go.

package pad

// Left puts blanks in front of a text until it has as many characters as width says.
func Left(text string, width int) string

// Initials gives the first character of each word in capitals.
func Initials(name string) string
`;

/** Two functions on texts, in Go. */
export const createGoBase = (): Promise<Base> =>
  createNativeBase({
    language: 'go',
    given: createGoSpec({
      exports: [
        {
          ...{ name: 'Left', signature: 'func Left(text string, width int) string', returns: 'string' },
          parameters: [parameter('text', 'string'), parameter('width', 'int')],
        },
        {
          ...{ name: 'Initials', signature: 'func Initials(name string) string', returns: 'string' },
          parameters: [parameter('name', 'string')],
        },
      ],
      scenarios: [
        value('pad.Left("7", 3)', '"  7"'),
        value('pad.Left("abc", 2)', '"abc"'),
        value('pad.Left("ab", 4)', '"  ab"'),
        value('pad.Left("x", 5)', '"    x"'),
        value('pad.Initials("ada byron")', '"AB"'),
        value('pad.Initials("Grace Brewster Hopper")', '"GBH"'),
        value('pad.Initials("mary  shelley")', '"MS"'),
      ],
      texts: { '06-type-definitions.d.ts': goDeclarations },
    }),
    code: `package pad

import "strings"

// Left puts blanks in front of a text until it has as many characters as width says.
func Left(text string, width int) string {
	missing := width - len([]rune(text))
	if missing <= 0 {
		return text
	}
	return strings.Repeat(" ", missing) + text
}

// Initials gives the first character of each word in capitals.
func Initials(name string) string {
	result := ""
	for _, word := range strings.Fields(name) {
		result += strings.ToUpper(string([]rune(word)[:1]))
	}
	return result
}
`,
    original: {
      'go.mod': 'module example.com/pad\n\ngo 1.21\n',
      'pad.go': `package pad

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

func Left(s string, n int) string {
	var b bytes.Buffer
	for i := utf8.RuneCountInString(s); i < n; i++ {
		b.WriteByte(' ')
	}
	b.WriteString(s)
	return b.String()
}

func Initials(s string) string {
	var b strings.Builder
	for _, f := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(f)
		b.WriteString(strings.ToUpper(string(r)))
	}
	return b.String()
}
`,
    },
  });

const rustDeclarations = `// Declarations of the crate in Rust.

/// Puts blanks behind a text until it has as many characters as \`width\` says.
pub fn pad(text: &str, width: usize) -> String;

/// The first character of each word in capitals; nothing for a text without words.
pub fn initials(name: &str) -> Option<String>;
`;

/** Two functions on texts, in Rust. */
export const createRustBase = (): Promise<Base> =>
  createNativeBase({
    language: 'rust',
    given: createRustSpec({
      types: rustDeclarations,
      exports: [
        {
          ...{ name: 'pad', kind: 'function', returns: 'String' },
          signature: 'pub fn pad(text: &str, width: usize) -> String',
          parameters: [parameter('text', '&str'), parameter('width', 'usize')],
        },
        {
          ...{ name: 'initials', kind: 'function', returns: 'Option<String>' },
          signature: 'pub fn initials(name: &str) -> Option<String>',
          parameters: [parameter('name', '&str')],
        },
      ],
      scenarios: [
        value('pad("7", 3)', '"7  "'),
        value('pad("abc", 2)', '"abc"'),
        value('pad("ab", 4)', '"ab  "'),
        value('pad("x", 5)', '"x    "'),
        value('initials("ada byron")', 'Some(String::from("AB"))'),
        value('initials("Grace Brewster Hopper")', 'Some(String::from("GBH"))'),
        value('initials("")', 'None'),
      ],
    }),
    code: `/// Puts blanks behind a text until it has as many characters as \`width\` says.
pub fn pad(text: &str, width: usize) -> String {
    let mut result = String::from(text);
    while result.chars().count() < width {
        result.push(' ');
    }
    result
}

/// The first character of each word in capitals; nothing for a text without words.
pub fn initials(name: &str) -> Option<String> {
    let mut result = String::new();
    for word in name.split_whitespace() {
        if let Some(first) = word.chars().next() {
            result.extend(first.to_uppercase());
        }
    }
    if result.is_empty() {
        None
    } else {
        Some(result)
    }
}
`,
    original: {
      'Cargo.toml':
        '[package]\nname = "pad-it"\nversion = "1.2.3"\nedition = "2021"\n\n[lib]\nname = "pad_it"\n',
      'src/lib.rs': `pub fn pad(s: &str, n: usize) -> String {
    let missing = n.saturating_sub(s.chars().count());
    format!("{}{}", s, " ".repeat(missing))
}

pub fn initials(s: &str) -> Option<String> {
    let all: String = s
        .split_whitespace()
        .filter_map(|w| w.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    (!all.is_empty()).then_some(all)
}
`,
    },
  });
