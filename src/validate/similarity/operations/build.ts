import { constant, nothing, type Operation, operation } from './operation.ts';

/** `a + b + c` in one operation; literals that stand next to each other are one, and empty texts leave no trace. */
export function makeSum(parts: readonly Operation[], at: number): Operation {
  const kids: Operation[] = [];
  for (const part of parts.flatMap((kid) => (kid.op === '+' ? kid.kids : [kid]))) {
    const before = kids.at(-1);
    if (part.value === '') continue;
    if (before?.op === 'text' && part.op === 'text') {
      kids[kids.length - 1] = constant(`${before.value}${part.value}`, part.at);
    } else if (before?.op === 'number' && part.op === 'number' && kids.length === 1) {
      kids[0] = constant(Number(before.value) + Number(part.value), part.at);
    } else kids.push(part);
  }
  if (kids.length === 0) return constant('', at);
  return kids.length === 1 ? (kids[0] as Operation) : operation('+', kids, at);
}

const arithmetic: Readonly<Record<string, (left: number, right: number) => number>> = {
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '**': (left, right) => left ** right,
  '<<': (left, right) => left << right,
  '>>': (left, right) => left >> right,
  '>>>': (left, right) => left >>> right,
  '|': (left, right) => left | right,
  '&': (left, right) => left & right,
  '^': (left, right) => left ^ right,
};

/** An operator on two numbers that are known is the number. */
export function makeArithmetic(op: string, left: Operation, right: Operation, at: number): Operation {
  const fold = arithmetic[op];
  if (fold !== undefined && left.op === 'number' && right.op === 'number') {
    const value = fold(Number(left.value), Number(right.value));
    if (Number.isFinite(value)) return constant(value, at);
  }
  return operation(op, [left, right], at);
}

/** Equal and unequal are one: which of two branches comes first makes no difference either. */
export function makeEquality(left: Operation, right: Operation, at: number): Operation {
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (one.op === 'nothing') return operation('empty?', [other], at);
    if (one.value === 'undefined' && other.op === 'typeof') return operation('empty?', other.kids, at);
    if (isKnown(one) && isKnown(other)) return constant(one.value === other.value, at);
  }
  return operation('==', [left, right], at);
}

function isKnown(node: Operation): boolean {
  return node.op === 'number' || node.op === 'text' || node.op === 'truth';
}

/** Any operator of two sides, by its sign. */
export function makeOperator(
  sign: string,
  [left, right]: readonly [Operation, Operation],
  at: number,
): Operation {
  if (sign === '+') return makeSum([left, right], at);
  if (/^(?:[!=]==?|is|is not)$/.test(sign)) return makeEquality(left, right, at);
  if (/^[<>]=?$/.test(sign)) return operation('<', [left, right], at);
  // Taking a number away is adding another.
  if (sign === '-' && right.op === 'number') return makeSum([left, constant(-Number(right.value), at)], at);
  return makeArithmetic(sign, left, right, at);
}

/** A decision in any form: statement, `?:`, `&&`, `||`, `??`. */
export function makeBranch(
  test: Operation,
  { yes, no, at }: { readonly yes: Operation; readonly no?: Operation; readonly at: number },
): Operation {
  const otherwise = no ?? nothing(at);
  if (test.op === 'truth') return test.value === true ? yes : otherwise;
  // `x === null || x === undefined` asks once whether there is anything.
  if (test.op === 'empty?' && yes.op === 'empty?' && isVariable(yes.kids[0])) return test;
  // `arguments.length > 1 && arguments[1] !== undefined ? arguments[1] : value` is what a default becomes.
  if (test.op === 'if' && isArgument(yes) && test.kids[1]?.op === 'empty?') {
    return operation('if', [operation('empty?', [], at), otherwise, nothing(at)], at);
  }
  return operation('if', [test, yes, otherwise], at);
}

function isVariable(node: Operation | undefined): boolean {
  return node?.op === 'local';
}

function isArgument(node: Operation): boolean {
  return node.op === '[]' && node.kids[0]?.op === '@arguments';
}

/** `value` where there is nothing else: a default of any form. */
export function makeDefault(subject: Operation, value: Operation, at: number): Operation {
  return makeBranch(operation('empty?', [subject], at), { yes: value, no: operation('', [], at), at });
}
