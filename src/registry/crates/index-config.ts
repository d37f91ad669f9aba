import { z } from 'zod';
import { RegistryError } from '../errors.ts';
import { parseJsonBody } from '../read-body.ts';
import type { RegistryReader } from '../reader.ts';
import type { CratesClient } from './client.ts';
import { type IndexVersion, renderIndexPath } from './sparse-index.ts';

/** What a sparse index says about itself. */
export interface IndexConfig {
  readonly index: URL;
  /** Template of the addresses of crate files. */
  readonly download: string;
}

const Config = z.object({
  dl: z.string().max(2048),
  'auth-required': z.boolean().optional(),
});
const configLimitBytes = 64 * 1024;
const markers = ['{crate}', '{version}', '{prefix}', '{lowerprefix}', '{sha256-checksum}'];

/** Reads the index's configuration, with the token where the index wants one. Throws RegistryError. */
export async function readIndexConfig(request: {
  client: CratesClient;
  reader: RegistryReader;
  signal: AbortSignal;
}): Promise<IndexConfig> {
  const { client, reader, signal } = request;
  const { index } = client;
  if (index === null) throw describeNoIndex();
  const purpose = `read the crate registry ${index.host}`;
  const url = new URL('config.json', index);
  const ask = () =>
    reader.read({ url, accept: 'application/json, */*', purpose, limitBytes: configLimitBytes, signal });
  const found = await ask().catch((error: unknown) => {
    const wantsToken = error instanceof RegistryError && error.code === 'unauthorized' && client.useToken();
    if (wantsToken) return ask();
    throw error;
  });
  const notJsonHint = "Check the crate registry in Cargo's configuration, or registries.crates in phalus's";
  const parsed =
    found === null ? null : Config.safeParse(parseJsonBody(found.body, { purpose, notJsonHint }));
  if (parsed?.success !== true) {
    throw new RegistryError('bad-response', `Cannot ${purpose}: it has no config.json of a sparse index`, {
      hint: notJsonHint,
    });
  }
  if (parsed.data['auth-required'] === true) client.useToken();
  return { index, download: parsed.data.dl };
}

/** The address of a crate file, by the index's template. Throws RegistryError `bad-response`. */
export function renderDownloadUrl(
  config: IndexConfig,
  { name, version, sha256 }: Pick<IndexVersion, 'name' | 'version' | 'sha256'>,
): URL {
  const { download } = config;
  const folder = renderIndexPath(name).split('/').slice(0, -1).join('/');
  const parts = new Map([
    ['{crate}', name],
    ['{version}', version],
    ['{prefix}', keepCase(folder, name)],
    ['{lowerprefix}', folder],
    ['{sha256-checksum}', sha256],
  ]);
  const hasMarker = markers.some((marker) => download.includes(marker));
  const template = hasMarker ? download : `${download}/{crate}/{version}/download`;
  const text = template.replaceAll(/\{[a-z0-9-]+\}/g, (marker) => parts.get(marker) ?? marker);
  if (URL.canParse(text)) return new URL(text);
  throw new RegistryError(
    'bad-response',
    `Cannot read the archive of "${name}@${version}": the registry's address "${text.slice(0, 200)}" is no URL`,
    { hint: 'Ask the people who run the registry' },
  );
}

/** The folder in the spelling of the name: `My/Cr` for `MyCrate`. */
function keepCase(folder: string, name: string): string {
  if (name.length <= 2) return folder;
  return name.length === 3 ? `3/${name[0]}` : `${name.slice(0, 2)}/${name.slice(2, 4)}`;
}

function describeNoIndex(): RegistryError {
  return new RegistryError(
    'no-address',
    'Cannot find the crate registry: no configuration of Cargo names one, and no Cargo is installed to ask',
    { hint: "Set registries.crates in phalus's configuration (PHALUS_REGISTRIES__CRATES) to a sparse index" },
  );
}
