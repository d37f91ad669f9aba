import { normalizePackageName, sha256Hex } from '../../core/index.ts';
import { RegistryError } from '../errors.ts';
import type { RegistryReader } from '../reader.ts';
import { describeArchive } from './archives.ts';
import { type CoreMetadata, parseCoreMetadata } from './core-metadata.ts';
import type { DistributionFile } from './pick-release.ts';

const metadataLimitBytes = 8 * 1024 * 1024;
const archiveNames = /^(?:PKG-INFO|[^/]+\.dist-info\/METADATA)$/;

/**
 * Core metadata of a release: what the index serves beside a file (PEP 658), else from an archive. Null when no file has
 * any. Throws RegistryError, `integrity` for metadata or an archive that is not the published one.
 */
export async function readReleaseMetadata(
  reader: RegistryReader,
  request: {
    readonly project: string;
    /** Best archive first. */
    readonly files: readonly DistributionFile[];
    readonly signal: AbortSignal;
  },
): Promise<CoreMetadata | null> {
  const { project, files, signal } = request;
  // A wheel's metadata is what was built.
  const wheelsFirst = files.toSorted(
    (left, right) => Number(right.kind === 'wheel') - Number(left.kind === 'wheel'),
  );
  const file = wheelsFirst.find((each) => each.metadata !== null);
  const served = file === undefined ? null : await fetchServed(reader, file, signal);
  if (served !== null) return verifyMetadata(parseCoreMetadata(served), project);
  return readFromArchives(reader, request);
}

function verifyMetadata(metadata: CoreMetadata, project: string): CoreMetadata {
  if (normalizePackageName('pypi', metadata.name) === project) return metadata;
  throw new RegistryError(
    'bad-response',
    `Cannot read the metadata of "${project}": it is about "${metadata.name.slice(0, 214)}"`,
    { hint: 'Check the index; the published package may be broken' },
  );
}

async function fetchServed(
  reader: RegistryReader,
  file: DistributionFile,
  signal: AbortSignal,
): Promise<string | null> {
  const url = new URL(file.url);
  url.pathname += '.metadata';
  const purpose = `read the metadata of "${file.filename}"`;
  const expected = file.metadata?.sha256 ?? null;
  const found = await reader.read({
    url,
    accept: '*/*',
    purpose,
    limitBytes: metadataLimitBytes,
    signal,
    isFinal: (body) => sha256Hex(body) === expected,
  });
  if (found === null) return null;
  const actual = sha256Hex(found.body);
  if (expected === null || expected === actual) return found.body.toString('utf8');
  throw new RegistryError(
    'integrity',
    `Cannot ${purpose}: its hash is sha256:${actual} and should be sha256:${expected}`,
    {
      hint: 'It was changed on its way or in the index. Try again, or another index',
    },
  );
}

async function readFromArchives(
  reader: RegistryReader,
  request: { project: string; files: readonly DistributionFile[]; signal: AbortSignal },
): Promise<CoreMetadata | null> {
  const { project, files, signal } = request;
  let open: CoreMetadata | null = null;
  let failure: RegistryError | null = null;
  for (const file of files) {
    try {
      const text = await readFromArchive(reader, file, signal);
      if (text === null) continue;
      const metadata = verifyMetadata(parseCoreMetadata(text), project);
      if (metadata.isFinal || file.kind === 'wheel') return metadata;
      open ??= metadata;
    } catch (error) {
      // Too large or damaged: the next archive may be neither.
      if (!(error instanceof RegistryError) || !['too-large', 'bad-response'].includes(error.code))
        throw error;
      failure ??= error;
    }
  }
  if (open === null && failure !== null) throw failure;
  return open;
}

async function readFromArchive(
  reader: RegistryReader,
  file: DistributionFile,
  signal: AbortSignal,
): Promise<string | null> {
  const { files } = await reader.readFromArchive({
    name: 'core-metadata',
    url: file.url,
    archive: describeArchive(file),
    purpose: `read the archive "${file.filename}"`,
    request: {
      accept: (path, sizeBytes) => archiveNames.test(path) && sizeBytes <= metadataLimitBytes,
      signal,
    },
    keep: true,
  });
  const [found] = files;
  return found === undefined ? null : Buffer.from(found.content).toString('utf8');
}
