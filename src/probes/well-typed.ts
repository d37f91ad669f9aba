import type { ScenarioBinding } from '../spec/index.ts';
import type { Code } from './observe-call.ts';
import { TypeProgram } from './type-program.ts';

/** Says of calls whether their arguments have the declared types; types that say nothing let everything pass. */
export interface TypeCheck {
  check(calls: readonly Code[]): readonly boolean[];
}

export async function createTypeCheck(
  definitions: string,
  bindings: readonly ScenarioBinding[],
): Promise<TypeCheck> {
  const ts = (await import('typescript')).default;
  const program = new TypeProgram(ts, definitions);
  const prelude = renderPrelude(bindings);
  return {
    check: (calls) =>
      program
        .check(
          prelude,
          calls.map(({ setup, expression }, index) => ({
            text: `{\nasync function call${index}() {\n${setup}\nreturn (${expression}\n);\n}\n}`,
          })),
        )
        .map((problem) => problem === null),
  };
}

/** Import lines for the names that calls use. */
export function renderPrelude(bindings: readonly ScenarioBinding[]): string {
  const lines = bindings.map(({ local, export: name }) => {
    if (name === '*') return `import * as ${local} from './types';`;
    return name === 'default'
      ? `import ${local} from './types';`
      : `import { ${name} as ${local} } from './types';`;
  });
  return lines.join('\n');
}
