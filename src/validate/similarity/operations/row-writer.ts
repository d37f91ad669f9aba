import { findCounter, listCounters } from './counters.ts';
import { hashText, mix } from './hash.ts';
import type { Operation } from './operation.ts';
import { orderParts } from './order-parts.ts';
import { shortenData } from './shorten-data.ts';

const commutative = new Set(['==', '<', '*', '&', '|', '^']);
const silent = new Set(['', 'local', 'nothing', 'module', 'exports', 'block', 'jump']);
const leastExpression = 3;
const mostExpression = 48;
/** Of a block: what stands behind is not nested any deeper. */
const mostNested = 200;

/** Operations are drawn from a short list, so each is hashed once. */
const hashes = new Map<string, number>();

function hashOperation(op: string): number {
  const known = hashes.get(op);
  if (known !== undefined) return known;
  const hash = hashText(op);
  hashes.set(op, hash);
  return hash;
}

interface Collected {
  /** Hashes of expressions with all that is below them. */
  readonly expressions: Set<number>;
  /** Functions that were met, to be written as rows of their own. */
  readonly waiting: Operation[];
}

/** Writes one function as a row. Each method gives the hash of what it wrote, 0 for nothing. */
export class RowWriter {
  readonly #row: number[] = [];
  readonly #expressions: Set<number>;
  readonly #waiting: Operation[];
  readonly #counters: ReadonlySet<number>;

  constructor(body: Operation, { expressions, waiting }: Collected) {
    this.#expressions = expressions;
    this.#waiting = waiting;
    this.#counters = listCounters(body);
    this.#write(body);
  }

  finish(): Int32Array {
    return Int32Array.from(this.#row);
  }

  #write(node: Operation): number {
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
        return this.#branch(node, (kid) => this.#write(kid));
      case 'return':
        return this.#return(node.kids[0] as Operation);
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
        return this.#put('function');
      case 'set':
        return this.#set(node);
      case 'number':
        return this.#putHash(hashText(`number ${node.value}`));
      case '+':
        return this.#sum(node);
      case 'list':
      case '{}':
        return this.#plain(shortenData(node));
      case '[]':
        if (this.#counters.has(node.kids[1]?.local ?? -1)) return this.#write(node.kids[0] as Operation);
        break;
    }
    return this.#plain(node);
  }

  #put(op: string): number {
    return this.#putHash(hashOperation(op));
  }

  #putHash(hash: number): number {
    this.#row.push(hash);
    return hash;
  }

  #plain(node: Operation): number {
    const start = this.#row.length;
    const ordered = commutative.has(node.op);
    let below = 0;
    let middle = start;
    for (let index = 0; index < node.kids.length; index += 1) {
      if (index === 1) middle = this.#row.length;
      const hash = this.#write(node.kids[index] as Operation);
      if (hash !== 0) below = ordered ? (below + hash) | 0 : mix(below, hash);
    }
    if (ordered) orderParts(this.#row, start, middle);
    if (silent.has(node.op)) return below;
    return this.#remember(mix(below, this.#put(node.op)), start);
  }

  #sum({ kids }: Operation): number {
    const start = this.#row.length;
    let below = 0;
    for (let index = 0; index < kids.length; index += 1) {
      below = mix(below, this.#write(kids[index] as Operation));
      if (index > 0) below = mix(below, this.#put('+'));
    }
    return this.#remember(below, start);
  }

  #remember(hash: number, start: number): number {
    const size = this.#row.length - start;
    if (size >= leastExpression && size <= mostExpression) this.#expressions.add(hash);
    return hash;
  }

  #block(kids: readonly Operation[], from: number): number {
    let below = 0;
    for (let index = from; index < kids.length; index += 1) {
      const kid = kids[index] as Operation;
      const rest = index + 1 < kids.length && from < mostNested;
      if (rest && kid.op === 'if' && kid.kids[2]?.op === 'nothing' && leaves(kid.kids[1] as Operation)) {
        // What follows a branch that leaves is the other branch.
        const other: Operation = { op: 'block', kids: kids.slice(index + 1), at: kid.at };
        const whole = { ...kid, kids: [kid.kids[0] as Operation, kid.kids[1] as Operation, other] };
        const hash = this.#branch(whole, (branch) => this.#write(branch));
        return mix(below, hash);
      }
      if (kid.op === 'function') this.#waiting.push(kid);
      else below = mix(below, this.#write(kid));
    }
    return below;
  }

  #branch(node: Operation, write: (kid: Operation) => number): number {
    const start = this.#row.length;
    const [test, yes, no] = node.kids as [Operation, Operation, Operation];
    const asked = this.#write(test);
    const sign = this.#put('if');
    const first = this.#row.length;
    const one = write(yes);
    const middle = this.#row.length;
    const other = no.op === 'nothing' ? 0 : write(no);
    orderParts(this.#row, first, middle);
    return this.#remember(mix(mix(asked, sign), (one + other) | 0), start);
  }

  #return(value: Operation): number {
    if (value.op === 'if')
      return this.#branch(value, (kid) => (kid.op === 'nothing' ? 0 : this.#return(kid)));
    const hash = this.#write(value);
    return mix(hash, this.#put('return'));
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
      return this.#write(value);
    }
    if (value.op === 'if' && value.kids[2]?.op !== 'nothing')
      return this.#branch(value, (kid) => this.#set({ ...node, kids: [kid, target] }));
    const start = this.#row.length;
    let below = this.#write(value);
    for (const kid of target.kids) below = mix(below, this.#write(kid));
    return this.#remember(mix(below, this.#put(`set ${target.op}`)), start);
  }

  #loop(node: Operation): number {
    const [test, body] = node.kids as [Operation, Operation];
    if (mentions(test, '.done', 6)) return this.#rounds(null, { ...node, op: 'each' });
    const counter = findCounter(test, body);
    if (counter !== null) return this.#rounds(counter.subject, { ...node, op: 'each' });
    this.#put('loop');
    return mix(this.#write(test), this.#write(body));
  }

  #rounds(subject: Operation | null, node: Operation): number {
    const asked = subject === null ? 0 : this.#write(subject);
    this.#put(node.op);
    return mix(asked, this.#write(node.kids[1] as Operation));
  }

  #sections({ op, kids }: Operation): number {
    let below = 0;
    for (let index = 0; index < kids.length; index += 1) {
      const start = this.#row.length;
      below = mix(below, this.#write(kids[index] as Operation));
      if (op === 'case' && index === 0) this.#put('if');
      if (op === 'try' && index === 0 && this.#row.length > start) this.#put('try');
    }
    return below;
  }
}

function leaves(node: Operation): boolean {
  if (node.op === 'return' || node.op === 'throw' || node.op === 'jump') return true;
  const last = node.kids.at(-1);
  return node.op === 'block' && last !== undefined && leaves(last);
}

function mentions(node: Operation, op: string, depth: number): boolean {
  return depth > 0 && (node.op === op || node.kids.some((kid) => mentions(kid, op, depth - 1)));
}
