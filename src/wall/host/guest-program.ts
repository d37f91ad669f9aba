import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { WallError } from '../errors.ts';
import { guestPaths } from '../types.ts';

export type GuestProgramName = 'build-agent' | 'analyze-agent';

const programs = new Map<GuestProgramName, Promise<string>>();

/** The one file that is an agent's program. Throws WallError `program-missing`. */
export function readGuestProgram(name: GuestProgramName): Promise<string> {
  const known = programs.get(name);
  if (known !== undefined) return known;
  const reading = isSource() ? bundleFromSource(name) : readBuilt(name);
  programs.set(name, reading);
  reading.catch(() => programs.delete(name));
  return reading;
}

/** Packages that both agents read and that are in no bundle: TypeScript's library files, parsers of other languages. */
const sharedPackages = {
  typescript: 'package.json',
  'web-tree-sitter': 'web-tree-sitter.wasm',
  '@vscode/tree-sitter-wasm': 'package.json',
};

/** Their folders by the place where guests see them. */
export function findSharedPackages(): Record<string, string> {
  const { resolve } = createRequire(import.meta.url);
  return Object.fromEntries(
    Object.entries(sharedPackages).map(([name, file]) => [
      `${guestPaths.packages}/${name}`,
      path.dirname(resolve(`${name}/${file}`)),
    ]),
  );
}

function isSource(): boolean {
  return import.meta.url.endsWith('.ts');
}

async function readBuilt(name: GuestProgramName): Promise<string> {
  const file = new URL(`../../guests/${name}.mjs`, import.meta.url);
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new WallError(
      'program-missing',
      `Cannot read the program of ${name}: it is not where the build puts it`,
      {
        cause,
        hint: 'Install phalus anew, or run npm run build',
      },
    );
  }
}

interface Bundler {
  bundleGuests(root: string, folder: null): Promise<{ outputFiles: { path: string; text: string }[] }>;
}

/** Run from source, there is no build: what scripts/build.mjs does is done here, into memory. */
async function bundleFromSource(name: GuestProgramName): Promise<string> {
  const root = new URL('../../../', import.meta.url);
  const { bundleGuests } = (await import(new URL('scripts/bundle-guests.mjs', root).href)) as Bundler;
  const { outputFiles } = await bundleGuests(fileURLToPath(root), null);
  const program = outputFiles.find((file) => path.basename(file.path) === `${name}.mjs`);
  if (program === undefined)
    throw new WallError('program-missing', `Cannot bundle ${name}: nothing came out`);
  return program.text;
}
