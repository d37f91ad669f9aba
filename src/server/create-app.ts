import { Hono } from 'hono';
import type { ServerParts } from './types.ts';

/** The routes. Every error is the envelope `{"error": "..."}`. */
export function createApp({ version, readReadiness }: ServerParts): Hono {
  const app = new Hono();
  app.get('/api/health', async (context) => {
    const readiness = await readReadiness();
    const ready = Object.values(readiness).every((part) => part.ready);
    return context.json({ status: 'ok', version, ready, readiness });
  });
  app.notFound((context) =>
    context.json({ error: `There is no ${context.req.method} ${context.req.path}` }, 404),
  );
  app.onError((_, context) => context.json({ error: 'The server could not answer' }, 500));
  return app;
}
