import { describe, expect, it } from 'vitest';
import { probeSandbox, type Sandbox } from '../../sandbox/index.ts';
import { type Spec, specFilenames } from '../../spec/index.ts';
import { comparePackages } from './compare-packages.ts';
import type { BehaviourReport } from './types.ts';

const probe = await probeSandbox();
const absent = probe.kind === 'unavailable' ? ` (skipped: ${probe.reason})` : '';

interface Kind {
  /** Of what the function takes, and gives. */
  readonly declared: string;
  readonly original: string;
  /** Written in another way, the same for who calls it. */
  readonly same: string;
  readonly other: string;
}

/** For each word of what is compared: one difference that must be noticed, one sameness that must not. */
const kinds: Readonly<Record<string, Kind>> = {
  date: {
    declared: '(days: number): Date',
    original: '(days) => new Date(days * 864e5)',
    same: '(days) => { const date = new Date(0); date.setTime(days * 86400000); return date; }',
    other: '(days) => new Date(days * 864e5 + 1)',
  },
  map: {
    declared: '(items: string[]): Map<string, number>',
    original: '(items) => new Map(items.map((item, at) => [item, at]))',
    same: '(items) => { const map = new Map(); for (let at = 0; at < items.length; at++) map.set(items[at], at); return map; }',
    other: '(items) => new Map(items.map((item, at) => [item, at + 1]))',
  },
  set: {
    declared: '(items: string[]): Set<string>',
    original: '(items) => new Set(items)',
    same: '(items) => { const set = new Set(); items.forEach((item) => set.add(item)); return set; }',
    other: '(items) => new Set(items.slice(1))',
  },
  typedArray: {
    declared: '(bytes: Uint8Array): Uint8Array',
    original: '(bytes) => bytes.map((byte) => byte ^ 1)',
    same: '(bytes) => { const copy = new Uint8Array(bytes.length); bytes.forEach((byte, at) => { copy[at] = byte ^ 1; }); return copy; }',
    other: '(bytes) => new Uint8ClampedArray(bytes.map((byte) => byte ^ 1))',
  },
  notANumber: {
    declared: '(value: number): number',
    original: '(value) => value > 3 ? NaN : value',
    same: '(value) => value > 3 ? 0 / 0 : value',
    other: '(value) => value > 3 ? null : value',
  },
  negativeZero: {
    declared: '(value: number): number',
    original: '(value) => value * -1',
    same: '(value) => -value',
    other: '(value) => 0 - value',
  },
  holes: {
    declared: '(length: number): unknown[]',
    original: '(length) => new Array(Math.min(length, 9))',
    same: '(length) => { const list = []; list.length = Math.min(length, 9); return list; }',
    other: '(length) => new Array(Math.min(length, 9)).fill(undefined)',
  },
  symbols: {
    declared: '(value: string): object',
    original: '(value) => ({ [Symbol.for("tag")]: value })',
    same: '(value) => Object.assign({}, { [Symbol.for("tag")]: value })',
    other: '(value) => ({ [Symbol.for("label")]: value })',
  },
  getters: {
    declared: '(value: string): { readonly size: number }',
    original: '(value) => ({ get size() { return value.length; } })',
    same: '(value) => Object.defineProperty({}, "size", { enumerable: true, get: () => value.length })',
    other: '(value) => ({ get size() { return value.length + 1; } })',
  },
  prototypeChange: {
    declared: '(value: string): string',
    original: '(value) => value',
    same: '(value) => { delete Object.prototype.nothing; return value; }',
    other: '(value) => { Object.prototype.polluted = value; return value; }',
  },
  prototypeOf: {
    declared: '(value: string): object',
    original: '(value) => Object.assign(Object.create(null), { value })',
    same: '(value) => ({ __proto__: null, value })',
    other: '(value) => ({ value })',
  },
  argumentChange: {
    declared: '(items: string[]): number',
    original: '(items) => [...items].sort().length',
    same: '(items) => items.length',
    other: '(items) => items.sort().length',
  },
  promise: {
    declared: '(value: string): Promise<string>',
    original: 'async (value) => value + "!"',
    same: '(value) => Promise.resolve(value).then((text) => text + "!")',
    other: 'async (value) => value + "?"',
  },
  rejection: {
    declared: '(value: string): Promise<string>',
    original: 'async (value) => { throw new RangeError(value); }',
    same: '(value) => Promise.reject(new RangeError("in other words"))',
    other: '(value) => { throw new RangeError(value); }',
  },
  callback: {
    declared: '(items: string[], use: (item: string, index: number) => void): void',
    original: '(items, use) => { items.forEach((item, at) => { use(item, at); }); }',
    same: '(items, use) => { for (let at = 0; at < items.length; at += 1) use(items[at], at); }',
    other: '(items, use) => { items.forEach((item, at) => { use(item, at + 1); }); }',
  },
  iterator: {
    declared: '(items: string[]): Generator<string>',
    original: 'function* (items) { yield* items; }',
    same: 'function* (items) { for (const item of items) yield item; }',
    other: 'function* (items) { yield* items.slice(0, 1); }',
  },
  asyncIterator: {
    declared: '(items: string[]): AsyncGenerator<string>',
    original: 'async function* (items) { yield* items; }',
    same: 'async function* (items) { for (const item of items) yield await item; }',
    other: 'async function* (items) { yield* items.slice(0, 1); }',
  },
  errorKind: {
    declared: '(value: string): never',
    original: '(value) => { throw new RangeError("too long: " + value); }',
    same: '(value) => { class LengthError extends RangeError {} throw new LengthError("length"); }',
    other: '(value) => { throw new TypeError("too long: " + value); }',
  },
  errorValue: {
    declared: '(value: string): Error',
    original: '(value) => new RangeError("too long: " + value)',
    same: '(value) => new RangeError("length")',
    other: '(value) => new Error("too long: " + value)',
  },
  emitter: {
    declared:
      '(): { on(name: string, listener: (value: string) => void): void; emit(name: string, value: string): number }',
    original:
      '() => { const all = []; return { on: (name, listener) => { all.push([name, listener]); }, emit: (name, value) => all.filter(([other]) => other === name).map(([, listener]) => listener(value)).length }; }',
    same: '() => { const all = new Map(); return { on(name, listener) { all.set(name, [...(all.get(name) ?? []), listener]); }, emit(name, value) { const found = all.get(name) ?? []; for (const listener of found) listener(value); return found.length; } }; }',
    other:
      '() => { const all = []; return { on: (name, listener) => { all.push([name, listener]); }, emit: (name, value) => all.filter(([other]) => other === name).reverse().map(([, listener]) => listener(value)).length }; }',
  },
  Stack: {
    declared:
      'class { constructor(limit?: number); push(item: string): number; pop(): string | undefined; readonly size: number }',
    original:
      'class { constructor(limit = 2) { this._items = []; this._limit = limit; } push(item) { if (this._items.length < this._limit) this._items.push(item); return this._items.length; } pop() { return this._items.pop(); } get size() { return this._items.length; } }',
    same: 'class { #list = []; #most; constructor(most = 2) { this.#most = most; } push(item) { if (this.#list.length < this.#most) this.#list = [...this.#list, item]; return this.#list.length; } pop() { const last = this.#list.at(-1); this.#list = this.#list.slice(0, -1); return last; } get size() { return this.#list.length; } }',
    other:
      'class { constructor(limit = 2) { this._items = []; this._limit = limit; } push(item) { if (this._items.length <= this._limit) this._items.push(item); return this._items.length; } pop() { return this._items.pop(); } get size() { return this._items.length; } }',
  },
  Ordered: {
    declared: 'class { constructor(items: string[]); first(): string | undefined }',
    original:
      'class { constructor(items) { this._items = [...items].sort(); } first() { return this._items[0]; } }',
    same: 'class { #items; constructor(items) { this.#items = items.slice().sort(); } first() { return this.#items.at(0); } }',
    // Puts the list that it was given in order: what it answers is the same.
    other: 'class { constructor(items) { this._items = items.sort(); } first() { return this._items[0]; } }',
  },
  generatorState: {
    declared: '(): { add(item: string): void; all(): IterableIterator<string> }',
    original:
      '() => { const items = []; return { add: (item) => { items.push(item); }, all: () => items.values() }; }',
    same: '() => { let items = []; return { add: (item) => { items = items.concat([item]); }, all: function* () { yield* items; } }; }',
    other:
      '() => { const items = []; return { add: (item) => { items.unshift(item); }, all: () => items.values() }; }',
  },
};

