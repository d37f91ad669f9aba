import type { Provenance } from '../../../api/types.ts';

export type Statement = Provenance['statements'][number];
/** By `document:line`, or `document#name` for an export or a scenario. */
export type Statements = ReadonlyMap<string, Statement>;

export function indexStatements(statements: readonly Statement[]): Statements {
  return new Map(statements.map((statement) => [statement.id, statement]));
}
