import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Hono } from 'hono';
import { isPlainPath, readBytes } from '../output/index.ts';
import { ServerError } from './errors.ts';

/** Nothing inline, nothing of another site, no frame around it. */
const pageHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  json: 'application/json',
  map: 'application/json',
};

/** Paths that hold nothing of anybody: the page asks for the token itself. */
export function isPagePath(path: string): boolean {
  return path === '/' || /^\/assets\/[^/]+$/.test(path);
}

/** The built page: `/` and, as the build names them by their content, `/assets/NAME`. Its views are behind `#`. */
export function servePage(app: Hono, folder: string | null): void {
  app.get('/', async (context) => {
    const bytes = folder === null ? null : await readPageFile(folder, 'index.html');
    if (bytes === null) return context.text(notBuilt, 404);
    return answer(context, bytes, { type: types.html ?? '', cache: 'no-store' });
  });
  app.get('/assets/:name', async (context) => {
    const name = context.req.param('name');
    const type = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/.test(name)
      ? types[name.split('.').at(-1) ?? '']
      : null;
    const bytes = folder === null || !type ? null : await readPageFile(folder, `assets/${name}`);
    if (bytes === null || !type) {
      throw new ServerError('not-found', `The page has no file "${name.slice(0, 100)}"`);
    }
    return answer(context, bytes, { type, cache: 'public, max-age=31536000, immutable' });
  });
}

const notBuilt = [
  'The page of phalus was not built, so there is only its API below /api (GET /api/openapi.json describes it).',
  'In a clone, "npm run build" builds the page; then load this address again.',
  '',
].join('\n');

/** Null when there is no such file; a link is none. */
async function readPageFile(folder: string, path: string): Promise<Uint8Array | null> {
  const file = join(folder, path);
  if (!(await isPlainPath(folder, file))) return null;
  if ((await stat(file).catch(() => null))?.isFile() !== true) return null;
  return readBytes(file);
}

function answer(
  context: Context,
  bytes: Uint8Array,
  { type, cache }: { readonly type: string; readonly cache: string },
): Response {
  for (const [name, value] of Object.entries(pageHeaders)) context.header(name, value);
  context.header('content-type', type);
  context.header('cache-control', cache);
  return context.body(Uint8Array.from(bytes));
}
