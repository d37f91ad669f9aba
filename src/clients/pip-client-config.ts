import { join } from 'node:path';

export interface PipClientConfig {
  /**
   * Addresses of simple indexes, the main one first; may hold a login. Empty when nothing names one and no client is
   * installed that knows its own default, or when pip is told to ask no index.
   */
  readonly indexUrls: readonly string[];
  /** PEM file of the authorities to trust beside Node's own; null when not set. */
  readonly certificatePath: string | null;
  readonly proxy: string | null;
  /** PEM file with the client's own certificate and key; null when not set. */
  readonly clientCertificatePath: string | null;
}

export interface PipClientPorts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly platform: NodeJS.Platform;
  /** Null when there is no such file. */
  readFile(path: string): Promise<string | null>;
  /** Standard output of a program that ended well; null when it is missing or fails. */
  run(command: string, parameters: readonly string[]): Promise<string | null>;
  /** From phalus's own configuration (`registries.pypi`); wins over the client's. Empty is not set. */
  readonly override: string;
}

type Settings = Map<string, string>;

/**
 * Where the user's pip takes packages from: environment, then pip's files by its own precedence (site over user over
 * global), then the installed client's word.
 */
export async function readPipClientConfig(ports: PipClientPorts): Promise<PipClientConfig> {
  const settings = await readSettings(ports);
  const isOff = /^(?:1|true|yes|on)$/i.test(settings.get('no-index') ?? '') && ports.override === '';
  return {
    indexUrls: isOff ? [] : await findIndexes(ports, settings),
    clientCertificatePath: settings.get('client-cert') ?? null,
    certificatePath: settings.get('cert') ?? null,
    proxy: settings.get('proxy') ?? null,
  };
}

async function findIndexes(ports: PipClientPorts, settings: Settings): Promise<string[]> {
  const main = ports.override || settings.get('index-url') || (await askClient(ports));
  const extra = splitList(settings.get('extra-index-url'));
  return [...new Set([...(main === null ? [] : [main]), ...extra])];
}

async function readSettings(ports: PipClientPorts): Promise<Settings> {
  const settings: Settings = new Map();
  for (const path of listFiles(ports)) {
    for (const [key, value] of parsePipFile((await ports.readFile(path)) ?? '')) settings.set(key, value);
  }
  for (const key of ['index-url', 'extra-index-url', 'no-index', 'cert', 'client-cert', 'proxy']) {
    const value = ports.environment[`PIP_${key.replaceAll('-', '_').toUpperCase()}`];
    if (value !== undefined && value !== '') settings.set(key, value);
  }
  return settings;
}

/** pip's configuration files, weakest first. */
function listFiles({ environment, homeDirectory, platform }: PipClientPorts): readonly string[] {
  const own = environment.PIP_CONFIG_FILE;
  // pip's own way to say "no files at all".
  if (own === '/dev/null' || own?.toLowerCase() === 'nul') return [];
  const virtual = environment.VIRTUAL_ENV;
  const name = platform === 'win32' ? 'pip.ini' : 'pip.conf';
  const site = virtual ? [join(virtual, name)] : [];
  return [...listSharedFiles({ environment, homeDirectory, platform }, name), ...site, ...(own ? [own] : [])];
}

function listSharedFiles(
  {
    environment,
    homeDirectory,
    platform,
  }: Pick<PipClientPorts, 'environment' | 'homeDirectory' | 'platform'>,
  name: string,
): readonly string[] {
  const legacy = join(homeDirectory, platform === 'win32' ? 'pip' : '.pip', name);
  const configHome = environment.XDG_CONFIG_HOME || join(homeDirectory, '.config');
  if (platform === 'win32') {
    const programs = environment.PROGRAMDATA || 'C:\\ProgramData';
    const roaming = environment.APPDATA || join(homeDirectory, 'AppData', 'Roaming');
    return [join(programs, 'pip', name), legacy, join(roaming, 'pip', name)];
  }
  if (platform === 'darwin') {
    const library = join('Library', 'Application Support', 'pip', name);
    return [join('/', library), legacy, join(configHome, 'pip', name), join(homeDirectory, library)];
  }
  const shared = (environment.XDG_CONFIG_DIRS || '/etc/xdg').split(':').reverse();
  const wide = shared.map((folder) => join(folder, 'pip', name));
  return [...wide, `/etc/${name}`, legacy, join(configHome, 'pip', name)];
}

/** The keys of `[global]`, overridden by those of `[install]` and `[download]`, as pip reads them for a download. */
export function parsePipFile(text: string): Settings {
  const sections = new Map<string, Settings>();
  let section: Settings | undefined;
  let key = '';
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
      section = new Map();
      sections.set(trimmed.slice(1, -1).trim().toLowerCase(), section);
      key = '';
      continue;
    }
    // An indented line goes on with the value before it: that is how pip lists several indexes.
    if (/^\s/.test(line) && key !== '') {
      section?.set(key, `${section.get(key)} ${trimmed}`.trim());
      continue;
    }
    const separator = trimmed.search(/[=:]/);
    if (separator === -1) continue;
    key = trimmed.slice(0, separator).trim().toLowerCase().replaceAll('_', '-');
    section?.set(key, trimmed.slice(separator + 1).trim());
  }
  return new Map(['global', 'install', 'download'].flatMap((name) => [...(sections.get(name) ?? [])]));
}

/** The installed client knows its own default; no address of a registry stands in our source. */
async function askClient(ports: PipClientPorts): Promise<string | null> {
  const pythons = ports.platform === 'win32' ? ['python', 'py'] : ['python3', 'python'];
  const standard = ['-c', 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)'];
  const questions: [string, readonly string[]][] = [
    ['pip', ['config', 'get', 'global.index-url']],
    ['pip3', ['config', 'get', 'global.index-url']],
    ...pythons.map((python): [string, readonly string[]] => [python, standard]),
  ];
  for (const [command, parameters] of questions) {
    const answer = (await ports.run(command, parameters))?.trim() ?? '';
    if (URL.canParse(answer)) return answer;
  }
  return null;
}

function splitList(text: string | undefined): readonly string[] {
  return (text ?? '').split(/\s+/).filter((part) => part !== '');
}
