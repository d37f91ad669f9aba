import type { Context } from 'hono';
import type { z } from 'zod';
import { ServerError } from './errors.ts';
import type { ErrorStatus } from './status.ts';

export interface RouteBody {
  readonly description: string;
  /** `any` takes every content type. */
  readonly contentType: 'application/json' | 'any';
  readonly schema: z.ZodType;
  /** Whether it may be left out; false by default. */
  readonly optional?: boolean;
}

export interface RouteAnswer {
  readonly description: string;
  readonly contentType: string;
  readonly schema: z.ZodType;
  /** Stands among the document's schemas under this name. */
  readonly name?: string;
}

/** One operation: what the application serves and what the OpenAPI document says come from the same object. */
export interface Route {
  readonly id: string;
  readonly method: 'get' | 'post' | 'delete';
  /** With `{id}` for one segment and `{name}` for a package's name, which may hold slashes. */
  readonly path: string;
  readonly summary: string;
  readonly parameters?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: RouteBody;
  readonly answer: RouteAnswer;
  readonly errors: readonly ErrorStatus[];
  /** Operations that the answer gives parameters for, as runtime expressions of OpenAPI. */
  readonly links?: {
    readonly operations: readonly string[];
    readonly parameters: Readonly<Record<string, string>>;
  };
  handle(context: Context): Response | Promise<Response>;
}

/** Query parameters by the route's schema. Throws ServerError `bad-request`. */
export function readQuery<T>(context: Context, schema: z.ZodType<T>): T {
  // One that is given twice means two things: it is no text.
  const given = Object.entries(context.req.queries()).map(([name, values]) => [
    name,
    values.length === 1 ? values[0] : values,
  ]);
  return parseInput('Cannot read the query', schema, Object.fromEntries(given));
}

/** Throws ServerError `bad-request` that names each place and what it should be. */
export function parseInput<T>(what: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 5).map(describeIssue);
  throw new ServerError('bad-request', `${what}: ${problems.join('; ')}`, {
    hint: 'GET /api/openapi.json has every field with its values',
  });
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const place = issue.path.length === 0 ? 'it' : issue.path.map(String).join('.');
  if (issue.code === 'invalid_value') return `${place} should be one of ${issue.values.join(', ')}`;
  if (issue.code === 'unrecognized_keys') {
    const within = issue.path.length === 0 ? '' : ` in ${place}`;
    return `there is no ${issue.keys.slice(0, 5).join(', ')}${within}`;
  }
  return `${place}: ${issue.message}`;
}
