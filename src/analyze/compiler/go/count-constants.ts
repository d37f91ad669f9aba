import type { SyntaxNode } from '../../../syntax-trees/index.ts';
import { childrenOf, field, namesOf, oneLine } from './nodes.ts';

export interface CountedConstant {
  readonly name: string;
  /** `Name Type = value`, as one would declare it by itself. */
  readonly text: string;
  readonly spec: SyntaxNode;
}

/** The constants of a group with their values; a line that has none takes the expression of the line before. */
export function countConstants(declaration: SyntaxNode): CountedConstant[] {
  const constants: CountedConstant[] = [];
  let before = { type: '', values: [] as string[] };
  let count = 0;
  for (const spec of childrenOf(declaration)) {
    if (spec.type !== 'const_spec') continue;
    const value = field(spec, 'value');
    if (value !== null) {
      const type = field(spec, 'type');
      before = {
        type: type === null ? '' : ` ${oneLine(type.text)}`,
        values: childrenOf(value).map(({ text }) => oneLine(text)),
      };
    }
    const { type, values } = before;
    namesOf(spec).forEach((name, index) => {
      const known = values[index];
      const counted = known === undefined ? null : evaluate(known, count);
      constants.push({ name, text: `${name}${type}${counted === null ? '' : ` = ${counted}`}`, spec });
    });
    count += 1;
  }
  return constants;
}

/** The usual ways to count; what is more than these stays as it is written. Null where it cannot stand by itself. */
function evaluate(expression: string, iota: number): string | null {
  const counted = expression.replace(/\biota\b/g, String(iota));
  if (counted === expression) return expression;
  const sum = /^(\d+) ?([+-]) ?(\d+)$/.exec(counted);
  if (sum !== null) return String(Number(sum[1]) + (sum[2] === '+' ? 1 : -1) * Number(sum[3]));
  const shift = /^\(?(\d{1,4})\)? ?<< ?\(?(\d{1,3})\)?$/.exec(counted);
  if (shift !== null && Number(shift[2]) < 50) return String(Number(shift[1]) * 2 ** Number(shift[2]));
  return /^\d+$/.test(counted) ? counted : counted.includes('iota') ? null : counted;
}
