import { dirname, join } from 'node:path';
import { parseNpmrc, type Variables } from './npmrc.ts';

export interface SettingsRequest {
  readonly environment: Variables;
  readonly homeDirectory: string;
  /** Where the user stands: the project's .npmrc is looked for from here upwards. */
  readonly workDirectory: string;
  /** The text of a file; null when it is not there or not readable. */
  readonly readFile: (path: string) => Promise<string | null>;
  /** Path of the running Node (`process.execPath`): npm's own files lie beside it. */
  readonly nodePath?: string;
}

export interface NpmSetting {
  readonly key: string;
  readonly value: string;
  /** A file, or the name of an environment variable. */
  readonly origin: string;
}

export interface NpmSettings {
  /** The setting that wins; null when there is none. */
  find(key: string): NpmSetting | null;
  /** All values of a list; empty when there is none. */
  values(key: string): readonly string[];
  /** Each key once, with the value that wins. */
  list(): readonly NpmSetting[];
}

interface Layer {
  readonly origin: string;
  readonly entries: ReadonlyMap<string, { values: readonly string[]; origin: string }>;
}

/** npm's settings as npm would merge them. */
export async function readNpmSettings(request: SettingsRequest): Promise<NpmSettings> {
  const environment = readEnvironmentLayer(request.environment);
  const project = await readProjectLayer(request);
  const userPath = findValue([environment], 'userconfig') ?? join(request.homeDirectory, '.npmrc');
  const user = await readFileLayer(request, userPath);
  const upper = [environment, ...(project.origin === userPath ? [] : [project]), user];
  // Where npm's own files lie is not for a project to say.
  const prefix =
    findValue([environment, user], 'prefix') ?? request.environment.PREFIX ?? prefixOfNode(request);
  const lower = await readPrefixLayers(request, {
    prefix,
    globalPath: findValue([environment, user], 'globalconfig'),
  });
  return mergeLayers([...upper, ...lower]);
}

async function readPrefixLayers(
  request: SettingsRequest,
  places: { prefix: string | null; globalPath: string | undefined },
): Promise<Layer[]> {
  const { prefix, globalPath } = places;
  const paths = globalPath === undefined ? [] : [globalPath];
  if (globalPath === undefined && prefix !== null) paths.push(join(prefix, 'etc', 'npmrc'));
  const own = prefixOfNode(request) ?? prefix;
  if (own !== null) paths.push(join(own, 'lib', 'node_modules', 'npm', 'npmrc'));
  return Promise.all(paths.map((path) => readFileLayer(request, expandHome(request, path))));
}

function prefixOfNode(request: SettingsRequest): string | null {
  return request.nodePath === undefined ? null : dirname(dirname(request.nodePath));
}

function readEnvironmentLayer(environment: Variables): Layer {
  const entries = new Map<string, { values: readonly string[]; origin: string }>();
  for (const [name, value] of Object.entries(environment)) {
    if (!/^npm_config_/i.test(name) || !value) continue;
    const bare = name.slice('npm_config_'.length);
    const key = bare.startsWith('//') ? bare : bare.replace(/(?!^)_/g, '-').toLowerCase();
    entries.set(key, { values: value.split('\n\n'), origin: name });
  }
  return { origin: 'the environment', entries };
}

/** The project is the nearest folder upwards with a package.json, by npm's rule; without one, where the user stands. */
async function readProjectLayer(request: SettingsRequest): Promise<Layer> {
  for (let folder = request.workDirectory; ; folder = dirname(folder)) {
    if ((await request.readFile(join(folder, 'package.json'))) !== null)
      return readFileLayer(request, join(folder, '.npmrc'));
    if (dirname(folder) === folder) return readFileLayer(request, join(request.workDirectory, '.npmrc'));
  }
}

async function readFileLayer(request: SettingsRequest, path: string): Promise<Layer> {
  const text = (await request.readFile(path)) ?? '';
  const parsed = parseNpmrc(text, request.environment);
  return { origin: path, entries: new Map(parsed.map(({ key, values }) => [key, { values, origin: path }])) };
}

function mergeLayers(layers: readonly Layer[]): NpmSettings {
  const merged = new Map<string, { values: readonly string[]; origin: string }>();
  for (const layer of layers.toReversed()) for (const [key, entry] of layer.entries) merged.set(key, entry);
  const read = (key: string): NpmSetting | null => {
    const entry = merged.get(key);
    const value = entry?.values.at(-1);
    return entry === undefined || value === undefined || value === ''
      ? null
      : { key, value, origin: entry.origin };
  };
  return {
    find: read,
    values: (key) => merged.get(key)?.values ?? [],
    list: () => [...merged.keys()].flatMap((key) => read(key) ?? []),
  };
}

function findValue(layers: readonly Layer[], key: string): string | undefined {
  for (const layer of layers) {
    const value = layer.entries.get(key)?.values.at(-1);
    if (value) return value;
  }
  return undefined;
}

function expandHome(request: SettingsRequest, path: string): string {
  return path.replace(/^~(?=\/)/, request.homeDirectory);
}
