import { describe, expect, it } from 'vitest';
import { Config } from '../config/index.ts';
import { supplyModels } from './supply-models.ts';

const agentOf = (keys: Record<string, unknown>) => Config.parse({ llm: { agent_a: keys } }).llm.agent_a;
const local = (model: string) => agentOf({ provider: 'local', model });
const { signal } = new AbortController();

/** Fetches by name that end when they are told to. */
function createFetches() {
  const begun: string[] = [];
  const ends: ((error?: unknown) => void)[] = [];
  const supply = supplyModels(
    (agent, stop) =>
      new Promise((resolve, reject) => {
        begun.push(agent.model);
        ends.push((error) => (error === undefined ? resolve() : reject(error)));
        stop.addEventListener('abort', () => reject(stop.reason));
      }),
  );
  return { begun, supply, end: (index: number, error?: unknown) => ends[index]?.(error) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('supplyModels()', () => {
  it('fetches once for all that wait, and never again', async () => {
    const { begun, supply, end } = createFetches();

    const waiting = [supply(local('a'), signal), supply(local('a'), signal)];
    await settle();
    end(0);
    await Promise.all(waiting);
    await supply(local('a'), signal);

    expect(begun).toEqual(['a']);
  });

  it('fetches one model after the other', async () => {
    const { begun, supply, end } = createFetches();

    const waiting = [supply(local('a'), signal), supply(local('b'), signal)];
    await settle();
    const before = [...begun];
    end(0);
    await waiting[0];
    await settle();
    end(1);
    await waiting[1];

    expect(before).toEqual(['a']);
    expect(begun).toEqual(['a', 'b']);
  });

  it('asks for nothing when the model is hosted', async () => {
    const { begun, supply } = createFetches();

    await supply(agentOf({ provider: 'ollama', model: 'a' }), signal);

    expect(begun).toEqual([]);
  });

  it('gives a failure to all that wait, and tries again for the next', async () => {
    const { begun, supply, end } = createFetches();
    const failure = new Error('no network');

    const waiting = [supply(local('a'), signal), supply(local('a'), signal)];
    await settle();
    end(0, failure);
    const results = await Promise.allSettled(waiting);
    const again = supply(local('a'), signal);
    await settle();
    end(1);
    await again;

    expect(results.map((result) => result.status === 'rejected' && result.reason)).toEqual([
      failure,
      failure,
    ]);
    expect(begun).toEqual(['a', 'a']);
  });

  it('goes on for others when the one that asked first is stopped', async () => {
    const { begun, supply, end } = createFetches();
    const first = new AbortController();

    const stopped = supply(local('a'), first.signal).catch((error: unknown) => error);
    const other = supply(local('a'), signal);
    await settle();
    first.abort();
    await settle();
    end(1);
    await other;

    expect(await stopped).toMatchObject({ name: 'AbortError' });
    expect(begun).toEqual(['a', 'a']);
  });
});
