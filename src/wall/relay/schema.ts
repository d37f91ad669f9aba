import { z } from 'zod';
import type { ModelRequest } from '../../agents/types.ts';
import { toolchainNames } from '../../sandbox/index.ts';
import type { SandboxRequest } from '../../sandbox/types.ts';
import type { AgentResult } from '../types.ts';

const text = (length: number) => z.string().max(length);

const Message = z.strictObject({ role: z.enum(['user', 'assistant']), content: text(4_000_000) });

/** A ModelRequest as an agent may make it. */
export const RelayedModelRequest = z.strictObject({
  purpose: z.string().regex(/^agent-[ab]\/[a-z-]{1,40}$/),
  system: text(200_000),
  messages: z.array(Message).min(1).max(50),
  maxOutputTokens: z.int().positive().max(1_000_000),
  temperature: z.number().min(0).max(2),
  seed: z.int(),
  jsonSchema: z
    .custom<Record<string, unknown>>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    )
    .optional(),
  stopSequences: z.array(text(200)).max(16).optional(),
}) satisfies z.ZodType<Loose<ModelRequest>>;

export const ModelBody = z.strictObject({ request: RelayedModelRequest, stream: z.boolean() });

export const TokensBody = z.strictObject({ text: text(4_000_000) });

const FileContent = z.union([z.string(), z.strictObject({ base64: z.base64() })]);
const path = z.string().min(1).max(1_024);

/**
 * A SandboxRequest as an agent may make it: its own files, no folder of the host, no socket, no environment, and as
 * programs Node and those of a tool chain by name. Whatever it starts, it starts inside.
 */
export const RunBody = z.strictObject({
  command: z
    .tuple([z.enum(['node', 'python3', 'cargo', 'rustc', 'rustfmt', 'go', 'gofmt'])], text(4_096))
    .refine((words) => words.length <= 32),
  toolchain: z.enum(toolchainNames).optional(),
  files: z.record(path, FileContent),
  standardInput: text(16_000_000).optional(),
  collect: z.array(path).max(32).optional(),
  limits: z
    .strictObject({
      wallTimeMs: z.number().positive(),
      cpuSeconds: z.number().positive(),
      memoryBytes: z.number().positive(),
      processes: z.number().positive(),
      openFiles: z.number().positive(),
      fileSizeBytes: z.number().positive(),
      outputBytes: z.number().positive(),
    } satisfies Record<keyof NonNullable<SandboxRequest['limits']>, z.ZodNumber>)
    .partial()
    .optional(),
});
export type RunBody = z.infer<typeof RunBody>;

/** Of a failure: what the guest may throw again, by the number of the exchange that it came from. */
const Failure = z.strictObject({
  kind: z.literal('failed'),
  relayed: z.int().nullable(),
  name: text(100),
  code: text(100),
  message: text(4_000),
  hint: text(4_000).nullable(),
});

export const ResultBody = z.union([
  z.strictObject({ kind: z.literal('done'), value: z.unknown() }),
  Failure,
]) satisfies z.ZodType<Loose<AgentResult>>;

/** Zod's optional keys may hold undefined, which JSON never does. */
type Loose<T> = { [Key in keyof T]: T[Key] | undefined } | T;
