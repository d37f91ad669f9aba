import type { Route } from '../route.ts';
import { Health } from '../schema.ts';
import type { ServerParts } from '../types.ts';

export function createHealthRoutes({ version, readReadiness }: ServerParts): readonly Route[] {
  return [
    {
      id: 'getHealth',
      method: 'get',
      path: '/api/health',
      summary: 'Server health check',
      answer: { description: 'The server runs', contentType: 'application/json', schema: Health },
      errors: [],
      async handle(context) {
        const readiness = await readReadiness();
        const ready = Object.values(readiness).every((part) => part.ready);
        return context.json({ status: 'ok', version, ready, readiness });
      },
    },
  ];
}
