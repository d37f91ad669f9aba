import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';

export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { schema: object }>> }>
  >;
}

export interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly examples?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export const ajv = new Ajv2020({ strict: false });
formats.default(ajv);

/** What is wrong with an answer by the document; empty when nothing is. */
export async function findFaults(
  document: OpenApi,
  { method, path }: { readonly method: string; readonly path: string },
  response: Response,
): Promise<string[]> {
  const answer = document.paths[path]?.[method]?.responses[response.status];
  if (answer === undefined)
    return [`${method} ${path} answers ${response.status}, which is not in the document`];
  const [type, ...rest] = Object.keys(answer.content);
  const given = response.headers.get('content-type')?.split(';')[0];
  if (rest.length > 0 || given !== type) return [`${method} ${path} answers ${given}, not ${type}`];
  if (type !== 'application/json') return [];
  const schema = { ...answer.content[type]?.schema, components: document.components };
  ajv.validate(schema, await response.json());
  return (ajv.errors ?? []).map(
    ({ instancePath, message }) => `${method} ${path}: ${instancePath} ${message}`,
  );
}

/** Values that fit the schema, and in one place of ten anything else. */
export function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 9, arbitrary: fitting(schema) },
    { weight: 1, arbitrary: fc.oneof(fc.jsonValue(), fc.constantFrom(...oddTexts)) },
  );
}

/** Names and texts that have led programs astray. */
export const oddTexts: readonly string[] = [
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  '..\\..\\x',
  '%2e%2e%2f',
  '\u0000',
  '\ud800',
  '\u202e',
  '',
  ' ',
  'x'.repeat(5000),
  '{"dependencies":{"__proto__":"1"}}',
  `{"dependencies":${'['.repeat(1000)}`,
  '1e999',
];

function fitting({ anyOf, enum: values, examples, ...schema }: Schema): fc.Arbitrary<unknown> {
  if (anyOf !== undefined) return fc.oneof(...anyOf.map(arbitraryOf));
  if (values !== undefined) return fc.constantFrom(...values);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'array') return fc.array(arbitraryOf(schema.items ?? {}), { maxLength: 4 });
  if (schema.type === 'integer' || schema.type === 'number') {
    const { minimum: min = -1e9, maximum: max = 1e9 } = schema;
    return schema.type === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
  }
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).map(([name, each]) => [name, arbitraryOf(each)]);
    const required = schema.required ?? [];
    return fc.record(Object.fromEntries(fields), { requiredKeys: required as never[] });
  }
  if (schema.format === 'uuid') return fc.uuid();
  const text = fc.string({ unit: 'grapheme' });
  return examples === undefined ? text : fc.oneof(text, fc.constantFrom(...examples));
}
