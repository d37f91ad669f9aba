import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listRuns, prepareOwn, runLengths } from '../../src/validate/similarity/comparison/side.ts';
import { readCode } from '../../src/validate/similarity/read-code.ts';

const mostBytes = 120_000;
const leastBytes = 300;
/** What fewer packages than these share is rare enough. */
const leastPackages = 4;

export interface Background {
  readonly packages: number;
  readonly runs: ReadonlyMap<number, number>;
}

/** How many packages below `root` have which runs; packages that pairs are made of are left out. */
export async function readBackground(root: string, leftOut: ReadonlySet<string>): Promise<Background> {
  const counts = new Map<number, number>();
  let packages = 0;
  for (const name of listPackages(root)) {
    if (leftOut.has(name)) continue;
    const files = readSome(join(root, name));
    if (Object.values(files).join('').length < leastBytes) continue;
    packages += 1;
    for (const hash of await listHashes(files)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return { packages, runs: new Map([...counts].filter(([, count]) => count >= leastPackages)) };
}

export async function listHashes(files: Readonly<Record<string, string>>): Promise<Set<number>> {
  const side = prepareOwn(await readCode(files));
  const hashes = new Set<number>(side.expressions);
  for (const length of runLengths)
    for (const unit of side.units) for (const hash of listRuns(unit, length)) hashes.add(hash);
  return hashes;
}

function listPackages(root: string): string[] {
  return readdirSync(root)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(root, name)).map((below) => `${name}/${below}`) : [name],
    )
    .sort();
}

function readSome(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  let bytes = 0;
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const path of paths) {
    if (path.includes('node_modules') || !/\.(?:js|mjs|cjs)$/.test(path) || /\.min\./.test(path)) continue;
    const text = readText(join(folder, path));
    if (bytes + text.length > mostBytes) continue;
    bytes += text.length;
    files[path] = text;
  }
  return files;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
