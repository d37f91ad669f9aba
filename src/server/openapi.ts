import { z } from 'zod';
import { StreamEvent } from './jobs/events.ts';
import type { Route, RouteAnswer } from './route.ts';
import { ErrorBody } from './schema.ts';

type JsonObject = Record<string, unknown>;

const errorDescriptions: Readonly<Record<number, string>> = {
  400: 'Bad request (invalid input)',
  401: 'The access token is missing',
  403: 'The request comes from another site',
  404: 'Resource not found',
  405: 'The path has no such method',
  409: 'Conflict (e.g. job still running)',
  413: 'The body is too large',
  415: 'The body is of another type',
  500: 'Internal server error',
  503: 'The server is about to end, or has too much to do',
};
/** What any request may be answered. */
const commonErrors = [401, 403, 500] as const;

/** The OpenAPI 3.1 document of these routes, from the schemas that they use themselves. */
export function renderOpenApi(routes: readonly Route[], version: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: renderOperation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'phalus',
      version,
      summary: 'Rebuilds software dependencies from their public documentation alone',
      license: { name: '0BSD', identifier: '0BSD' },
    },
    servers: [{ url: '/' }],
    security: [{}, { token: [] }],
    paths,
    components: {
      schemas: {
        Error: renderSchema(ErrorBody, 'output'),
        StreamEvent: renderSchema(StreamEvent, 'output'),
        ...renderNamed(routes),
      },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function renderOperation(route: Route): JsonObject {
  const { id, summary, parameters, query, body, answer, errors, links } = route;
  const statuses = [...new Set([...errors, ...commonErrors])].toSorted((first, second) => first - second);
  return {
    operationId: id,
    summary,
    parameters: [...renderParameters(parameters, 'path'), ...renderParameters(query, 'query')],
    ...(body && {
      requestBody: {
        description: body.description,
        required: body.optional !== true,
        content: {
          [body.contentType === 'any' ? 'text/plain' : body.contentType]: {
            schema: renderSchema(body.schema, 'input'),
          },
        },
      },
    }),
    responses: {
      200: {
        description: answer.description,
        content: { [answer.contentType]: { schema: renderAnswer(answer) } },
        ...(links && {
          links: Object.fromEntries(
            links.operations.map((operationId) => [
              operationId,
              { operationId, parameters: links.parameters },
            ]),
          ),
        }),
      },
      ...Object.fromEntries(statuses.map((status) => [status, renderError(status)])),
    },
  };
}

function renderParameters(schema: z.ZodObject | undefined, place: 'path' | 'query'): JsonObject[] {
  return Object.entries(schema?.shape ?? {}).map(([name, type]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: renderSchema(type as z.ZodType, 'input'),
  }));
}

/** By its name, where it has one: those who make types of the document then have one type of it. */
function renderAnswer({ name, schema }: RouteAnswer): JsonObject {
  return name === undefined ? renderSchema(schema, 'output') : { $ref: `#/components/schemas/${name}` };
}

function renderNamed(routes: readonly Route[]): JsonObject {
  return Object.fromEntries(
    routes.flatMap(({ answer }) =>
      answer.name === undefined ? [] : [[answer.name, renderSchema(answer.schema, 'output')]],
    ),
  );
}

function renderError(status: number): JsonObject {
  return {
    description: errorDescriptions[status] ?? 'Error',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  };
}

function renderSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
