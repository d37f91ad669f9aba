import { type Context, Hono } from 'hono';
import { PhalusError } from '../core/index.ts';
import { ServerError } from './errors.ts';
import { createGuard } from './guard.ts';
import { hidePath } from './hide-path.ts';
import { servePage } from './page.ts';
import type { Route } from './route.ts';
import { createRoutes } from './routes/index.ts';
import { statusOfError } from './status.ts';
import type { ServerParts } from './types.ts';

/** For the page and for what a browser is made to show of the API. */
const commonHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** The routes behind their guard. Every error is the envelope `{"error": "...", "code": "..."}`. */
export function createApp(parts: ServerParts): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(commonHeaders)) context.header(name, value);
    if (!context.res.headers.has('content-security-policy')) {
      context.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    }
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  });
  app.use(createGuard(parts.token));
  const routes = createRoutes(parts);
  servePage(app, parts.pageFolder ?? null);
  for (const route of routes) app.on(route.method.toUpperCase(), toPattern(route.path), route.handle);
  for (const path of ['/', '/assets/:name']) app.all(path, refuseMethod('GET, HEAD'));
  for (const [path, allowed] of listAllowed(routes)) app.all(toPattern(path), refuseMethod(allowed));
  app.notFound((context) =>
    answerError(
      context,
      new ServerError('not-found', `There is no ${context.req.method} ${context.req.path.slice(0, 200)}`),
    ),
  );
  app.onError((error, context) => {
    if (statusOfError(error) === 500) parts.onFailure?.(error);
    return answerError(context, error, parts.jobs.outputDirectory);
  });
  return app;
}

/** A package's name may hold slashes. */
function toPattern(path: string): string {
  return path.replace('{name}', ':name{.+}').replace('{id}', ':id');
}

function listAllowed(routes: readonly Route[]): ReadonlyMap<string, string> {
  const allowed = new Map<string, string>();
  for (const { path, method } of routes) {
    const methods = method === 'get' ? 'GET, HEAD' : method.toUpperCase();
    allowed.set(path, [allowed.get(path), methods].filter((each) => each !== undefined).join(', '));
  }
  return allowed;
}

function refuseMethod(allowed: string) {
  return (context: Context) => {
    context.header('allow', allowed);
    const { method, path } = context.req;
    return answerError(
      context,
      new ServerError(
        'method-not-allowed',
        `Cannot answer ${method} ${path.slice(0, 200)}: it has ${allowed}`,
      ),
    );
  };
}

/** What is not ours tells nothing: its words may hold paths and secrets. */
function answerError(context: Context, error: unknown, outputDirectory = ''): Response {
  const status = statusOfError(error);
  if (status === 401) context.header('www-authenticate', 'Bearer');
  if (!(error instanceof PhalusError)) {
    return context.json({ error: 'The server could not answer', code: 'internal' }, status);
  }
  const { message, code, hint } = error;
  const text = hidePath(message, outputDirectory);
  return context.json({ error: text, code, ...(hint !== undefined && { hint }) }, status);
}
