import { cp, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../core/index.ts';
import {
  parseSpec,
  renderSpecManifest,
  type Spec,
  type SpecFilename,
  SpecManifest,
  specFilenames,
} from '../spec/index.ts';
import { OutputError } from './errors.ts';
import { evidenceFolder } from './paths.ts';
import { readText } from './read-text.ts';
import { replaceFolder } from './replace-folder.ts';
import type { FileTree, SpecFolder } from './types.ts';
import { writeTree } from './write-package.ts';

/** The files of a specification below `.cleanroom`: `csp/01-overview.md` ... and `manifest.json`. */
export function renderSpecFiles(spec: Spec): FileTree {
  const documents = specFilenames.map((filename) => [`csp/${filename}`, spec.texts[filename]] as const);
  const manifest = `${JSON.stringify(renderSpecManifest(spec), null, 2)}\n`;
  return { ...Object.fromEntries(documents), 'manifest.json': manifest };
}

/** Writes the specification into a package's folder and leaves everything else in it as it is. */
export async function writeSpecFolder(packageDirectory: string, spec: Spec): Promise<void> {
  await replaceFolder(packageDirectory, async (folder) => {
    if ((await stat(packageDirectory).catch(() => null)) !== null) {
      await cp(packageDirectory, folder, { recursive: true, verbatimSymlinks: true });
    }
    const evidence = join(folder, evidenceFolder);
    await rm(join(evidence, 'csp'), { recursive: true, force: true });
    await rm(join(evidence, 'manifest.json'), { force: true });
    await mkdir(evidence, { recursive: true });
    await writeTree(evidence, renderSpecFiles(spec));
  });
}

/**
 * Reads a specification from a package's folder, its `.cleanroom`, or a folder with the ten documents. The documents
 * are the truth: what differs from `manifest.json`, or has none, counts as edited by a person.
 * Throws OutputError `not-found` and `unreadable`, SpecError for what a document lacks.
 */
export async function readSpecFolder(directory: string): Promise<SpecFolder> {
  const folder = await findDocuments(directory);
  const texts: Record<string, string> = {};
  for (const filename of specFilenames) {
    const text = await readText(join(folder, filename));
    if (text !== null) texts[filename] = text;
  }
  const manifest =
    (await readManifest(join(folder, '..', 'manifest.json'))) ??
    (await readManifest(join(folder, 'manifest.json')));
  const generatedAt = manifest?.generated_at ?? (await stat(folder)).mtime.toISOString();
  return { directory: folder, spec: parseSpec(texts, generatedAt), edited: listEdited(texts, manifest) };
}

async function findDocuments(directory: string): Promise<string> {
  for (const candidate of [join(directory, evidenceFolder, 'csp'), join(directory, 'csp'), directory]) {
    const status = await stat(join(candidate, '10-metadata.json')).catch(() => null);
    if (status?.isFile() === true) return candidate;
  }
  throw new OutputError(
    'not-found',
    `Cannot find a specification in "${directory}": no 10-metadata.json there`,
    {
      hint: 'Give the folder of a package that phalus wrote, or one with the ten documents of a specification',
    },
  );
}

async function readManifest(path: string): Promise<SpecManifest | null> {
  const text = await readText(path);
  if (text === null) return null;
  try {
    return SpecManifest.parse(JSON.parse(text));
  } catch (cause) {
    throw new OutputError('unreadable', `Cannot read "${path}": it is not the manifest of a specification`, {
      cause,
      hint: 'Delete it; then every document counts as edited by a person',
    });
  }
}

function listEdited(texts: Readonly<Record<string, string>>, manifest: SpecManifest | null): SpecFilename[] {
  const recorded = new Map(manifest?.documents.map((document) => [document.filename, document.content_hash]));
  return specFilenames.filter((filename) => {
    const text = texts[filename];
    return text !== undefined && recorded.get(filename) !== sha256Hex(text);
  });
}
