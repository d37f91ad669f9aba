import { type AnswerCache, askThroughCache } from '../cache/index.ts';
import { renderCertificateIdentity } from '../client.ts';
import { RegistryError } from '../errors.ts';
import { createLargeBodies } from '../large-bodies.ts';
import { parseJsonBody } from '../read-body.ts';
import type { Requester } from '../request.ts';
import type { NpmClientConfig, RegistryAddress } from './client-config.ts';
import { describeStatus } from './describe-status.ts';
import { isDictionary, Packument, reduceManifest, reducePackument } from './schema.ts';

interface Question {
  readonly address: RegistryAddress;
  readonly name: string;
  readonly signal: AbortSignal;
}

/** Reads the documents of packages. */
export interface PackumentReader {
  /** All versions of a package. Throws RegistryError. */
  readPackument(question: Question): Promise<Packument>;
  /**
   * The one version of a lock file: as a document that holds it alone, a few kilobytes where the whole may have many
   * megabytes, and as the whole where the registry has no such document. Throws RegistryError.
   */
  readLocked(question: Question & { readonly version: string }): Promise<Packument>;
}

const acceptJson = 'application/json';
const limitBytes = 64 * 1024 * 1024;
const largeHint = 'No package is known that needs so much; check the address of the registry';
const notJsonHint =
  'Check that "registry" in your .npmrc is the address of an npm registry and not of its web page';

export function createPackumentReader(options: {
  readonly requester: Requester;
  readonly client: NpmClientConfig;
  readonly cache: AnswerCache | null;
}): PackumentReader {
  const { client } = options;
  const identity = renderCertificateIdentity(client.connection);
  const countLargeBody = createLargeBodies();
  /** By the address of a registry: whether it serves documents of versions. Not every mirror does. */
  const servesVersions = new Map<string, boolean>();
  const ask = (
    { address, name, signal }: Question,
    asked: { path: string; reduce: (value: unknown) => unknown },
  ) => {
    const purpose = `read "${name}" at the npm registry ${address.url.host}`;
    const url = new URL(asked.path, address.url);
    return askThroughCache({
      ...options,
      countLargeBody,
      url,
      accept: acceptJson,
      authorization: client.authorizationFor(url),
      identity,
      purpose,
      limitBytes,
      hint: largeHint,
      signal,
      reduce: (body) => reduceBody(parseJsonBody(body, { purpose, notJsonHint }), { ...asked, purpose }),
    });
  };
  const readPackument = async (question: Question) => {
    const { name, address } = question;
    const answer = await ask(question, { path: encodeName(name), reduce: reducePackument });
    const purpose = `read "${name}" at the npm registry ${address.url.host}`;
    if (answer.kind === 'status') throw describeStatus(answer.status, { purpose, name, address });
    return parsePackument(answer.found.body, { name, purpose });
  };
  const readVersion = async (question: Question & { readonly version: string }) => {
    const { name, version } = question;
    const path = `${encodeName(name)}/${encodeURIComponent(version)}`;
    const answer = await ask(question, { path, reduce: reduceManifest }).catch((error: unknown) => {
      // A page for people, say. What is wrong with the package itself shows in the whole.
      if (error instanceof RegistryError && error.code === 'bad-response') return null;
      throw error;
    });
    if (answer?.kind !== 'found') return null;
    const manifest: unknown = JSON.parse(answer.found.body.toString('utf8'));
    const isMeant = isDictionary(manifest) && manifest.name === name && manifest.version === version;
    return isMeant ? Packument.parse({ name, versions: { [version]: manifest } }) : null;
  };
  return {
    readPackument,
    async readLocked(question) {
      const { href } = question.address.url;
      const found = servesVersions.get(href) === false ? null : await readVersion(question);
      if (found !== null) {
        servesVersions.set(href, true);
        return found;
      }
      const whole = await readPackument(question);
      if (whole.versions.has(question.version) && !servesVersions.has(href)) servesVersions.set(href, false);
      return whole;
    },
  };
}

function reduceBody(value: unknown, asked: { reduce: (value: unknown) => unknown; purpose: string }): Buffer {
  try {
    return Buffer.from(JSON.stringify(asked.reduce(value)), 'utf8');
  } catch (cause) {
    // What is nested deeper than the stack can be read, and not written.
    throw new RegistryError('bad-response', `Cannot ${asked.purpose}: the answer is nested too deep`, {
      cause,
      hint: 'Check the address of the registry; the published package may be broken',
    });
  }
}

function parsePackument(body: Buffer, asked: { name: string; purpose: string }): Packument {
  const { name, purpose } = asked;
  const value: unknown = JSON.parse(body.toString('utf8'));
  const packument = isDictionary(value) ? Packument.parse(value) : null;
  if (packument !== null && (packument.name === null || packument.name === name)) return packument;
  const found = packument === null ? 'no object' : `about "${packument.name?.slice(0, 214)}"`;
  throw new RegistryError('bad-response', `Cannot ${purpose}: the answer is ${found}`, {
    hint: 'Check that "registry" in your .npmrc is the address of an npm registry',
  });
}

function encodeName(name: string): string {
  return name.startsWith('@')
    ? `@${encodeURIComponent(name.slice(1))}`.replace(/%2F/g, '%2f')
    : encodeURIComponent(name);
}
