import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { eventType, isPlain } from '../jobs/events.ts';
import type { Job } from '../jobs/job.ts';
import { isOver } from '../jobs/record.ts';
import type { Route } from '../route.ts';
import { SentEvent } from '../schema.ts';
import type { ServerParts } from '../types.ts';
import { JobParameters, readId } from './jobs.ts';

const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
};
/** How long a client that was cut off waits before it asks again. */
const retryMs = 2000;

export function createStreamRoutes({
  jobs,
  keepAliveMs = 15_000,
  onFailure = () => {},
}: ServerParts): readonly Route[] {
  return [
    {
      id: 'streamJob',
      method: 'get',
      path: '/api/jobs/{id}/stream',
      summary: 'Stream real-time job progress via SSE',
      parameters: JobParameters,
      answer: {
        description:
          'Every event of the job so far and those to come, each a data line with a StreamEvent; closes after JobDone',
        contentType: 'text/event-stream',
        schema: SentEvent,
      },
      errors: [404],
      handle(context) {
        const job = jobs.find(readId(context));
        const after = readLastEventId(context, job);
        for (const [name, value] of Object.entries(headers)) context.header(name, value);
        if (context.req.method === 'HEAD') return context.body(null);
        // The one answer that tells an EventSource not to come again: it has everything, and no more will come.
        if (isOver(job.record.status) && !job.isLive && after > 0 && after >= job.events.lastId) {
          return new Response(null, { status: 204 });
        }
        return sendEvents(context, { job, after, keepAliveMs, onFailure });
      },
    },
  ];
}

function sendEvents(
  context: Context,
  options: { readonly job: Job; readonly after: number } & Required<
    Pick<ServerParts, 'keepAliveMs' | 'onFailure'>
  >,
): Response {
  const { job, after, keepAliveMs, onFailure } = options;
  const response = streamSSE(context, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    const timer = setInterval(() => void stream.write(': keep-alive\n\n'), keepAliveMs);
    try {
      await stream.write(`retry: ${retryMs}\n\n`);
      for await (const { id, event } of job.events.follow(after, gone.signal)) {
        await stream.writeSSE({
          id: String(id),
          ...(isPlain(event) ? {} : { event: eventType(event) }),
          data: JSON.stringify(event),
        });
      }
    } catch (error) {
      onFailure(error);
    } finally {
      clearInterval(timer);
    }
  });
  // How the bytes travel is for the connection to say: HTTP/1.0 has no chunks and ends with the answer.
  for (const name of ['transfer-encoding', 'connection']) response.headers.delete(name);
  return response;
}

/** 0 for what is no number, and for one that no event had: whoever sends it has seen nothing of this job. */
function readLastEventId(context: Context, job: Job): number {
  const text = context.req.header('last-event-id') ?? '';
  const id = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  return id > job.events.lastId ? 0 : id;
}
