import type { Operation } from './operation.ts';

/** A loop that goes through the elements of `subject` by counting. */
export interface Counter {
  readonly variable: number;
  readonly subject: Operation;
}

/** Variables that count the rounds of a loop: what they index is the element, as in a loop over elements. */
export function listCounters(node: Operation, counters: Set<number> = new Set()): Set<number> {
  if (node.op === 'function') return counters;
  if (node.op === 'loop') {
    const counter = findCounter(node.kids[0] as Operation, node.kids[1] as Operation);
    if (counter !== null) counters.add(counter.variable);
  }
  for (const kid of node.kids) listCounters(kid, counters);
  return counters;
}

/** `i < list.length` with `i` one more at the end of each round goes through the elements. */
export function findCounter(test: Operation, body: Operation): Counter | null {
  if (test.op !== '<') return null;
  const [one, other] = test.kids;
  return readCounter(one, other, body) ?? readCounter(other, one, body);
}

function readCounter(
  counted: Operation | undefined,
  limit: Operation | undefined,
  body: Operation,
): Counter | null {
  if (counted?.local === undefined || limit === undefined) return null;
  if (!countsUp(lastOf(body), counted.local)) return null;
  const subject = limit.op === '.length' ? (limit.kids[0] as Operation) : limit;
  return { variable: counted.local, subject };
}

function lastOf(node: Operation): Operation {
  let last = node;
  while (last.op === 'block' && last.kids.length > 0) last = last.kids.at(-1) as Operation;
  return last;
}

function countsUp(node: Operation, variable: number): boolean {
  if (node.op !== 'set' || node.kids[1]?.local !== variable) return false;
  const value = node.kids[0];
  return (
    value?.op === '+' &&
    value.kids.some((kid) => kid.local === variable) &&
    value.kids.some((kid) => kid.value === 1)
  );
}
