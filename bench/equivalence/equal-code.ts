import ts from 'typescript';
import { readCode } from './compare-mutant.ts';
import type { EquivalenceSubject } from './load-subject.ts';

/** `name older newer`, as two ids. */
export function splitPair(pair: string): readonly [string, string] {
  const [name, older, newer] = pair.split(' ');
  return [`${name}@${older}`, `${name}@${newer}`];
}

/** Whether the files that are loaded hold the same code, comments and spaces apart. */
export function isSameCode(first: EquivalenceSubject, second: EquivalenceSubject): boolean {
  return renderCode(first) === renderCode(second);
}

function renderCode({ files, loaded }: EquivalenceSubject): string {
  const printer = ts.createPrinter({ removeComments: true });
  return [...loaded]
    .sort()
    .map((path) => {
      const source = ts.createSourceFile(
        path,
        readCode(files, path),
        ts.ScriptTarget.Latest,
        false,
        ts.ScriptKind.JS,
      );
      return printer.printFile(source);
    })
    .join('\n');
}
