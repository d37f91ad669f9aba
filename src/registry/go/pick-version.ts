import { isAbort } from '../../core/index.ts';
import type { ModFile } from './mod-file.ts';
import type { ModuleInfo, ModuleProxy } from './proxy.ts';
import { type GoQuery, preferRelease } from './query.ts';
import { compareGoVersions, isIncompatible } from './version.ts';

interface Question {
  readonly path: string;
  readonly signal: AbortSignal;
}

/** The version that a query means, by Go's rules: retracted ones only by their full name. Null when there is none. */
export async function pickGoVersion(
  proxy: ModuleProxy,
  question: Question & { readonly query: GoQuery },
): Promise<ModuleInfo | null> {
  const { path, query, signal } = question;
  if (query.kind === 'version') return proxy.readInfo(path, query.version, signal);
  if (query.kind === 'revision') return proxy.readInfo(path, query.revision, signal);
  const versions = await listUsable(proxy, question);
  const version = query.kind === 'among' ? query.pick(versions) : preferRelease(versions);
  if (version !== null) return proxy.readInfo(path, version, signal);
  if (query.kind !== 'latest') return null;
  // A module without tags has a newest commit, which a mirror may not tell and list instead.
  const latest = await proxy.readLatest(path, signal);
  const [commit] = latest === null ? await proxy.listCommits(path, signal) : [];
  return commit === undefined ? latest : proxy.readInfo(path, commit, signal);
}

/** Why its author withdrew a version, by the go.mod of the newest; null when he did not, or when nobody can say. */
export async function findRetraction(
  proxy: ModuleProxy,
  question: Question & { readonly version: string },
): Promise<string | null> {
  try {
    const newest = await readNewestModFile(proxy, question);
    const found = newest === null ? undefined : findRange(newest, question.version);
    return found === undefined ? null : `retracted: ${found.reason || 'without a reason'}`;
  } catch (error) {
    if (isAbort(error) || question.signal.aborted) throw error;
    // The version itself was found, and that is what was asked for.
    return null;
  }
}

async function listUsable(proxy: ModuleProxy, question: Question): Promise<readonly string[]> {
  const { path, signal } = question;
  const listed = await proxy.listVersions(path, signal);
  const compatible = listed.filter((version) => !isIncompatible(version));
  const newest = preferRelease(compatible);
  const isModule = newest !== null && saysMore(await proxy.readModFile(path, newest, signal));
  // Versions from before modules do not count once the module has a go.mod of its own.
  const versions = isModule ? compatible : listed;
  const modFile = await readNewestModFile(proxy, question, versions);
  return modFile === null
    ? versions
    : versions.filter((version) => findRange(modFile, version) === undefined);
}

async function readNewestModFile(
  proxy: ModuleProxy,
  { path, signal }: Question,
  known?: readonly string[],
): Promise<ModFile | null> {
  const newest = preferRelease(known ?? (await proxy.listVersions(path, signal)));
  return newest === null ? null : proxy.readModFile(path, newest, signal);
}

function findRange(modFile: ModFile, version: string) {
  return modFile.retractions.find(
    ({ low, high }) => compareGoVersions(low, version) <= 0 && compareGoVersions(version, high) <= 0,
  );
}

/** A proxy makes up a go.mod of one line for a version that has none. */
function saysMore(modFile: ModFile | null): boolean {
  return (
    modFile !== null &&
    (modFile.go !== '' || modFile.requirements.length > 0 || modFile.retractions.length > 0)
  );
}
