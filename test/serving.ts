import type { ChildProcess } from 'node:child_process';
import { createClient } from './server.ts';

export interface Serving<Run> extends ReturnType<typeof createClient> {
  readonly url: string;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Run>;
}

/** Waits until a process of `phalus serve` says where it listens. `begin` starts it and ends with it. */
export async function startServing<Run extends { readonly stderr: string }>(
  begin: (watch: (child: ChildProcess) => void) => Promise<Run>,
): Promise<Serving<Run>> {
  let kill: (signal: NodeJS.Signals) => void = () => {};
  let hear: (url: string) => void = () => {};
  const url = new Promise<string>((resolve) => {
    hear = resolve;
  });
  const ended = begin((child) => {
    kill = (signal) => void child.kill(signal);
    let said = '';
    child.stderr?.on('data', (text: string) => {
      said += text;
      const found = /listens on (\S+);/.exec(said)?.[1];
      if (found !== undefined) hear(found);
    });
  });
  const listening = await Promise.race([
    url,
    ended.then(({ stderr }) => Promise.reject(new Error(`the server ended: ${stderr}`))),
  ]);
  return { url: listening, kill, ended, ...createClient(listening) };
}
