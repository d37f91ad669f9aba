import { z } from 'zod';
import { askEngine, type Engine } from './engine.ts';

/** Only what phalus reads of `inspect`; both engines write it in this shape and may leave fields out. */
const Container = z.object({
  State: z.object({
    Status: z.string(),
    ExitCode: z.number(),
    OOMKilled: z.boolean().nullish(),
  }),
  HostConfig: z.object({
    NetworkMode: z.string().nullish(),
    ReadonlyRootfs: z.boolean().nullish(),
    CapDrop: z.array(z.string()).nullish(),
    SecurityOpt: z.array(z.string()).nullish(),
    PidsLimit: z.number().nullish(),
    Memory: z.number().nullish(),
    PidMode: z.string().nullish(),
    IpcMode: z.string().nullish(),
    Privileged: z.boolean().nullish(),
    Runtime: z.string().nullish(),
  }),
  Config: z.object({ User: z.string().nullish() }),
  OCIRuntime: z.string().nullish(),
});
export type Container = z.infer<typeof Container>;

/** What the engine says of one container, or null when there is none of that name. */
export async function inspectContainer(engine: Engine, name: string): Promise<Container | null> {
  const result = await askEngine(engine, { words: ['container', 'inspect', name] });
  try {
    return z.tuple([Container]).parse(JSON.parse(result.standardOutput))[0];
  } catch {
    return null;
  }
}

/** The engine's own words on how it ran this container. */
export function describeContainer({
  HostConfig: host,
  Config,
  OCIRuntime,
}: Container): Record<string, string> {
  const said = (value: unknown) => `${value}, as the engine says`;
  const given = (value: unknown) =>
    value === null || value === undefined || value === '' ? 'not told' : said(value);
  return {
    runtime: given(OCIRuntime ?? host.Runtime),
    network: given(host.NetworkMode),
    pid_mode: said(host.PidMode || 'separate'),
    ipc_mode: given(host.IpcMode),
    root_file_system: host.ReadonlyRootfs === true ? said('read-only') : 'not told',
    dropped_capabilities: given(host.CapDrop?.join(' ')),
    security_options: given(
      host.SecurityOpt?.map((option) => option.replace(/^(seccomp)=.*$/s, '$1')).join(' '),
    ),
    total_memory: host.Memory ? said(`${host.Memory} bytes`) : 'not limited',
    total_processes: host.PidsLimit ? said(host.PidsLimit) : 'not limited',
    user: given(Config.User),
    privileged: given(host.Privileged),
  };
}
