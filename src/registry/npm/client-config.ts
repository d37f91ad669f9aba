import { RegistryError } from '../errors.ts';
import type { ClientConnection } from '../http.ts';
import {
  findHostSettings,
  type HostSettings,
  parseHostKey,
  renderAuthorization,
  renderPlace,
} from './credentials.ts';
import { type NpmSetting, type NpmSettings, readNpmSettings, type SettingsRequest } from './settings.ts';

export interface NpmClientRequest extends SettingsRequest {
  /** Runs the installed npm with these arguments and gives its standard output; asked at most once, and only if needed. */
  readonly runNpm?: (parameters: readonly string[]) => Promise<string>;
  /** Address of the registry from phalus's own configuration; wins over npm's, scopes keep theirs. */
  readonly override?: string;
}

export interface RegistryAddress {
  /** Ends with `/`, holds no credentials. */
  readonly url: URL;
  /** Where the address was found, for people. */
  readonly origin: string;
}

/** The user's own npm configuration, as far as reading packages needs it. */
export interface NpmClientConfig {
  /** The registry of a package, by its scope. Throws RegistryError `no-address` or `bad-configuration`. */
  findRegistry(packageName: string): Promise<RegistryAddress>;
  /** The Authorization header for a URL, by npm's rule of host and path; null when none is meant for it. */
  authorizationFor(url: URL): string | null;
  /**
   * True for the host of a registry that this configuration names (known ones: npm is not asked); with a port as `URL`
   * spells it, only for a registry there.
   */
  isRegistryHost(hostname: string, port?: string): boolean;
  /** `npmjs`, `always`, `never` or a host name. */
  readonly replaceRegistryHost: string;
  readonly connection: ClientConnection;
  /** Every setting in use with where it comes from; secrets are replaced. */
  readonly settings: readonly NpmSetting[];
  /** What was found and not obeyed, for people. */
  readonly warnings: readonly string[];
}

/** Reads npm's configuration: environment, then .npmrc of project, user, global and npm itself, each over the next. */
export async function readNpmClientConfig(request: NpmClientRequest): Promise<NpmClientConfig> {
  const settings = await readNpmSettings(request);
  const hosts = gatherHosts(settings);
  const known = new Map<string, RegistryAddress>();
  const remember = (address: RegistryAddress): RegistryAddress => {
    known.set(address.url.host, address);
    return address;
  };
  for (const { key, value, origin } of settings.list()) {
    if (key === 'registry' || key.endsWith(':registry')) addCredentialsOfUrl(hosts, value);
    const url = key === 'registry' || key.endsWith(':registry') ? tryParseAddress(value) : null;
    if (url !== null) remember({ url, origin });
  }
  if (request.override) addCredentialsOfUrl(hosts, request.override);
  let asked: Promise<RegistryAddress> | undefined;
  const findDefault = async (): Promise<RegistryAddress> => {
    if (request.override) return remember(parseAddress(request.override, 'the setting registries.npm'));
    const setting = settings.find('registry');
    if (setting !== null) return remember(parseAddress(setting.value, setting.origin));
    asked ??= askNpm(request.runNpm);
    return remember(await asked);
  };
  return {
    async findRegistry(packageName) {
      const scope = /^(@[^/]+)\//.exec(packageName)?.[1];
      const scoped = scope === undefined ? null : settings.find(`${scope}:registry`);
      return scoped === null ? findDefault() : remember(parseAddress(scoped.value, scoped.origin));
    },
    authorizationFor: (url) => {
      // In clear text only where the user's own registry is spoken to in clear text.
      const isClear = url.protocol !== 'https:' && known.get(url.host)?.url.protocol !== url.protocol;
      const found = isClear
        ? null
        : findHostSettings(url, hosts, (entry) => renderAuthorization(entry) !== null);
      return found === null ? null : renderAuthorization(found);
    },
    isRegistryHost: (hostname, port) =>
      [...known.values()].some(
        ({ url }) => url.hostname === hostname && (port === undefined || url.port === port),
      ),
    replaceRegistryHost: settings.find('replace-registry-host')?.value ?? 'npmjs',
    connection: await readConnection(request, settings, hosts),
    settings: settings.list().map(redact),
    warnings: settings.list().flatMap(warnOf),
  };
}

async function askNpm(runNpm: NpmClientRequest['runNpm']): Promise<RegistryAddress> {
  const hint =
    'Set "registry" in your .npmrc, or registries.npm in phalus\'s configuration (PHALUS_REGISTRIES__NPM)';
  if (runNpm === undefined) {
    throw new RegistryError(
      'no-address',
      'Cannot find the npm registry: no .npmrc and no variable names one',
      { hint },
    );
  }
  try {
    return parseAddress((await runNpm(['config', 'get', 'registry'])).trim(), 'npm config get registry');
  } catch (error) {
    const message =
      'Cannot find the npm registry: no .npmrc and no variable names one, and npm itself gave none';
    throw new RegistryError('no-address', message, { cause: error, hint });
  }
}

