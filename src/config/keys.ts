import { z } from 'zod';
import { Config } from './schema.ts';

/** One key of the configuration: everything about it comes from the schema. */
export interface ConfigKey {
  /** `llm.agent_a.model` */
  readonly path: string;
  readonly schema: z.ZodType;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'object';
  readonly choices: readonly string[];
  /** What may stand here, in words. */
  readonly allowed: string;
  readonly defaultValue: unknown;
  readonly secret: boolean;
}

/** Every key, in the order of the schema. */
export const configKeys: readonly ConfigKey[] = listKeys(Config, []);

/** Every section: `llm`, `llm.agent_a`, `output`, ... */
export const configSections: ReadonlySet<string> = new Set(configKeys.flatMap((key) => parentsOf(key.path)));

const keysByPath = new Map(configKeys.map((key) => [key.path, key]));

export function findConfigKey(path: string): ConfigKey | undefined {
  return keysByPath.get(path);
}

function listKeys(schema: z.core.$ZodType, path: readonly string[]): ConfigKey[] {
  const inner = schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape).flatMap(([name, child]) => listKeys(child, [...path, name]));
  }
  return [describeKey(inner as z.ZodType, path.join('.'))];
}

interface LeafDescription {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

function describeKey(schema: z.ZodType, path: string): ConfigKey {
  const description = z.toJSONSchema(schema, { io: 'input' }) as LeafDescription;
  const choices = description.enum ?? [];
  return {
    path,
    schema,
    type: (description.type ?? 'object') as ConfigKey['type'],
    choices,
    allowed: describeAllowed(description, choices),
    defaultValue: schema.parse(undefined),
    secret: path.endsWith('.api_key') || path.endsWith('.token'),
  };
}

function describeAllowed(description: LeafDescription, choices: readonly string[]): string {
  if (choices.length > 0) return `one of ${choices.join(', ')}`;
  if (description.type === 'string') return 'text';
  if (description.type === 'boolean') return 'true or false';
  if (description.type === 'object') return 'a table of tables with the numbers input and output';
  return `${description.type === 'integer' ? 'a whole number' : 'a number'}${describeRange(description)}`;
}

function describeRange({ minimum, exclusiveMinimum, maximum }: LeafDescription): string {
  const low = minimum ?? exclusiveMinimum;
  const bounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (low === undefined || low <= Number.MIN_SAFE_INTEGER) return bounded ? ` up to ${maximum}` : '';
  if (bounded) return ` from ${low} to ${maximum}`;
  return exclusiveMinimum === undefined ? ` of at least ${low}` : ` above ${low}`;
}

function parentsOf(path: string): string[] {
  const parts = path.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}
