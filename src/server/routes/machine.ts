import { Machine } from '../machine-schema.ts';
import { createMachineReader } from '../read-machine.ts';
import type { Route } from '../route.ts';
import type { ServerParts } from '../types.ts';

export function createMachineRoutes({ jobs, version }: ServerParts): readonly Route[] {
  const readMachine = createMachineReader({ jobs, version });
  return [
    {
      id: 'getMachine',
      method: 'get',
      path: '/api/machine',
      summary: 'What this server can do on this machine',
      answer: {
        description: 'Isolation as it was tried, languages, licences, models, defaults',
        contentType: 'application/json',
        schema: Machine,
        name: 'Machine',
      },
      errors: [],
      handle: async (context) => context.json(await readMachine()),
    },
  ];
}
