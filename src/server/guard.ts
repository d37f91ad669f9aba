import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { ServerError } from './errors.ts';
import { isLoopbackHost } from './loopback.ts';
import { isPagePath } from './page.ts';

/**
 * Lets through what comes from this machine's user. A page of another site can make a browser send requests here: its
 * Origin tells it, and where it renamed this machine (DNS rebinding) the Host does. With a token, who shows it may come
 * by any name; the page's own files, which hold nothing, need no token. Throws ServerError `forbidden`, `unauthorized`.
 */
export function createGuard(token: string): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? '';
    const names = [readHostname(host), new URL(context.req.url).hostname];
    if (token === '' && !names.every(isLoopbackHost)) {
      throw new ServerError(
        'forbidden',
        `Cannot answer as "${host.slice(0, 100)}": it is no name of this machine`,
        {
          hint: 'Use the address that the server printed, or set web.token',
        },
      );
    }
    if (isForeign(context, host)) {
      throw new ServerError('forbidden', 'Cannot answer a page of another site', {
        hint: 'Call the API from its own address, or from a program',
      });
    }
    if (token !== '' && !isPagePath(context.req.path) && !isSame(readToken(context), token)) {
      throw new ServerError('unauthorized', 'Cannot answer without the access token', {
        hint: 'Send the header Authorization: Bearer TOKEN, or ?token=TOKEN where headers cannot be set',
      });
    }
    await next();
  };
}

function isForeign(context: Context, host: string): boolean {
  const origin = context.req.header('origin');
  if (origin !== undefined) return !URL.canParse(origin) || new URL(origin).host !== host.toLowerCase();
  const site = context.req.header('sec-fetch-site') ?? 'none';
  return site !== 'none' && site !== 'same-origin';
}

function readHostname(host: string): string {
  return URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).hostname : '';
}

function readToken(context: Context): string {
  const header = /^Bearer\s+(.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  return header ?? (isReading(context.req.method) ? context.req.query('token') : undefined) ?? '';
}

function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** In the same time for every wrong one. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
