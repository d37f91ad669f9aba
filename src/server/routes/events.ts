import { type Route, readQuery } from '../route.ts';
import { EventPage, EventsQuery, mostEvents } from '../schema.ts';
import type { ServerParts } from '../types.ts';
import { JobParameters, readId } from './jobs.ts';

const usualEvents = 1000;

export function createEventRoutes({ jobs }: ServerParts): readonly Route[] {
  return [
    {
      id: 'listEvents',
      method: 'get',
      path: '/api/jobs/{id}/events',
      summary: 'Stored events of a job; the stream goes on with Last-Event-ID',
      parameters: JobParameters,
      query: EventsQuery,
      answer: {
        description: 'Events in the order of their numbers',
        contentType: 'application/json',
        schema: EventPage,
        name: 'EventPage',
      },
      errors: [400, 404],
      async handle(context) {
        const { after = '0', limit = String(usualEvents) } = readQuery(context, EventsQuery);
        const { events: log, isLive } = jobs.find(readId(context));
        const most = Math.min(Number(limit), mostEvents);
        const { events, isAtEnd } = await log.readPage(Number(after), most);
        const next = isAtEnd ? null : (events.at(-1)?.id ?? Number(after));
        return context.json({ events, last_id: log.lastId, next, live: isLive } satisfies EventPage);
      },
    },
  ];
}
