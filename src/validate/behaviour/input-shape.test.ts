import typescript from 'typescript';
import { describe, expect, it } from 'vitest';
import { readShape } from './input-shape.ts';

const shape = (expression: string, setup = '') => readShape(typescript, { setup, expression });

describe('readShape()', () => {
  it.each([
    ['pad("a", 3)', 'pad("other", 7)'],
    ['join(["a", "b"], { limit: 1 })', 'join(["x"], { limit: 200 })'],
    ['[queue.push(1), queue.pop()]', '[queue.pop(), queue.push(7), queue.pop()]'],
  ])('is one for %s and %s', (first, second) => {
    expect(shape(first)).toBe(shape(second));
  });

  it.each([
    ['pad("a", 3)', 'pad("", 3)'],
    ['pad("a", 3)', 'pad("a", 0)'],
    ['pad("a", 3)', 'pad("a", -3)'],
    ['join(["a"], { limit: 1 })', 'join(["a"], { upper: true })'],
    ['join([])', 'join([1])'],
    ['[queue.push(1), queue.pop()]', '[queue.push(1)]'],
  ])('is two for %s and %s', (first, second) => {
    expect(shape(first)).not.toBe(shape(second));
  });

  it('has the calls of the setup in it', () => {
    expect(shape('queue.pop()', 'const queue = new Queue(0);')).toBe('Queue(0) queue.pop()');
  });
});
