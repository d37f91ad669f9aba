import { nothing, type Operation } from './operation.ts';

/** Operations that change nothing and that nobody notices when their value is not used. */
const harmless = new Set([
  ...[
    '',
    'local',
    'nothing',
    'number',
    'text',
    'truth',
    'bigint',
    'pattern',
    'list',
    '{}',
    '.',
    '[]',
    'typeof',
  ],
  ...[
    '+',
    '-',
    '*',
    '/',
    '%',
    '**',
    '<<',
    '>>',
    '>>>',
    '|',
    '&',
    '^',
    '~',
    '==',
    '<',
    'empty?',
    'negate',
    'if',
  ],
  ...['block', 'number-of', 'in', 'instanceof'],
]);
const mostRounds = 8;

/**
 * Takes out what has no effect: values that no one reads, and what is done to them. Padding leaves no trace, and
 * neither does what a person forgot. Functions stay, since others may call them, and so does what stands outside of all.
 */
export function dropUnused(body: Operation): Operation {
  const live = new Set<number>();
  for (const kid of body.op === 'block' ? body.kids : [body]) markOutermost(kid, live);
  for (let round = 0; ; round += 1) {
    const before = live.size;
    visit(body, { live, isUsed: false });
    if (live.size === before) break;
    if (round === mostRounds) return body;
  }
  return prune(body, { live, isUsed: false });
}

function markOutermost(node: Operation, live: Set<number>): void {
  const target = node.op === 'set' ? node.kids[1]?.local : undefined;
  if (target !== undefined) live.add(target);
  if (node.op === 'block') for (const kid of node.kids) markOutermost(kid, live);
}

interface Seen {
  readonly live: Set<number>;
  readonly isUsed: boolean;
}

/** Whether the value of this kid is used, where that of the node is or is not. */
function isKidUsed(node: Operation, index: number, isUsed: boolean): boolean {
  switch (node.op) {
    case 'block':
      return isUsed && index === node.kids.length - 1;
    case 'if':
      return index === 0 || isUsed;
    case 'loop':
    case 'each':
    case 'keys':
    case 'case':
    case 'switch':
      return index === 0;
    case 'try':
    case 'function':
      return false;
    default:
      return true;
  }
}

function visit(node: Operation, { live, isUsed }: Seen): void {
  if (node.local !== undefined) {
    if (isUsed) live.add(node.local);
    return;
  }
  if (!isUsed && isInert(node, live)) return;
  if (node.op === 'set' && node.kids[1]?.local !== undefined) {
    visit(node.kids[0] as Operation, { live, isUsed: true });
    if (isUsed) live.add(node.kids[1].local);
    return;
  }
  for (let index = 0; index < node.kids.length; index += 1)
    visit(node.kids[index] as Operation, { live, isUsed: isKidUsed(node, index, isUsed) });
}

function prune(node: Operation, { live, isUsed }: Seen): Operation {
  if (node.kids.length === 0) return node;
  if (!isUsed && isInert(node, live)) return nothing(node.at);
  const kids = node.kids.map((kid, index) => prune(kid, { live, isUsed: isKidUsed(node, index, isUsed) }));
  const kept = node.op === 'block' ? kids.filter((kid) => kid.op !== 'nothing') : kids;
  if (kept.length === node.kids.length && kept.every((kid, index) => kid === node.kids[index])) return node;
  return { ...node, kids: kept };
}

function isInert(node: Operation, live: ReadonlySet<number>): boolean {
  if (node.op === 'set') {
    const [value, target] = node.kids as [Operation, Operation];
    return target.local !== undefined && !live.has(target.local) && isInert(value, live);
  }
  if (node.op === 'call') {
    // What is done to a value that no one reads, by the methods that every value has.
    const [method, ...given] = node.kids as [Operation, ...Operation[]];
    const owner = method.kids[0]?.local;
    if (!method.op.startsWith('.') || owner === undefined || live.has(owner) || method.op === '.')
      return false;
    return given.every((argument) => isInert(argument, live));
  }
  const isNamed = node.op.length > 1 && (node.op.startsWith('.') || node.op.startsWith('@'));
  if (!isNamed && !harmless.has(node.op)) return false;
  return node.kids.every((kid) => isInert(kid, live));
}
