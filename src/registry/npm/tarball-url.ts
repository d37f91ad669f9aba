import { RegistryError } from '../errors.ts';
import { type IsRegistryHost, verifyForeignUrl } from '../foreign-url.ts';

/** What the user can do about an archive that lies where no registry is configured. */
export const foreignHostHint =
  'If the archives of your registry really lie there, set "replace-registry-host" to always, or "registry" to that host';

/**
 * The address to fetch an archive from. As npm does, the host of the public registry, which replies name even behind
 * a mirror, is replaced by the configured registry: `replaceRegistryHost` is `npmjs`, `always`, `never` or a host.
 */
export function resolveTarballUrl(request: {
  tarball: string;
  registry: URL;
  replaceRegistryHost: string;
  isRegistryHost: IsRegistryHost;
}): URL {
  const { tarball, registry, replaceRegistryHost } = request;
  if (!URL.canParse(tarball)) {
    throw new RegistryError(
      'bad-response',
      `Cannot use the archive address "${tarball.slice(0, 200)}": it is no URL`,
      {
        hint: 'Ask the people who run the registry',
      },
    );
  }
  const url = new URL(tarball);
  verifyForeignUrl(url, request.isRegistryHost, foreignHostHint);
  const isReplaced = url.host !== registry.host && matchesReplaced(url.hostname, replaceRegistryHost);
  if (isReplaced) {
    url.protocol = registry.protocol;
    url.host = registry.host;
    url.port = registry.port;
    if (!url.pathname.startsWith(registry.pathname)) url.pathname = registry.pathname + url.pathname.slice(1);
  }
  // Old replies say http where the same host is configured with https.
  if (url.hostname === registry.hostname && registry.protocol === 'https:' && url.port === '')
    url.protocol = 'https:';
  return url;
}

// The setting's default is a word for the public registry. Its host is the one with that word among its labels, and
// a stranger's host that has it too is only replaced by the registry which the user chose.
function matchesReplaced(hostname: string, setting: string): boolean {
  if (setting === 'never') return false;
  if (setting === 'always' || setting === hostname) return true;
  return setting === 'npmjs' && hostname.split('.').includes(setting);
}
