import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { loadModules } from './load-modules.fake.ts';
import { stripTypes } from './strip-types.ts';

const plain = [
  'const f = (...a) => a.length; const a = 1, b = 2, c = 3; export const x = f(a < b, c > (2));',
  'export const x = `a$' + '{1 + 1}` + /<T>(a)/.test("<T>(a)") + ("a" ? "b" : "c");',
  'class A { #p = 1; static s = 2; get p() { return this.#p; } "as" = 3; }\nexport const x = [new A().p, A.s, new A().as];',
  'const type = 1, as = 2, declare = 3, namespace = 4; export const x = type + as + declare + namespace;',
  'export const x = ((a, { b = 2, ...rest }, [c] = [3]) => [a, b, c, rest])(1, { d: 4 });',
  'label: for (const i of [1]) { continue label; }\nexport const x = typeof y; var y; // a: string as number',
  'export async function x() { let r = []; for await (const i of [1, 2]) r.push(i ?? 0); return r; }',
];

describe('stripTypes()', () => {
  it.each(plain)('leaves JavaScript as it is: %s', (code) => {
    expect(stripTypes(ts, code)).toEqual({ code, hadTypes: false });
  });

  it('takes types out and leaves what the code does', () => {
    const typed = [
      ['export function x(a: string, b?: number): string { return a + (b ?? 1); }', 'get("x")("a")', 'a1'],
      [
        'interface A { b: string }\ntype C<T> = T | null;\nexport const x = (a: C<A>): number => 1;',
        'get("x")(null)',
        1,
      ],
      [
        'enum E { A = 1, B = A << 2, C = "c" }\nexport const x = [E.A, E.B, E[1], E.C];',
        'get("x")',
        [1, 4, 'A', 'c'],
      ],
      ['const a: unknown = "b";\nexport const x = (a as string).length + (<string>a).length;', 'get("x")', 2],
      ['export const x = ({ a: 1 } satisfies Record<string, number>).a!;', 'get("x")', 1],
      [
        'export function x(a: string): string;\nexport function x(a: number): number;\nexport function x(a: any) { return a; }',
        'get("x")(2)',
        2,
      ],
      [
        'class A<T> { private readonly a: T; declare b: string; constructor(a: T) { this.a = a; } get(): T { return this.a; } }\nexport const x = new A<number>(5).get();',
        'get("x")',
        5,
      ],
      [
        'abstract class A { abstract go(): void; }\nexport class B extends A implements Object { go(this: B) { return 1; } }',
        'new (get("B"))().go()',
        1,
      ],
      [
        'const same = <T,>(v: T) => v;\nexport const x = same<Array<Map<string, number>>>([new Map([["a", 1]])])[0].get("a");',
        'get("x")',
        1,
      ],
      [
        'namespace N { export const a = 3; }\ndeclare const global: any;\nexport const x = N.a;',
        'get("x")',
        3,
      ],
      ['import type { A } from "nowhere";\nexport const x: A = 1;', 'get("x")', 1],
    ] as const;

    const answers = loadModules(
      typed.map(([code, expression]) => ({
        format: 'esm',
        code: stripTypes(ts, code).code,
        expressions: [expression],
      })),
    );

    expect(answers.map(({ values }) => values[0])).toEqual(typed.map(([, , value]) => value));
    expect(typed.every(([code]) => stripTypes(ts, code).hadTypes)).toBe(true);
  });

  it('leaves broken code as it is, so that its fault is found', () => {
    for (const code of ['function pad( {', 'function pad(a: string) {', 'const a: = 1;']) {
      expect(stripTypes(ts, code)).toEqual({ code, hadTypes: false });
    }
  });
});
