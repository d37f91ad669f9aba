import { dirname, join, resolve } from 'node:path';
import { parse } from 'smol-toml';
import { RegistryError } from '../errors.ts';

export interface CargoPorts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  /** Where the user stands: Cargo looks for its files from here upwards. */
  readonly workDirectory: string;
  /** The text of a file; null when it is not there or not readable. */
  readonly readFile: (path: string) => Promise<string | null>;
}

export interface CargoSetting {
  readonly value: string;
  /** The file or variable. */
  readonly origin: string;
}

/** Cargo's configuration: the nearest file wins, and a variable wins over all files. */
export interface CargoSettings {
  find(keys: readonly string[]): CargoSetting | null;
  /** As `find`, in Cargo's file of credentials. */
  findSecret(keys: readonly string[]): string | null;
  /** As `find`, for the path of a file, relative to the folder that holds the `.cargo` folder. */
  findPath(keys: readonly string[]): { readonly path: string; readonly setting: string } | null;
  /** True when the table is there, whatever it holds. */
  has(keys: readonly string[]): boolean;
}

interface Layer {
  readonly path: string;
  readonly table: unknown;
}

const largestFile = 1024 * 1024;

/** Reads Cargo's files. Throws RegistryError `bad-configuration` for one that is no TOML. */
export async function readCargoSettings(ports: CargoPorts): Promise<CargoSettings> {
  const home = ports.environment.CARGO_HOME || join(ports.homeDirectory, '.cargo');
  const folders = [...listParents(ports.workDirectory).map((folder) => join(folder, '.cargo')), home];
  const layers: Layer[] = [];
  for (const folder of new Set(folders)) layers.push(...(await readLayer(ports, folder, 'config')));
  const secrets = await readLayer(ports, home, 'credentials');
  const find = (keys: readonly string[]): (CargoSetting & { file: string | null }) | null => {
    const variable = `CARGO_${keys.join('_').toUpperCase().replaceAll(/[-.]/g, '_')}`;
    const value = ports.environment[variable];
    if (value) return { value, origin: variable, file: null };
    for (const { path, table } of layers) {
      const found = look(table, keys);
      if (typeof found === 'string' && found !== '') return { value: found, origin: path, file: path };
    }
    return null;
  };
  return {
    find,
    findSecret: (keys) => {
      const found = secrets.map(({ table }) => look(table, keys)).find((value) => typeof value === 'string');
      return typeof found === 'string' && found !== '' ? found : null;
    },
    findPath: (keys) => {
      const found = find(keys);
      if (found === null) return null;
      const base = found.file === null ? ports.workDirectory : dirname(dirname(found.file));
      return { path: resolve(base, found.value), setting: `"${keys.join('.')}" in ${found.origin}` };
    },
    has: (keys) => layers.some(({ table }) => look(table, keys) !== undefined),
  };
}

/** The file with or without its ending; the old name without one wins, as for Cargo. */
async function readLayer(ports: CargoPorts, folder: string, name: string): Promise<Layer[]> {
  for (const path of [join(folder, name), join(folder, `${name}.toml`)]) {
    const text = await ports.readFile(path);
    if (text === null) continue;
    try {
      if (text.length > largestFile) throw new Error(`it is larger than ${largestFile} bytes`);
      return [{ path, table: parse(text) }];
    } catch (cause) {
      throw new RegistryError(
        'bad-configuration',
        `Cannot read Cargo's configuration "${path}": it is no TOML`,
        {
          cause,
          hint: 'Mend the file',
        },
      );
    }
  }
  return [];
}

function listParents(start: string): string[] {
  const folders = [start];
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder))
    folders.push(dirname(folder));
  return folders;
}

function look(table: unknown, keys: readonly string[]): unknown {
  let value = table;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
