import { createRegistryClient, parseClientAddress, type RegistryClient, readConnection } from '../client.ts';
import { RegistryError } from '../errors.ts';
import { type CargoPorts, type CargoSettings, readCargoSettings } from './cargo-settings.ts';

export interface CratesClientPorts extends CargoPorts {
  /** The index that the installed Cargo uses by itself; null when there is none. Asked only when nothing is configured. */
  readonly askCargo: () => Promise<string | null>;
  /** From phalus's own configuration (`registries.crates`); wins over Cargo's. Empty is not set. */
  readonly override: string;
}

/** The user's own Cargo, as far as reading crates needs it. */
export interface CratesClient extends RegistryClient {
  /** Address of the sparse index; null when none is known. */
  readonly index: URL | null;
  /** From now on the token is sent; for registries that want it, as Cargo does. False when there is none. */
  useToken(): boolean;
}

interface FoundIndex {
  readonly address: string;
  readonly origin: string;
  /** The key below `registries`, whose token is meant for it; null for an address of no name. */
  readonly name: string | null;
}

/** The source that stands for the public registry, and the longest chain of replacements that is followed. */
const publicSource = 'crates-io';
const mostReplacements = 8;

/** Reads Cargo's configuration. Throws RegistryError `bad-configuration`. */
export async function readCratesClient(ports: CratesClientPorts): Promise<CratesClient> {
  const settings = await readCargoSettings(ports);
  const found = await findIndex(ports, settings);
  const addresses = found === null ? [] : [parseClientAddress(found.address, found.origin)];
  const connection = await readConnection({
    environment: ports.environment,
    readFile: ports.readFile,
    proxy: settings.find(['http', 'proxy'])?.value ?? null,
    authorities: settings.findPath(['http', 'cainfo']),
    authorityVariables: ['SSL_CERT_FILE'],
  });
  const client = createRegistryClient({ addresses, netrc: new Map(), connection });
  const token = found === null || found.name === null ? null : findToken(settings, found.name);
  const index = addresses[0]?.url ?? null;
  let isTokenUsed = false;
  return {
    ...client,
    index,
    authorizationFor: (url) =>
      isTokenUsed && token !== null && url.origin === index?.origin ? token : client.authorizationFor(url),
    useToken: () => {
      isTokenUsed = token !== null;
      return isTokenUsed;
    },
  };
}

async function findIndex(ports: CratesClientPorts, settings: CargoSettings): Promise<FoundIndex | null> {
  if (ports.override !== '')
    return { address: stripScheme(ports.override), origin: 'the setting registries.crates', name: null };
  const source = followReplacements(settings);
  const named =
    settings.find(['source', source, 'registry']) ?? settings.find(['registries', source, 'index']);
  if (named !== null) return { address: readIndex(named), origin: named.origin, name: source };
  if (source !== publicSource) throw describeUnusable(source, settings);
  const asked = await ports.askCargo();
  return asked === null ? null : { address: asked, origin: 'Cargo itself', name: null };
}

function followReplacements(settings: CargoSettings): string {
  let source = publicSource;
  for (let count = 0; count < mostReplacements; count += 1) {
    const next = settings.find(['source', source, 'replace-with']);
    if (next === null) return source;
    source = next.value;
  }
  throw new RegistryError(
    'bad-configuration',
    `Cannot find the crate registry: "replace-with" of Cargo's sources leads round in a circle at "${source}"`,
    { hint: 'Mend the [source] tables of Cargo, or set registries.crates' },
  );
}

function readIndex({ value, origin }: { value: string; origin: string }): string {
  if (value.startsWith('sparse+')) return stripScheme(value);
  throw new RegistryError(
    'bad-configuration',
    `Cannot read the crate registry "${value.replace(/\/\/[^/@]*@/, '//***@').slice(0, 200)}" of ${origin}: it is a Git index, and phalus reads sparse ones`,
    { hint: 'Set registries.crates to the address of its sparse index (sparse+https://...)' },
  );
}

function stripScheme(address: string): string {
  return address.replace(/^sparse\+/, '');
}

function describeUnusable(source: string, settings: CargoSettings): RegistryError {
  const isLocal = ['directory', 'local-registry', 'git'].some((key) => settings.has(['source', source, key]));
  const problem = isLocal ? 'is no registry on the network' : 'has no address';
  return new RegistryError(
    'bad-configuration',
    `Cannot find the crate registry: Cargo's source "${source}" ${problem}`,
    { hint: 'Set registries.crates to the address of a sparse index' },
  );
}

function findToken(settings: CargoSettings, name: string): string | null {
  const keys = ['registries', name, 'token'];
  return settings.findSecret(keys) ?? settings.find(keys)?.value ?? null;
}
