import { type BinaryOperator, type NeutralExpression, Unsayable } from '../model.ts';

const mostCharacters = 20_000;

/** `'a' + 'b'`, `60 * 1000`, `-1`: what literals alone give is computed, so that no language's own rules decide it. */
export function foldBinary(
  operator: BinaryOperator | '/',
  left: NeutralExpression,
  right: NeutralExpression,
): NeutralExpression {
  if (left.kind === 'string' && right.kind === 'string' && operator === '+')
    return { kind: 'string', value: left.value + right.value };
  if (left.kind === 'number' && right.kind === 'number') {
    const value = compute(operator, left.value, right.value);
    const isFloat = left.isFloat || right.isFloat || operator === '/';
    if (value !== null && Number.isSafeInteger(Math.round(value)))
      return { kind: 'number', value, isFloat: isFloat && !Number.isInteger(value) };
  }
  if (operator === '/') throw new Unsayable('it divides, which languages do differently');
  return { kind: 'binary', operator, left, right };
}

function compute(operator: string, left: number, right: number): number | null {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  return operator === '/' && right !== 0 ? left / right : null;
}

const mostExponent = 1_000;

/** `10 ** 6` of whole numbers. */
export function foldPower(base: NeutralExpression, exponent: NeutralExpression): NeutralExpression {
  const isKnown = base.kind === 'number' && exponent.kind === 'number' && !base.isFloat && !exponent.isFloat;
  if (!isKnown || exponent.value < 0 || exponent.value > mostExponent)
    throw new Unsayable('it holds the operator `**`');
  const digits = (BigInt(base.value) ** BigInt(exponent.value)).toString();
  return digits.startsWith('-') ? foldNegate(readDigits(digits.slice(1))) : readDigits(digits);
}

export function foldNegate(operand: NeutralExpression): NeutralExpression {
  if (operand.kind === 'number') return { ...operand, value: -operand.value };
  if (operand.kind === 'integer') return { kind: 'integer', digits: `-${operand.digits}` };
  return { kind: 'negate', operand };
}

export function foldRepeat(text: NeutralExpression, count: NeutralExpression): NeutralExpression {
  const isKnown = text.kind === 'string' && count.kind === 'number' && count.value >= 0;
  if (!isKnown || text.value.length * count.value > mostCharacters)
    throw new Unsayable('it repeats a text that is not known, or too often');
  return { kind: 'string', value: text.value.repeat(count.value) };
}

/** A text of digits as a number; beyond what a double holds it keeps its digits. */
export function readDigits(text: string): NeutralExpression {
  const digits = text.replaceAll('_', '');
  const radix = /^0[xX]/.test(digits) ? 16 : /^0[oO]/.test(digits) ? 8 : /^0[bB]/.test(digits) ? 2 : 10;
  if (radix === 10 && /[.eE]/.test(digits)) {
    const value = Number(digits);
    if (!Number.isFinite(value)) throw new Unsayable(`the number ${text} is beyond every type`);
    return { kind: 'number', value, isFloat: true };
  }
  if (!/^(?:0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|\d+)$/.test(digits))
    throw new Unsayable(`"${text}" is no number that is known`);
  const exact = BigInt(digits.toLowerCase());
  return Number.isSafeInteger(Number(exact))
    ? { kind: 'number', value: Number(exact), isFloat: false }
    : { kind: 'integer', digits: exact.toString() };
}
