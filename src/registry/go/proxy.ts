import { z } from 'zod';
import { escapeGoPath } from '../../core/index.ts';
import { RegistryError } from '../errors.ts';
import { parseJsonBody } from '../read-body.ts';
import type { RegistryReader } from '../reader.ts';
import { describeNoProxy, type GoClient, type ProxyStep } from './client.ts';
import { type ModFile, parseModFile } from './mod-file.ts';
import { compareGoVersions, isGoVersion, isPseudoVersion } from './version.ts';

export interface ModuleInfo {
  readonly version: string;
  readonly publishedAt: string | null;
  /** Address of the repository, when the proxy says where the module came from. */
  readonly repository: string | null;
}

/** An archive at one proxy, and after what the next proxy is asked, as in GOPROXY. */
export interface ArchivePlace {
  readonly url: URL;
  readonly next: 'any' | 'absent';
}

/** The questions that a module proxy answers, put to the proxies of the user's list in turn. */
export interface ModuleProxy {
  /** Tagged versions, newest first; empty when there are none. */
  listVersions(path: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Pseudo versions, newest first, of a mirror that lists them; empty as a rule. */
  listCommits(path: string, signal: AbortSignal): Promise<readonly string[]>;
  /** The newest, tagged or not; null when no proxy says. */
  readLatest(path: string, signal: AbortSignal): Promise<ModuleInfo | null>;
  /** Null when there is no such version. */
  readInfo(path: string, version: string, signal: AbortSignal): Promise<ModuleInfo | null>;
  readModFile(path: string, version: string, signal: AbortSignal): Promise<ModFile | null>;
  /** Addresses of the archive, in the order in which they are to be tried. Throws RegistryError for a private module. */
  listArchives(path: string, version: string): readonly ArchivePlace[];
}

type IsFinal = (body: Buffer) => boolean;

const Info = z.object({
  Version: z.string().max(256),
  Time: z.string().nullish(),
  Origin: z.object({ URL: z.string().max(2048).nullish() }).nullish(),
});
const listLimitBytes = 16 * 1024 * 1024;
const fileLimitBytes = 16 * 1024 * 1024;
const mostVersions = 100_000;

/** Answers are kept as long as the value lives: made for one call, it asks nothing twice. */
export function createModuleProxy(client: GoClient, reader: RegistryReader): ModuleProxy {
  const answers = new Map<string, Promise<Buffer | null>>();
  const ask = (path: string, file: string, signal: AbortSignal, isFinal?: IsFinal) => {
    const key = `${path} ${file}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = askProxies({ client, reader, path, file, signal, isFinal });
    answers.set(key, answer);
    return answer;
  };
  const readList = async (path: string, signal: AbortSignal) => {
    const body = await ask(path, '@v/list', signal);
    const lines = (body ?? Buffer.alloc(0)).toString('utf8').split('\n', mostVersions);
    // A line may hold a time behind the version.
    const versions = lines.map((line) => line.trim().split(/\s/, 1)[0] ?? '');
    return [...new Set(versions)]
      .filter(isGoVersion)
      .toSorted((left, right) => compareGoVersions(right, left));
  };
  const askInfo = async (path: string, file: string, signal: AbortSignal, isFinal?: IsFinal) => {
    const body = await ask(path, file, signal, isFinal);
    return body === null ? null : parseInfo(body, path);
  };
  return {
    // Pseudo versions are not for lists, though some mirrors list them.
    listVersions: async (path, signal) =>
      (await readList(path, signal)).filter((version) => !isPseudoVersion(version)),
    listCommits: async (path, signal) => (await readList(path, signal)).filter(isPseudoVersion),
    readLatest: (path, signal) => askInfo(path, '@latest', signal),
    // A version's files never change, once it has them; a branch is a version of today.
    readInfo: (path, version, signal) =>
      askInfo(
        path,
        `@v/${escapeGoPath(version)}.info`,
        signal,
        (body) => isGoVersion(version) && findVersion(body) === version,
      ),
    async readModFile(path, version, signal) {
      const isModFile: IsFinal = (content) => parseModFile(content.toString('utf8')).module === path;
      const body = await ask(path, `@v/${escapeGoPath(version)}.mod`, signal, isModFile);
      return body === null ? null : parseModFile(body.toString('utf8'));
    },
    listArchives(path, version) {
      if (client.isPrivate(path)) throw describePrivate(path);
      const end = client.proxies.findIndex(({ kind }) => kind !== 'proxy');
      const asked = end === -1 ? client.proxies : client.proxies.slice(0, end);
      return asked.flatMap((step) =>
        step.kind === 'proxy'
          ? [{ url: renderUrl(step.url, path, `@v/${escapeGoPath(version)}.zip`), next: step.next }]
          : [],
      );
    },
  };
}

/** Null when no proxy has it. Throws RegistryError, also when Go would leave the proxies for the module's own host. */
async function askProxies(question: {
  client: GoClient;
  reader: RegistryReader;
  path: string;
  file: string;
  signal: AbortSignal;
  isFinal: IsFinal | undefined;
}): Promise<Buffer | null> {
  const { client, path, signal } = question;
  if (client.isPrivate(path)) throw describePrivate(path);
  if (client.proxies.length === 0) throw describeNoProxy();
  let failure: unknown = null;
  for (const step of client.proxies) {
    if (step.kind === 'off') throw failure ?? describeOff(path);
    // To fetch from the module's own host would mean to run its version control.
    if (step.kind === 'direct') break;
    try {
      const found = await askProxy(step, question);
      if (found !== null) return found;
    } catch (error) {
      signal.throwIfAborted();
      if (step.next === 'absent') throw error;
      failure ??= error;
    }
  }
  if (failure !== null) throw failure;
  if (client.proxies.every(({ kind }) => kind !== 'proxy')) throw describeDirectOnly(path);
  return null;
}

async function askProxy(
  step: Extract<ProxyStep, { kind: 'proxy' }>,
  asked: {
    reader: RegistryReader;
    path: string;
    file: string;
    signal: AbortSignal;
    isFinal: IsFinal | undefined;
  },
): Promise<Buffer | null> {
  const { reader, path, file, signal, isFinal } = asked;
  const url = renderUrl(step.url, path, file);
  const purpose = `read "${path}" at the module proxy ${step.url.host}`;
  const limitBytes = file.endsWith('list') ? listLimitBytes : fileLimitBytes;
  const found = await reader.read({
    url,
    accept: '*/*',
    purpose,
    limitBytes,
    signal,
    ...(isFinal && { isFinal }),
  });
  return found?.body ?? null;
}

function renderUrl(proxy: URL, path: string, file: string): URL {
  const url = new URL(proxy);
  url.pathname += `${escapeGoPath(path)}/${file}`;
  return url;
}

function parseInfo(body: Buffer, path: string): ModuleInfo {
  const purpose = `read "${path}" at the module proxy`;
  const notJsonHint = 'Check that GOPROXY or registries.go is the address of a module proxy';
  const parsed = Info.safeParse(parseJsonBody(body, { purpose, notJsonHint }));
  if (!parsed.success || !isGoVersion(parsed.data.Version)) {
    throw new RegistryError('bad-response', `Cannot ${purpose}: it answers with no version`, {
      hint: notJsonHint,
    });
  }
  const { Version, Time, Origin } = parsed.data;
  return {
    version: Version,
    publishedAt: Time && !Number.isNaN(Date.parse(Time)) ? new Date(Time).toISOString() : null,
    repository: Origin?.URL?.startsWith('https://') ? Origin.URL : null,
  };
}

function findVersion(body: Buffer): string | null {
  try {
    return Info.parse(JSON.parse(body.toString('utf8'))).Version;
  } catch {
    return null;
  }
}

function describePrivate(path: string): RegistryError {
  return new RegistryError(
    'no-address',
    `Cannot look up "${path}": GOPRIVATE or GONOPROXY keeps it from proxies, and phalus reads modules from proxies only`,
    { hint: 'Set registries.go to a proxy that may know it, or leave the module out with --exclude' },
  );
}

function describeOff(path: string): RegistryError {
  return new RegistryError('no-address', `Cannot look up "${path}": GOPROXY is off`, {
    hint: "Set registries.go in phalus's configuration, or GOPROXY",
  });
}

function describeDirectOnly(path: string): RegistryError {
  return new RegistryError(
    'no-address',
    `Cannot look up "${path}": GOPROXY says direct, and phalus reads modules from proxies only`,
    { hint: "Set registries.go in phalus's configuration to a module proxy" },
  );
}
