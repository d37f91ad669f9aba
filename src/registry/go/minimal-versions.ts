import type { ModFile } from './mod-file.ts';
import { compareGoVersions, isGoVersion } from './version.ts';

export interface ModuleRequirement {
  readonly path: string;
  readonly version: string;
}

const atOnce = 8;
/** Since this version of the language a go.mod lists all that its module needs, and what they need in turn is left out. */
const prunedSince = [1, 17] as const;

/**
 * Go's minimal version selection: of each module the highest version that the requirements, or what they require in turn,
 * ask for. Modules of Go 1.17 and later are asked for their own requirements only. Null when there are more modules than
 * `mostModules`.
 */
export async function selectMinimalVersions(request: {
  readonly requirements: readonly ModuleRequirement[];
  readonly mostModules: number;
  /** Null when there is no such version: then it requires nothing. */
  readModFile(path: string, version: string): Promise<ModFile | null>;
}): Promise<ReadonlyMap<string, string> | null> {
  const selected = new Map<string, string>();
  const seen = new Set<string>();
  let open = request.requirements.filter(({ version }) => isGoVersion(version));
  while (open.length > 0) {
    for (const { path, version } of open) raise(selected, { path, version });
    const unread = open.filter(({ path, version }) => !seen.has(`${path}@${version}`));
    for (const { path, version } of unread) seen.add(`${path}@${version}`);
    if (seen.size > request.mostModules) return null;
    const found = await readAll(unread, request.readModFile);
    open = [];
    for (const modFile of found) {
      const requirements = modFile.requirements.filter(({ version }) => isGoVersion(version));
      if (isPruned(modFile)) for (const each of requirements) raise(selected, each);
      else open.push(...requirements);
    }
  }
  return selected;
}

function raise(selected: Map<string, string>, { path, version }: ModuleRequirement): void {
  const known = selected.get(path);
  if (known === undefined || compareGoVersions(version, known) > 0) selected.set(path, version);
}

async function readAll(
  modules: readonly ModuleRequirement[],
  readModFile: (path: string, version: string) => Promise<ModFile | null>,
): Promise<ModFile[]> {
  const unique = [...new Map(modules.map((each) => [`${each.path}@${each.version}`, each])).values()];
  const found: ModFile[] = [];
  for (let start = 0; start < unique.length; start += atOnce) {
    const some = unique.slice(start, start + atOnce).map(({ path, version }) => readModFile(path, version));
    for (const modFile of await Promise.all(some)) if (modFile !== null) found.push(modFile);
  }
  return found;
}

function isPruned({ go }: ModFile): boolean {
  const [major = 0, minor = 0] = go.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return major > prunedSince[0] || (major === prunedSince[0] && minor >= prunedSince[1]);
}
