import openapiTypescript, { astToString } from 'openapi-typescript';
import { renderOpenApi } from '../../src/server/openapi.ts';
import { createRoutes } from '../../src/server/routes/index.ts';
import type { ServerParts } from '../../src/server/types.ts';

/** TypeScript of the API as the server's own document describes it. Routes are described without being called. */
export async function renderApiTypes(): Promise<string> {
  const routes = createRoutes({ jobs: {} } as ServerParts);
  const document = JSON.parse(JSON.stringify(renderOpenApi(routes, '')));
  const types = astToString(await openapiTypescript(document, { alphabetize: true, immutable: true }));
  return `// Written by npm run web:types from the OpenAPI document of the server.\n${types}`;
}
