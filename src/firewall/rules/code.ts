import type { Spec } from '../../spec/index.ts';
import type { Finding } from '../types.ts';
import { proseDocuments } from './prose.ts';

/** Code in prose documents, and anything in the type definitions that does something when it runs. */
export async function findCode(spec: Spec): Promise<Finding[]> {
  return [...findFences(spec), ...(await findImplementations(spec))];
}

function findFences(spec: Spec): Finding[] {
  return proseDocuments.flatMap((document) =>
    spec.texts[document].split('\n').flatMap((text, index): Finding[] => {
      const isFence = /^\s{0,3}(```|~~~)/.test(text) || /<pre\b/i.test(text);
      if (!isFence) return [];
      return [
        {
          rule: 'code',
          document,
          line: index + 1,
          reason: 'holds a code block; code belongs in no prose document',
        },
      ];
    }),
  );
}

async function findImplementations(spec: Spec): Promise<Finding[]> {
  const ts = (await import('typescript')).default;
  const document = '06-type-definitions.d.ts';
  const source = ts.createSourceFile(
    document,
    spec.texts[document],
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TS,
  );
  const findings: Finding[] = [];
  const visit = (node: import('typescript').Node): void => {
    const isBody =
      ts.isBlock(node) || (ts.isExpressionStatement(node) && !ts.isStringLiteral(node.expression));
    if (isBody) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      findings.push({
        rule: 'code',
        document,
        line,
        reason: 'holds statements; declarations only may cross',
      });
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}
