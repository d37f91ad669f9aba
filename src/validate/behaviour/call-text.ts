import type { Code } from '../../probes/index.ts';

/** Two calls are the same when their texts are. */
export function keyOf({ setup, expression }: Code): string {
  return `${setup}\n${expression}`;
}

/** Whether a call names what `local` is bound to. */
export function usesName(local: string, call: Code): boolean {
  return new RegExp(`(?<![\\w$.])${local.replaceAll('$', '\\$')}(?![\\w$])`).test(keyOf(call));
}