const names = Object.keys(kinds);

function renderTypes(): string {
  return Object.entries(kinds)
    .map(([name, { declared }]) =>
      declared.startsWith('class ')
        ? `export declare class ${name} ${declared.slice(6)}`
        : `export declare function ${name}${declared};`,
    )
    .join('\n');
}

function renderPackage(which: 'original' | 'same' | 'other'): Record<string, string> {
  const lines = Object.entries(kinds).map(([name, kind]) => `exports.${name} = ${kind[which]};`);
  return { 'package.json': '{}', 'index.js': lines.join('\n') };
}

function makeSpec(): Spec {
  const texts = Object.fromEntries(specFilenames.map((name) => [name, '']));
  texts['06-type-definitions.d.ts'] = renderTypes();
  const entry = { signature: '', overloads: [], parameters: [], returns: null, members: [], summary: '' };
  return {
    texts,
    surface: {
      ...{ schema: 'phalus/api-surface/1', language: 'javascript', module: 'commonjs' },
      exports: names.map((name) => ({
        ...entry,
        ...{ name, local_name: name, kind: /^[A-Z]/.test(name) ? 'class' : 'function' },
        ...{ evidence: 'declaration', source: null },
      })),
    },
    scenarios: { schema: 'phalus/test-scenarios/1', language: 'javascript', bindings: [], scenarios: [] },
  } as unknown as Spec;
}

async function compare(which: 'same' | 'other'): Promise<BehaviourReport> {
  const result = await comparePackages({
    ...{ spec: makeSpec(), original: renderPackage('original'), rebuilt: renderPackage(which) },
    ...{ sandbox: (probe as { sandbox: Sandbox }).sandbox, timeMs: 60_000, rounds: 6, seed: 1 },
  });
  if (result.kind !== 'compared') throw new Error(`${result.side}: ${result.reason}`);
  return result.report;
}

describe.skipIf(absent !== '')(`comparePackages() of two packages without an example${absent}`, async () => {
  const reports = absent === '' ? { same: await compare('same'), other: await compare('other') } : null;

  it.each(names)('notices a planted difference in %s', (name) => {
    const { compared = 0, agreed = 0 } = reports?.other.per_export[name] ?? {};

    expect(compared).toBeGreaterThan(5);
    expect(agreed).toBeLessThan(compared);
  });

  it.each(names)('takes another way to the same %s for the same', (name) => {
    const disagreements = reports?.same.disagreements.filter((entry) => entry.export === name);

    expect(reports?.same.per_export[name]?.compared).toBeGreaterThan(5);
    expect(disagreements?.filter(({ documented }) => documented)).toEqual([]);
  });

  it('agrees on every documented input where no difference was planted', () => {
    expect(reports?.same.documented.agreed).toBe(reports?.same.documented.compared);
    expect(reports?.same.documented.compared).toBeGreaterThan(100);
  });
});
