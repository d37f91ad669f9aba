import { describe, expect, it } from 'vitest';
import { readGoReach } from './read-go-reach.ts';
import { readRustReach } from './read-rust-reach.ts';

const go = (code: string) => readGoReach({ 'pad.go': `package pad\n\n${code}\n` });

describe('readGoReach()', () => {
  it.each([
    ['init', 'import "net"\nfunc init() { net.Dial("tcp", "a:1") }', 'network'],
    [
      'what init calls',
      'import "os"\nfunc init() { one() }\nfunc one() { two() }\nfunc two() { os.Exit(3) }',
      'exit',
    ],
    ['a variable of the package', 'import "os/exec"\nvar out, _ = exec.Command("id").Output()', 'process'],
    [
      'a function that is handed on',
      'import "os"\nfunc init() { run(write) }\nfunc run(f func()) { f() }\nfunc write() { os.WriteFile("a", nil, 0) }',
      'write',
    ],
    ['an import by another name', 'import sys "os"\nfunc init() { sys.Exit(1) }', 'exit'],
  ])('sees what starts with the package in %s', async (_, code, kind) => {
    expect(await go(code)).toEqual([expect.objectContaining({ phase: 'import', kind })]);
  });

  it('tells what is reached when it is called apart, and lets what reaches nothing be', async () => {
    expect(
      await go('import "net"\nfunc Ask() { net.LookupHost("a") }\nfunc Parse() { net.ParseIP("1.2.3.4") }'),
    ).toEqual([expect.objectContaining({ phase: 'call', kind: 'network', name: 'net.LookupHost' })]);
    expect(await go('import "strings"\nvar os = strings.ToUpper("x")\nfunc init() {}')).toEqual([]);
  });

  it('looks at no test', async () => {
    expect(
      await readGoReach({ 'pad_test.go': 'package pad\nimport "os"\nfunc init() { os.Exit(1) }' }),
    ).toEqual([]);
  });
});

describe('readRustReach()', () => {
  it.each([
    ['std::net::TcpStream::connect("a:1")', 'network'],
    ['std::process::exit(1)', 'exit'],
    ['std::process::Command::new("id")', 'process'],
    ['std::fs::write("a", "b")', 'write'],
    ['std::env::set_var("A", "b")', 'settings'],
  ])('sees %s', async (code, kind) => {
    const found = await readRustReach({ 'src/lib.rs': `pub fn f() { let _ = ${code}; }` });

    expect(new Set(found?.map((effect) => effect.kind))).toEqual(new Set([kind]));
  });

  it('lets words in texts and comments be, and harmless parts of the library', async () => {
    const code =
      '// std::process::exit(1)\npub fn f() -> String { std::env::consts::OS.to_string() + "std::net::TcpStream" }';

    expect(await readRustReach({ 'src/lib.rs': code })).toEqual([]);
  });
});