function parseAddress(text: string, origin: string): RegistryAddress {
  const url = tryParseAddress(text);
  if (url !== null) return { url, origin };
  const shown = text.replace(/\/\/[^/@]*@/, '//***@').slice(0, 200);
  throw new RegistryError(
    'bad-configuration',
    `Cannot use the npm registry "${shown}" of ${origin}: expected an address that starts with https:// or http://`,
    { hint: 'Mend the setting "registry" there' },
  );
}

function tryParseAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function gatherHosts(settings: NpmSettings): Map<string, HostSettings> {
  const hosts = new Map<string, HostSettings>();
  for (const { key, value } of settings.list().toReversed()) {
    const parsed = parseHostKey(key);
    if (parsed !== null) hosts.set(parsed.place, { ...hosts.get(parsed.place), [parsed.property]: value });
  }
  return hosts;
}

function addCredentialsOfUrl(hosts: Map<string, HostSettings>, address: string): void {
  const place = renderPlace(address);
  if (place === null || !URL.canParse(address)) return;
  const { username, password } = new URL(address);
  if (username === '' || hosts.has(place)) return;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  hosts.set(place, { basic: Buffer.from(pair, 'utf8').toString('base64') });
}

async function readConnection(
  request: NpmClientRequest,
  settings: NpmSettings,
  hosts: ReadonlyMap<string, HostSettings>,
): Promise<ClientConnection> {
  const variable = (...names: string[]) =>
    names.map((name) => request.environment[name]).find((value) => value) ?? '';
  const setting = (key: string) => {
    const value = settings.find(key)?.value ?? '';
    return value === 'null' || value === 'false' ? '' : value;
  };
  const proxy =
    setting('proxy') || setting('http-proxy') || variable('http_proxy', 'HTTP_PROXY', 'proxy', 'PROXY');
  const secureProxy = setting('https-proxy') || variable('https_proxy', 'HTTPS_PROXY');
  const authorities = await readAuthorities(request, settings);
  return {
    httpProxy: proxy,
    httpsProxy: secureProxy || proxy,
    noProxy: (settings.values('noproxy').join(',') || variable('no_proxy', 'NO_PROXY')).trim(),
    certificateAuthorities: authorities,
    strictTls: settings.find('strict-ssl')?.value !== 'false',
    clientCertificates: await readClientCertificates(request, hosts),
  };
}

async function readAuthorities(request: NpmClientRequest, settings: NpmSettings): Promise<string[]> {
  const inline = settings
    .values('ca')
    .filter((value) => value !== '' && value !== 'null')
    .map(unfoldPem);
  const file = settings.find('cafile')?.value;
  const fromFile =
    file && file !== 'null' ? [await readNamedFile(request, { path: file, setting: 'cafile' })] : [];
  const own = [...inline, ...fromFile];
  const extra = request.environment.NODE_EXTRA_CA_CERTS;
  if (own.length === 0 || !extra) return own;
  // A list of our own replaces what Node adds by itself, so the extra ones must be named again; a file that is
  // not there is a warning in Node and no failure.
  const added = await request.readFile(extra);
  return added === null ? own : [...own, added];
}

async function readClientCertificates(
  request: NpmClientRequest,
  hosts: ReadonlyMap<string, HostSettings>,
): Promise<Map<string, { certificate: string; key: string }>> {
  const certificates = new Map<string, { certificate: string; key: string }>();
  for (const [place, { certificateFile, keyFile }] of hosts) {
    if (!certificateFile || !keyFile) continue;
    const certificate = await readNamedFile(request, { path: certificateFile, setting: `${place}:certfile` });
    certificates.set(place, {
      certificate,
      key: await readNamedFile(request, { path: keyFile, setting: `${place}:keyfile` }),
    });
  }
  return certificates;
}

async function readNamedFile(
  request: NpmClientRequest,
  named: { path: string; setting: string },
): Promise<string> {
  const path = named.path.replace(/^~(?=\/)/, request.homeDirectory);
  const text = await request.readFile(path);
  if (text !== null) return text;
  throw new RegistryError(
    'bad-configuration',
    `Cannot read the file "${path}" that npm's setting ${named.setting} names: it is not there or not readable`,
    { hint: 'Mend the setting in your .npmrc, or remove it' },
  );
}

// An .npmrc holds a certificate in one line, with \n written out.
function unfoldPem(text: string): string {
  return text.replaceAll('\\n', '\n');
}

function redact(setting: NpmSetting): NpmSetting {
  const isSecret =
    /(?:^|:)(?:_auth|_authToken|_password|key|otp)$/i.test(setting.key) ||
    /auth|password|token/i.test(setting.key);
  const value = isSecret ? '***' : setting.value.replace(/\/\/[^/@]*@/, '//***@');
  return { ...setting, value };
}

function warnOf({ key, origin }: NpmSetting): string[] {
  if (!['_auth', '_authToken', '_password', 'username', 'cert', 'key'].includes(key)) return [];
  return [`"${key}" in ${origin} is bound to no registry and is not used: write //host/path/:${key}`];
}
