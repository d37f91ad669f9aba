import { hashText, mix } from './hash.ts';
import type { Operation } from './operation.ts';

/** One function as a row of operations, in the order in which a machine would do them; variables leave no trace. */
export interface Unit {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** What stands outside of all functions. */
  readonly isOutermost: boolean;
  /** Hash of each operation, and where in the file it stands. */
  readonly operations: readonly number[];
  readonly places: readonly number[];
}

export interface Lines {
  readonly units: readonly Unit[];
  /** Hashes of expressions with all that is below them. */
  readonly expressions: ReadonlySet<number>;
}

const commutative = new Set(['==', '<', '*', '&', '|', '^']);
const silent = new Set(['', 'local', 'nothing', 'module', 'exports', 'block', 'jump']);
const leastExpression = 3;
const mostExpression = 48;

/** Turns the body of a file into one row for each function, and one for what stands outside of functions. */
export function lineariseFile(body: Operation): Lines {
  const expressions = new Set<number>();
  const waiting: Operation[] = [{ op: 'function', kids: [body], at: body.at, from: 0, name: '' }];
  const units: Unit[] = [];
  const outermost = waiting[0];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const writer = new Writer(expressions, waiting);
    writer.findCounters(next.kids[0] as Operation);
    writer.write(next.kids[0] as Operation);
    const { operations, places } = writer;
    if (operations.length > 0)
      units.push({
        name: next.name ?? '',
        from: next.from ?? 0,
        to: next.at,
        isOutermost: next === outermost,
        operations,
        places,
      });
  }
  return { units, expressions };
}

class Writer {
  readonly operations: number[] = [];
  readonly places: number[] = [];
  readonly #expressions: Set<number>;
  readonly #waiting: Operation[];
  /** Variables that count the rounds of a loop: what they index is the element, as in a loop over elements. */
  readonly #counters = new Set<number>();

  constructor(expressions: Set<number>, waiting: Operation[]) {
    this.#expressions = expressions;
    this.#waiting = waiting;
  }

  findCounters(node: Operation): void {
    if (node.op === 'function') return;
    if (node.op === 'loop') {
      const counter = findCounter(node.kids[0] as Operation, node.kids[1] as Operation);
      if (counter !== null) this.#counters.add(counter.variable);
    }
    for (const kid of node.kids) this.findCounters(kid);
  }

  /** Gives the hash of what was written, 0 for nothing. */
  write(node: Operation): number {
    switch (node.op) {
      case 'local':
      case 'nothing':
      case 'module':
      case 'exports':
      case 'jump':
        return 0;
      case 'block':
        return this.#block(node.kids, 0);
      case 'if':
        return this.#branch(node, (kid) => this.write(kid));
      case 'return':
        return this.#return(node.kids[0] as Operation, node.at);
      case 'loop':
        return this.#loop(node);
      case 'each':
      case 'keys':
        return this.#rounds(node.kids[0] as Operation, node);
      case 'switch':
      case 'case':
      case 'try':
        return this.#sections(node);
      case 'function':
        this.#waiting.push(node);
        return this.#put('function', node.at);
      case 'set':
        return this.#set(node);
      case 'number':
        return this.#put(`number ${node.value}`, node.at);
      case '+':
        return this.#sum(node);
      case 'list':
      case '{}':
        return this.#plain(shortenData(node));
      case '[]':
        if (this.#counters.has(node.kids[1]?.local ?? -1)) return this.write(node.kids[0] as Operation);
        break;
    }
    return this.#plain(node);
  }

  #put(op: string, at: number): number {
    const hash = hashText(op);
    this.operations.push(hash);
    this.places.push(at);
    return hash;
  }

  #plain(node: Operation): number {
    const start = this.operations.length;
    const ordered = commutative.has(node.op);
    let below = 0;
    let middle = start;
    for (const [index, kid] of node.kids.entries()) {
      if (index === 1) middle = this.operations.length;
      const hash = this.write(kid);
      if (hash !== 0) below = ordered ? (below + hash) >>> 0 : mix(below, hash);
    }
    if (ordered) this.#order(start, middle);
    if (silent.has(node.op)) return below;
    const hash = mix(below, this.#put(node.op, node.at));
    this.#remember(hash, start);
    return hash;
  }

  #sum(node: Operation): number {
    const start = this.operations.length;
    let below = 0;
    for (const [index, kid] of node.kids.entries()) {
      below = mix(below, this.write(kid));
      if (index > 0) below = mix(below, this.#put('+', node.at));
    }
    this.#remember(below, start);
    return below;
  }

