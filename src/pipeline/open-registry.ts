import { readFile } from 'node:fs/promises';
import { askCargoIndex, askGoEnvironment } from '../clients/index.ts';
import { type Config, placesBelow } from '../config/index.ts';
import { askNpm, askProgram, type Ecosystem } from '../core/index.ts';
import {
  createCratesRegistry,
  createDiskCache,
  createGoRegistry,
  createHttp,
  createNpmRegistry,
  createPypiRegistry,
  type Registry,
  type RegistryHttp,
  readCratesClient,
  readGoClient,
  readNpmClientConfig,
  readPypiClient,
} from '../registry/index.ts';

export interface RegistryPorts {
  readonly config: Config;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly workDirectory: string;
  say(text: string): void;
}

export interface OpenedRegistry {
  readonly registry: Registry;
  readonly http: RegistryHttp;
}

const openers: Readonly<Record<Ecosystem, (ports: RegistryPorts) => Promise<OpenedRegistry>>> = {
  npm: openNpm,
  pypi: openPypi,
  crates: openCrates,
  go: openGo,
};

/** The registry of an ecosystem, as the user's own client is configured. Throws RegistryError for a configuration that is wrong. */
export function openRegistry(ecosystem: Ecosystem, ports: RegistryPorts): Promise<OpenedRegistry> {
  return openers[ecosystem](ports);
}

async function openNpm(ports: RegistryPorts): Promise<OpenedRegistry> {
  const { config, environment, homeDirectory, workDirectory } = ports;
  const client = await readNpmClientConfig({
    environment,
    homeDirectory,
    workDirectory,
    readFile: readText,
    nodePath: process.execPath,
    runNpm: askNpm,
    override: config.registries.npm,
  });
  for (const warning of client.warnings) ports.say(warning);
  const http = createHttp({ client });
  const registry = createNpmRegistry({ ...shared(ports, http), client, nodeVersion: process.versions.node });
  return { registry, http };
}

async function openPypi(ports: RegistryPorts): Promise<OpenedRegistry> {
  const { config, environment, homeDirectory } = ports;
  const client = await readPypiClient({
    environment,
    homeDirectory,
    platform: process.platform,
    readFile: readText,
    run: askProgram,
    override: config.registries.pypi,
  });
  const http = createHttp({ client, siblingHosts: client.hosts });
  const pythonVersion = await askPythonVersion();
  return { registry: createPypiRegistry({ ...shared(ports, http), client, pythonVersion }), http };
}

async function openCrates(ports: RegistryPorts): Promise<OpenedRegistry> {
  const { config, environment, homeDirectory, workDirectory } = ports;
  const client = await readCratesClient({
    environment,
    homeDirectory,
    workDirectory,
    readFile: readText,
    askCargo: () => askCargoIndex(environment),
    override: config.registries.crates,
  });
  const http = createHttp({ client, siblingHosts: client.hosts });
  return { registry: createCratesRegistry({ ...shared(ports, http), client }), http };
}

async function openGo(ports: RegistryPorts): Promise<OpenedRegistry> {
  const { config, environment, homeDirectory } = ports;
  const client = await readGoClient({
    environment,
    homeDirectory,
    platform: process.platform,
    readFile: readText,
    askGo: (names) => askGoEnvironment(names, { environment, folder: homeDirectory }),
    override: config.registries.go,
  });
  const http = createHttp({ client, siblingHosts: client.hosts });
  return { registry: createGoRegistry({ ...shared(ports, http), client }), http };
}

function shared({ config, homeDirectory }: RegistryPorts, http: RegistryHttp) {
  const cacheBytes = config.registries.cache_mb * 1024 * 1024;
  const folder = placesBelow(homeDirectory).registryCache;
  const now = () => new Date();
  return {
    cache: cacheBytes === 0 ? null : createDiskCache({ folder, limitBytes: cacheBytes, now }),
    fetch: http.fetch,
    packageSizeLimitBytes: Math.round(config.limits.package_size_mb * 1024 * 1024),
    now,
  };
}

function readText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

/** Undefined without a Python: then the newest version of a package is as good as any. */
async function askPythonVersion(): Promise<string | undefined> {
  const program = process.platform === 'win32' ? 'python' : 'python3';
  const question = 'import platform; print(platform.python_version())';
  return (await askProgram(program, ['-c', question]))?.trim() || undefined;
}
