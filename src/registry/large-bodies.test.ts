import { describe, expect, it } from 'vitest';
import { createLargeBodies } from './large-bodies.ts';

const large = 2_000_000;
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createLargeBodies()', () => {
  it('lets two large bodies on at once, in their order, and small ones always', async () => {
    const count = createLargeBodies();
    const done: number[] = [];
    const bodies = Array.from({ length: 5 }, () => count());
    for (const [index, body] of bodies.entries()) void body.count(large).then(() => done.push(index));
    await count().count(1000);
    await settle();
    expect(done).toEqual([0, 1]);

    bodies[1]?.end();
    bodies[1]?.end();
    await settle();
    expect(done).toEqual([0, 1, 2]);

    for (const body of bodies) body.end();
    await settle();
    expect(done).toEqual([0, 1, 2, 3, 4]);
    for (const body of bodies) body.end();
    await Promise.all([count().count(large), count().count(large)]);
  });

  it('lets nobody wait for long', async () => {
    const count = createLargeBodies(20);
    const held = [count(), count()];
    for (const body of held) await body.count(large);
    const late = count();

    await late.count(large);

    late.end();
    for (const body of held) body.end();
    await Promise.all([count().count(large), count().count(large)]);
  });
});
