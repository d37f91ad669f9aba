import { readFile } from 'node:fs/promises';
import type { Model } from '../../agents/types.ts';
import { PhalusError } from '../../core/index.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { type AgentInput, type AgentResult, guestPaths } from '../types.ts';
import { createRelayClient, type RelayClient } from './relay-client.ts';
import { createRelayedModel } from './relayed-model.ts';
import { createRelayedSandbox } from './relayed-sandbox.ts';

/** What an agent's work is given behind the wall. */
export interface GuestWork {
  readonly task: unknown;
  readonly model: Model;
  readonly sandbox: Sandbox | null;
  /** Text of a file below the input. */
  readInput(path: string): Promise<string>;
  report(progress: unknown): void;
}

/** Does the work with what the relay gives, and hands in how it ended. */
export async function runGuest(work: (given: GuestWork) => Promise<unknown>): Promise<void> {
  const client = createRelayClient(guestPaths.socket);
  const result = await doWork(client, work);
  await client.ask('result', result);
}

async function doWork(
  client: RelayClient,
  work: (given: GuestWork) => Promise<unknown>,
): Promise<AgentResult> {
  const reports: Promise<unknown>[] = [];
  try {
    const readInput = (path: string): Promise<string> => readFile(`${guestPaths.input}/${path}`, 'utf8');
    const input = JSON.parse(await readInput('agent.json')) as AgentInput;
    const value = await work({
      task: input.task,
      model: createRelayedModel(client, input.model),
      sandbox: input.sandbox === null ? null : createRelayedSandbox(client, input.sandbox),
      readInput,
      report: (progress) => void reports.push(client.ask('progress', progress)),
    });
    await Promise.all(reports);
    return { kind: 'done', value };
  } catch (error) {
    await Promise.allSettled(reports);
    const isOurs = error instanceof PhalusError;
    return {
      kind: 'failed',
      relayed: client.findRelayed(error),
      name: isOurs ? error.name : 'Error',
      code: isOurs ? error.code : 'unexpected',
      message: (error instanceof Error ? error.message : String(error)).slice(0, 4_000),
      hint: isOurs ? (error.hint ?? null) : null,
    };
  }
}
