import type { ApiSurface } from '../../../spec/index.ts';
import { renderRustAnyValue } from '../../../syntax-trees/index.ts';
import type { TargetMend } from '../../types.ts';

/**
 * Puts in the type of any value where the interface has it and the code leaves it out, or leaves out what makes one of
 * other values: it is given by the interface to the letter, and examples use it.
 */
export function addAnyValue(
  code: string,
  { exports }: ApiSurface,
): { readonly code: string; readonly mends: readonly TargetMend[] } {
  const name = exports.find((entry) => entry.signature === renderRustAnyValue(entry.name).signature)?.name;
  if (name === undefined || !/^[A-Z]\w*$/.test(name)) return { code, mends: [] };
  const { declaration, conversions } = renderRustAnyValue(name);
  if (!new RegExp(`\\b(?:enum|struct|type)\\s+${name}\\b`).test(code)) {
    const mends = [{ kind: 'value-type-added', detail: name }];
    return { code: `${code.trimEnd()}\n\n${declaration}\n\n${conversions}\n`, mends };
  }
  const isOwn = new RegExp(`\\bFrom\\s*<[^{}]{1,200}>\\s*for\\s+${name}\\b`).test(code);
  const hasVariants = ['Null', 'Bool', 'Int', 'Float', 'String', 'List', 'Map'].every((variant) =>
    new RegExp(`\\benum\\s+${name}\\s*\\{[^}]*\\b${variant}\\b`).test(code),
  );
  if (isOwn || !hasVariants) return { code, mends: [] };
  const mends = [{ kind: 'value-conversions-added', detail: name }];
  return { code: `${code.trimEnd()}\n\n${conversions}\n`, mends };
}