  #remember(hash: number, start: number): void {
    const size = this.operations.length - start;
    if (size >= leastExpression && size <= mostExpression) this.#expressions.add(hash);
  }

  #block(kids: readonly Operation[], from: number): number {
    let below = 0;
    for (let index = from; index < kids.length; index += 1) {
      const kid = kids[index] as Operation;
      const rest = index + 1 < kids.length && from < 200;
      if (rest && kid.op === 'if' && kid.kids[2]?.op === 'nothing' && leaves(kid.kids[1] as Operation)) {
        // What follows a branch that leaves is the other branch.
        const other: Operation = { op: 'block', kids: kids.slice(index + 1), at: kid.at };
        const whole = { ...kid, kids: [kid.kids[0] as Operation, kid.kids[1] as Operation, other] };
        return mix(
          below,
          this.#branch(whole, (branch) => this.write(branch)),
        );
      }
      if (kid.op === 'function') this.#waiting.push(kid);
      else below = mix(below, this.write(kid));
    }
    return below;
  }

  #branch(node: Operation, write: (kid: Operation) => number): number {
    const start = this.operations.length;
    const [test, yes, no] = node.kids as [Operation, Operation, Operation];
    const asked = this.write(test);
    const sign = this.#put('if', node.at);
    const first = this.operations.length;
    const one = write(yes);
    const middle = this.operations.length;
    const other = no.op === 'nothing' ? 0 : write(no);
    this.#order(first, middle);
    const hash = mix(mix(asked, sign), (one + other) >>> 0);
    this.#remember(hash, start);
    return hash;
  }

  #return(value: Operation, at: number): number {
    if (value.op === 'if')
      return this.#branch(value, (kid) => (kid.op === 'nothing' ? 0 : this.#return(kid, kid.at)));
    const hash = this.write(value);
    return mix(hash, this.#put('return', at));
  }

  #set(node: Operation): number {
    const [value, target] = node.kids as [Operation, Operation];
    const isPlain = silent.has(target.op);
    // Whether a function is declared, put on an object or written as a method is a matter of taste.
    if (value.op === 'function' && (isPlain || target.op === '.')) {
      this.#waiting.push(value);
      return 0;
    }
    if (isPlain) {
      if (target.local !== undefined && this.#counters.has(target.local)) return 0;
      return this.write(value);
    }
    if (value.op === 'if' && value.kids[2]?.op !== 'nothing')
      return this.#branch(value, (kid) => this.#set({ ...node, kids: [kid, target] }));
    const start = this.operations.length;
    let below = this.write(value);
    for (const kid of target.kids) below = mix(below, this.write(kid));
    const hash = mix(below, this.#put(`set ${target.op}`, node.at));
    this.#remember(hash, start);
    return hash;
  }

  #loop(node: Operation): number {
    const [test, body] = node.kids as [Operation, Operation];
    if (mentions(test, '.done', 6)) return this.#rounds(null, { ...node, op: 'each' });
    const counter = findCounter(test, body);
    if (counter !== null) return this.#rounds(counter.subject, { ...node, op: 'each' });
    this.#put('loop', node.at);
    return mix(this.write(test), this.write(body));
  }

  #rounds(subject: Operation | null, node: Operation): number {
    const asked = subject === null ? 0 : this.write(subject);
    this.#put(node.op, node.at);
    return mix(asked, this.write(node.kids[1] as Operation));
  }

  #sections(node: Operation): number {
    let below = 0;
    for (const [index, kid] of node.kids.entries()) {
      const start = this.operations.length;
      below = mix(below, this.write(kid));
      if (node.op === 'case' && index === 0) this.#put('if', kid.at);
      if (node.op === 'try' && index === 0 && this.operations.length > start) this.#put('try', kid.at);
    }
    return below;
  }

  /** Brings two parts that are equally good in either order into one. */
  #order(start: number, middle: number): void {
    const end = this.operations.length;
    if (middle <= start || end <= middle) return;
    const [one, other] = [middle - start, end - middle];
    // The shorter part first where there is a clear one: what follows an early return may not have been taken along.
    if (2 * one <= other) return;
    if (2 * other > one && keyOf(this.operations, start, middle) <= keyOf(this.operations, middle, end))
      return;
    for (const list of [this.operations, this.places]) {
      const first = list.slice(start, middle);
      const second = list.slice(middle, end);
      for (const [offset, value] of second.entries()) list[start + offset] = value;
      for (const [offset, value] of first.entries()) list[start + second.length + offset] = value;
    }
  }
}

/** The least hash of three in a row: a statement that was put in somewhere seldom changes it. */
function keyOf(operations: readonly number[], start: number, end: number): number {
  const length = Math.min(3, end - start);
  let least = 0xffffffff;
  for (let from = start; from + length <= end; from += 1) {
    let hash = 0;
    for (let place = 0; place < length; place += 1) hash = mix(hash, operations[from + place] as number);
    if (hash < least) least = hash;
  }
  return least;
}

const constants = new Set(['number', 'text', 'truth', 'nothing', 'bigint']);
const mostData = 4;

/** A table is data that a task may prescribe: of a long one only its kind stays. */
function shortenData(node: Operation): Operation {
  const isData = (kid: Operation): boolean =>
    constants.has(kid.op) ||
    ((kid.op === 'list' || kid.op === '{}') && kid.kids.every((one) => constants.has(one.op)));
  if (node.kids.length <= mostData || node.kids.filter(isData).length <= mostData) return node;
  return { ...node, op: 'table', kids: node.kids.filter((kid) => !isData(kid)) };
}

function leaves(node: Operation): boolean {
  if (node.op === 'return' || node.op === 'throw' || node.op === 'jump') return true;
  const last = node.kids.at(-1);
  return node.op === 'block' && last !== undefined && leaves(last);
}

function mentions(node: Operation, op: string, depth: number): boolean {
  return depth > 0 && (node.op === op || node.kids.some((kid) => mentions(kid, op, depth - 1)));
}

/** `i < list.length` with `i` one more at the end of each round goes through the elements. */
function findCounter(test: Operation, body: Operation): { variable: number; subject: Operation } | null {
  if (test.op !== '<') return null;
  for (const [one, other] of [
    [test.kids[0], test.kids[1]],
    [test.kids[1], test.kids[0]],
  ]) {
    if (one?.local === undefined || other === undefined) continue;
    if (!countsUp(lastOf(body), one.local)) continue;
    return { variable: one.local, subject: other.op === '.length' ? (other.kids[0] as Operation) : other };
  }
  return null;
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
