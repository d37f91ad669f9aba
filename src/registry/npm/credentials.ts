/** Settings that npm binds to a host and path: `//host/path/:_authToken` and the like, by `//host/path/`. */
export interface HostSettings {
  readonly token?: string;
  /** `user:password` in base64. */
  readonly basic?: string;
  readonly username?: string;
  /** In base64, as npm keeps it. */
  readonly password?: string;
  readonly certificateFile?: string;
  readonly keyFile?: string;
}

const properties: Readonly<Record<string, keyof HostSettings>> = {
  _authToken: 'token',
  _auth: 'basic',
  username: 'username',
  _password: 'password',
  certfile: 'certificateFile',
  keyfile: 'keyFile',
};

/** Reads a key such as `//host/path/:_authToken`; null for a key that is bound to no host. */
export function parseHostKey(key: string): { place: string; property: keyof HostSettings } | null {
  const match = /^(\/\/[^\s?#]+):([A-Za-z_]+)$/.exec(key);
  const property = properties[match?.[2] ?? ''];
  if (match === null || property === undefined) return null;
  const place = renderPlace(`https:${match[1]}`);
  return place === null ? null : { place, property };
}

/** `//host:port/path/` of an address. The port is kept as written, so that another port never gets the token. */
export function renderPlace(address: string): string | null {
  const match = /^https?:\/\/(?:[^/@]*@)?([^/?#]+)([^?#]*)/i.exec(address);
  if (match === null) return null;
  const path = (match[2] ?? '').replace(/\/*$/, '/');
  return `//${(match[1] ?? '').toLowerCase()}${path}`;
}

/** The settings of the longest place that covers the URL, walking up its path as npm does. */
export function findHostSettings<T>(
  url: URL,
  byPlace: ReadonlyMap<string, T>,
  isUseful: (settings: T) => boolean,
): T | null {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  for (let length = segments.length; length >= 0; length -= 1) {
    const path = segments.slice(0, length).map((segment) => `${segment}/`);
    const settings = byPlace.get(`//${url.host.toLowerCase()}/${path.join('')}`);
    if (settings !== undefined && isUseful(settings)) return settings;
  }
  return null;
}

/** The Authorization header that the settings make; null when they hold no complete credentials. */
export function renderAuthorization(settings: HostSettings): string | null {
  if (settings.token) return `Bearer ${settings.token}`;
  if (settings.basic) return `Basic ${settings.basic}`;
  if (!settings.username || !settings.password) return null;
  const password = Buffer.from(settings.password, 'base64').toString('utf8');
  return `Basic ${Buffer.from(`${settings.username}:${password}`, 'utf8').toString('base64')}`;
}
