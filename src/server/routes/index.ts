import { z } from 'zod';
import { renderOpenApi } from '../openapi.ts';
import type { Route } from '../route.ts';
import type { ServerParts } from '../types.ts';
import { createDownloadRoutes } from './download.ts';
import { createEventRoutes } from './events.ts';
import { createEvidenceRoutes } from './evidence.ts';
import { createHealthRoutes } from './health.ts';
import { createJobControlRoutes } from './job-control.ts';
import { createJobRoutes } from './jobs.ts';
import { createMachineRoutes } from './machine.ts';
import { createManifestRoutes } from './manifest.ts';
import { createPackageRoutes } from './packages.ts';
import { createPlanRoutes } from './plan.ts';
import { createStreamRoutes } from './stream.ts';

/** Every route there is, the one that describes them included. */
export function createRoutes(parts: ServerParts): readonly Route[] {
  const routes: Route[] = [
    ...createHealthRoutes(parts),
    ...createMachineRoutes(parts),
    ...createManifestRoutes(),
    ...createPlanRoutes(parts),
    ...createJobRoutes(parts),
    ...createJobControlRoutes(parts),
    ...createEventRoutes(parts),
    ...createStreamRoutes(parts),
    ...createDownloadRoutes(parts),
    ...createPackageRoutes(parts),
    ...createEvidenceRoutes(parts),
    {
      id: 'getOpenApi',
      method: 'get',
      path: '/api/openapi.json',
      summary: 'This document',
      answer: {
        description: 'The OpenAPI document',
        contentType: 'application/json',
        schema: z.looseObject({ openapi: z.string() }),
      },
      errors: [],
      handle: (context) => context.json(document),
    },
  ];
  const document = renderOpenApi(routes, parts.version);
  return routes;
}
