import { createRandom, pick } from './random.ts';

const names = ['value', 'list', 'index', 'total', 'key', 'next', 'result', 'size'];
const operators = ['+', '-', '*', '<', '>', '===', '&&', '||'];
const calls = ['slice', 'indexOf', 'charAt', 'concat', 'map', 'filter', 'push', 'join'];

/** A made-up program of so many functions; other seeds give others. */
export function createCode(seed: number, functionCount: number): string {
  const random = createRandom(seed);
  return Array.from({ length: functionCount }, (_, index) => writeFunction(random, index)).join('\n');
}

function writeFunction(random: () => number, index: number): string {
  const statements = Array.from({ length: 5 }, () => writeStatement(random, 2));
  return `export function work${index}(value, list) {\n${statements.join('\n')}\n  return ${writeExpression(random, 2)};\n}\n`;
}

function writeStatement(random: () => number, depth: number): string {
  const inner = () => (depth === 0 ? `${pick(random, names)} += 1;` : writeStatement(random, depth - 1));
  const form = Math.floor(random() * 4);
  if (form === 0) return `  if (${writeExpression(random, 1)}) { ${inner()} } else { ${inner()} }`;
  if (form === 1) return `  for (let index = 0; index < list.length; index += 1) { ${inner()} }`;
  if (form === 2)
    return `  let ${pick(random, names)}${Math.floor(random() * 1e6)} = ${writeExpression(random, 2)};`;
  return `  ${pick(random, names)} = ${writeExpression(random, 2)};`;
}

function writeExpression(random: () => number, depth: number): string {
  if (depth === 0) return random() < 0.3 ? String(Math.floor(random() * 100)) : pick(random, names);
  const [left, right] = [writeExpression(random, depth - 1), writeExpression(random, depth - 1)];
  return random() < 0.3
    ? `${pick(random, names)}.${pick(random, calls)}(${left}, ${right})`
    : `(${left} ${pick(random, operators)} ${right})`;
}
