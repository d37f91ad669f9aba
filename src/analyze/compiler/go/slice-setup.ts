import type { KnownTypes } from './infer.ts';
import type { GoStatement } from './statements.ts';

/**
 * The statements that an expression needs before it: those that declare or change what it names, and what these name in
 * turn. Null where one of them ends the program or waits for something.
 */
export function sliceSetup(
  statements: readonly GoStatement[],
  {
    before,
    names,
    known,
  }: { readonly before: number; readonly names: readonly string[]; readonly known: KnownTypes },
): string | null {
  const isDeclared = (name: string): boolean => statements.some(({ declares }) => declares.includes(name));
  // A variable may be called like the package, and hide it.
  const needed = new Set(names.filter((name) => name !== known.packageName || isDeclared(name)));
  const taken: string[] = [];
  for (let at = before - 1; at >= 0; at -= 1) {
    const statement = statements[at];
    if (statement === undefined || statement.isErrorCheck) continue;
    const touches = [...statement.declares, ...statement.changes].some((name) => needed.has(name));
    if (!touches) continue;
    if (/^(?:go|defer|return|select)/.test(statement.type)) return null;
    const text = statement.print === null ? [statement.text] : keepCalls(statement, needed);
    taken.unshift(...text);
    if (text.length > 0) {
      for (const name of statement.names) {
        if (name !== known.packageName || isDeclared(name)) needed.add(name);
      }
    }
  }
  return taken.join('\n');
}

/** What is printed on the way may change what is called: the calls stay, without their output. */
function keepCalls({ print }: GoStatement, needed: ReadonlySet<string>): string[] {
  return (print?.values ?? []).flatMap(({ callee, text }) => {
    const owner = callee?.split('.')[0] ?? '';
    return callee?.includes('.') === true && needed.has(owner) ? [`_ = ${text}`] : [];
  });
}
