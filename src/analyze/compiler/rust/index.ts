import type { DocSet } from '../../../docs/types.ts';
import type { CompiledDocumentation } from '../types.ts';

export async function compileRust(docSet: DocSet): Promise<CompiledDocumentation> {
  throw new Error(`no compiler reads ${docSet.record.ecosystem} yet`);
}
