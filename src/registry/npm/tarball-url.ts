import { isPrivateHost } from '../../core/ip-address.ts';
import { RegistryError } from '../errors.ts';

/** By name and port: another port of the registry's machine is another service. */
type IsRegistryHost = (hostname: string, port: string) => boolean;

/** Throws RegistryError `unsafe-url` for an address that a registry's reply must not send us to. */
export function verifyForeignUrl(url: URL, isRegistryHost: IsRegistryHost): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw unsafe(url, `its scheme is ${url.protocol}`);
  if (url.username !== '' || url.password !== '') throw unsafe(url, 'it carries a user name');
  if (isPrivateHost(url.hostname) && !isRegistryHost(url.hostname, url.port)) {
    throw unsafe(url, 'it leads to this machine or its network, and no registry is configured there');
  }
}

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
  verifyForeignUrl(url, request.isRegistryHost);
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

function unsafe(url: URL, problem: string): RegistryError {
  const shown = `${url.protocol}//${url.host}${url.pathname}`.slice(0, 200);
  return new RegistryError('unsafe-url', `Cannot visit "${shown}", which the registry names: ${problem}`, {
    hint: 'If the archives of your registry really lie there, set "replace-registry-host" to always, or "registry" to that host',
  });
}
