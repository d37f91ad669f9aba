import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { ModelError } from '../errors.ts';
import { type CatalogueEntry, defaultModelName, models } from './models.ts';

export interface FoundModel {
  readonly name: string;
  /** Where the file is, or would be once it is pulled. */
  readonly path: string;
  readonly installed: boolean;
  /** Null for a file that is not of the catalogue. */
  readonly entry: CatalogueEntry | null;
  readonly contextTokens: number | null;
}

/**
 * The model of a name of the catalogue, of a name below the models directory, or of a GGUF file's path; the default
 * for an empty name. Throws ModelError `unknown-model` when it is none of these.
 */
export function findModel(nameOrPath: string, modelsDirectory: string): FoundModel {
  const wanted = nameOrPath === '' ? defaultModelName : nameOrPath;
  const entry = models.find((candidate) => candidate.name === wanted);
  if (entry) return describeEntry(entry, modelsDirectory);
  const path = isFilePath(wanted) ? resolve(wanted) : join(modelsDirectory, `${wanted}.gguf`);
  if (existsSync(path)) return describeFile(path);
  const names = models.map((model) => model.name).join(', ');
  throw new ModelError(
    'unknown-model',
    `Cannot find the model "${wanted}": expected a name of ${names} or the path of a GGUF file`,
    { hint: 'Run "phalus model list" to see what there is' },
  );
}

/** Every model of the catalogue, then every other GGUF file of the models directory. */
export async function listModels(modelsDirectory: string): Promise<readonly FoundModel[]> {
  const known = models.map((entry) => describeEntry(entry, modelsDirectory));
  const files = await readdir(modelsDirectory).catch(() => []);
  const others = files
    .filter(
      (file) => file.endsWith('.gguf') && !known.some((model) => model.path === join(modelsDirectory, file)),
    )
    .sort()
    .map((file) => describeFile(join(modelsDirectory, file)));
  return [...known, ...others];
}

function describeEntry(entry: CatalogueEntry, modelsDirectory: string): FoundModel {
  const path = join(modelsDirectory, `${entry.name}.gguf`);
  const { name, contextTokens } = entry;
  return { name, path, installed: existsSync(path), entry, contextTokens };
}

function describeFile(path: string): FoundModel {
  const name = path.replace(/^.*[\\/]/, '').replace(/\.gguf$/i, '');
  return { name, path, installed: true, entry: null, contextTokens: null };
}

function isFilePath(text: string): boolean {
  return isAbsolute(text) || /[\\/]/.test(text) || /\.gguf$/i.test(text);
}
