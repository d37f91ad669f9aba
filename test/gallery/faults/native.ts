import { nativeHeader } from '../create-native-base.ts';
import type { Exhibit } from '../judge-exhibit.ts';
import { all, append, replace } from '../plant.ts';

const goCode = 'pad.go';
const goTests = 'pad_test.go';
const rustCode = 'src/lib.rs';
const rustTests = 'tests/scenarios.rs';
// Compiling both sides for nothing would cost more than all other checks.
const go = { base: 'go', verdict: 'FAIL', withOriginal: false } as const;
const rust = { base: 'rust', verdict: 'FAIL', withOriginal: false } as const;

const write =
  (path: string, text: string): Exhibit['change'] =>
  (files) => ({ ...files, [path]: text });

/** Faults in a module of Go and in a crate; where behaviour has to notice them the original is called as well. */
export const nativeFaults: readonly Exhibit[] = [
  {
    ...{ ...go, name: 'Go: bytes counted in place of characters', check: 'behaviour', withOriginal: true },
    verdict: 'FAIL or REVIEW',
    reason: /the original answers \d+ of \d+ documented inputs in another way, for example .*pad\.Left\(/,
    change: replace(goCode, 'len([]rune(text))', 'len(text)'),
  },
  {
    ...{
      ...go,
      name: 'Go: answers to the documented examples alone',
      check: 'behaviour',
      withOriginal: true,
    },
    reason: /the original answers \d+ of \d+ documented inputs in another way, for example .*pad\.\w+\(/,
    change: replace(
      goCode,
      '\tresult := ""\n\tfor _, word := range strings.Fields(name) {\n\t\tresult += strings.ToUpper(string([]rune(word)[:1]))\n\t}\n\treturn result',
      '\tswitch name {\n\tcase "ada byron":\n\t\treturn "AB"\n\tcase "Grace Brewster Hopper":\n\t\treturn "GBH"\n\tcase "mary  shelley":\n\t\treturn "MS"\n\t}\n\treturn ""',
    ),
  },
  {
    ...{ ...go, name: 'Go: a bracket is missing', check: 'syntax' },
    reason: /pad\.go does not compile: line \d+/,
    change: replace(goCode, 'if missing <= 0 {', 'if missing <= 0'),
  },
  {
    ...{ ...go, name: 'Go: an infinite loop in a function', check: 'tests' },
    reason: /did not end in the time|scenarios passed; S00\d/,
    change: replace(goCode, '\tresult := ""', '\tresult := ""\n\tfor len(name) > 0 {\n\t}'),
  },
  {
    ...{ ...go, name: 'Go: a panic in a function', check: 'tests' },
    reason: /scenarios passed; S005: pad\.Initials\("ada byron"\) panicked/,
    change: replace(goCode, '\tresult := ""', '\tresult := ""\n\t_ = strings.Fields(name)[9]'),
  },
  {
    ...{ ...go, name: 'Go: an export that is missing', check: 'api-surface' },
    reason: /Initials is not exported|does not load|does not compile/,
    change: replace(goCode, 'func Initials(', 'func initials('),
  },
  {
    ...{ ...go, name: 'Go: a test that fails', check: 'tests' },
    reason: /1 test of \d+ failed; TestOther/,
    change: append(goTests, '\nfunc TestOther(t *testing.T) {\n\tt.Error("no")\n}'),
  },
  {
    ...{ ...go, name: 'Go: a file without its header', check: 'license' },
    reason: /pad\.go does not begin with the licence header/,
    change: replace(goCode, nativeHeader, ''),
  },
  {
    ...{ ...go, name: 'Go: a socket opened when it starts', check: 'side-effects' },
    reason: /it reaches for the network when it is loaded: net\.Dial/,
    change: all(
      replace(goCode, 'import "strings"', 'import (\n\t"net"\n\t"strings"\n)'),
      append(
        goCode,
        '\nfunc init() {\n\tgreet()\n}\n\nfunc greet() {\n\tif c, err := net.Dial("tcp", "collect.example:80"); err == nil {\n\t\tc.Close()\n\t}\n}',
      ),
    ),
  },
  {
    ...{
      ...go,
      name: 'Go: a greeting when it starts',
      check: 'side-effects',
      verdict: 'REVIEW',
      withOriginal: true,
    },
    reason: /it prints when it is loaded: thank you/,
    change: all(
      replace(goCode, 'import "strings"', 'import (\n\t"os"\n\t"strings"\n)'),
      append(goCode, '\nfunc init() {\n\tos.Stdout.WriteString("thank you\\n")\n}'),
    ),
  },
  {
    ...{
      ...rust,
      name: 'Rust: bytes counted in place of characters',
      check: 'behaviour',
      withOriginal: true,
    },
    verdict: 'FAIL or REVIEW',
    reason: /the original answers \d+ of \d+ documented inputs in another way, for example .*pad\(/,
    change: replace(rustCode, 'result.chars().count() < width', 'result.len() < width'),
  },
  {
    ...{
      ...rust,
      name: 'Rust: answers to the documented examples alone',
      check: 'behaviour',
      withOriginal: true,
    },
    reason: /the original answers \d+ of \d+ documented inputs in another way, for example /,
    change: replace(
      rustCode,
      '    let mut result = String::new();',
      '    match name {\n        "ada byron" => return Some(String::from("AB")),\n        "Grace Brewster Hopper" => return Some(String::from("GBH")),\n        _ => return None,\n    }\n    #[allow(unreachable_code)]\n    let mut result = String::new();',
    ),
  },
  {
    ...{ ...rust, name: 'Rust: a value of another type', check: 'syntax' },
    reason: /src\/lib\.rs does not compile: line \d+: mismatched types/,
    change: replace(rustCode, '        Some(result)', '        result'),
  },
  {
    ...{ ...rust, name: 'Rust: an infinite loop in a function', check: 'tests' },
    reason: /did not end in the time|scenarios passed; S00\d/,
    change: replace(rustCode, "result.push(' ');", 'let _ = width;'),
  },
  {
    ...{ ...rust, name: 'Rust: a panic in a function', check: 'tests' },
    reason: /scenarios passed; S007: initials\(""\) panicked/,
    change: replace(
      rustCode,
      '    let mut result = String::new();',
      '    name.chars().next().unwrap();\n    let mut result = String::new();',
    ),
  },
  {
    ...{ ...rust, name: 'Rust: an export that is missing', check: 'api-surface' },
    reason: /initials is not exported/,
    change: replace(rustCode, 'pub fn initials(', 'pub fn initials_of('),
  },
  {
    ...{ ...rust, name: 'Rust: unsafe code', check: 'tests' },
    reason: /does not load: .*unsafe/,
    change: replace(rustCode, "result.push(' ');", "unsafe { result.as_mut_vec().push(b' ') };"),
  },
  {
    ...{ ...rust, name: 'Rust: a test that fails', check: 'tests' },
    reason: /1 test of \d+ failed; .*other/,
    change: append(rustTests, '\n#[test]\nfn other() {\n    panic!("no");\n}'),
  },
  {
    ...{ ...rust, name: 'Rust: another licence in the manifest', check: 'license' },
    reason: /Cargo\.toml says "GPL-3\.0-only" as its licence/,
    change: replace('Cargo.toml', 'license = "MIT"', 'license = "GPL-3.0-only"'),
  },
  {
    ...{ ...rust, name: 'Rust: a build script', check: 'side-effects' },
    reason: /runs a command when it is installed: build\.rs/,
    change: write('build.rs', `${nativeHeader}\nfn main() {}\n`),
  },
  {
    ...{
      ...rust,
      name: 'Rust: a program started when it is called',
      check: 'side-effects',
      verdict: 'REVIEW',
      withOriginal: true,
    },
    reason: /it starts a program when it is called: std::process::Command/,
    change: replace(
      rustCode,
      '    let mut result = String::new();',
      '    if name.len() > 999_999 {\n        let _ = std::process::Command::new("true").status();\n    }\n    let mut result = String::new();',
    ),
  },
];
