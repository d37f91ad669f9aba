import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { FakeServer } from '../../src/registry/npm/registry-server.fake.ts';
import { type CliRun, createDesk, type Desk, renderConfig } from '../cli-process.ts';
import { type FakeModelServer, startFakeModel, type Weather } from '../model-server.fake.ts';
import { type FakePackage, startFakeRegistry } from '../npm-registry.fake.ts';
import { type Serving, startServing } from '../serving.ts';
import { chromiumPath } from './find-chromium.ts';

/** A server as its users start it, with a scripted endpoint, and a browser to look at its page. */
export interface PageDesk {
  readonly desk: Desk;
  readonly model: FakeModelServer;
  readonly browser: Browser;
  /** Called for each request to the model; may be set anew at any time. */
  weather: (number: number) => Weather | undefined | Promise<Weather | undefined>;
  serve(options?: ServeOptions): Promise<Serving<CliRun>>;
  /** A page that keeps what the browser complains about. */
  open(url: string, options?: BrowserContextOptions): Promise<WatchedPage>;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** A free one by default. */
  readonly port?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface WatchedPage extends Page {
  /** Violations of the content security policy, uncaught errors and errors of the console. */
  readonly complaints: string[];
}

/** What a step of a person may take before it counts as missing. */
const patienceMs = 150_000;

export async function openPageDesk(packages: readonly FakePackage[]): Promise<PageDesk> {
  const registry: FakeServer = await startFakeRegistry(packages);
  const servers: Serving<CliRun>[] = [];
  let browser: Browser | null = null;
  const model = await startFakeModel({ onRequest: (_, { number }) => page.weather(number) });
  const config = renderConfig(model.baseUrl, '[docs]\nweb = false\n');
  const desk = await createDesk({ registry: registry.origin, config });
  browser = await chromium.launch({
    executablePath: chromiumPath ?? '',
    // As root, as in a container, Chromium starts no sandbox of its own; it shows nothing but this page.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  });
  const launched = browser;
  const page: PageDesk = {
    desk,
    model,
    browser: launched,
    weather: () => undefined,
    async serve({ port = '0', environment = {} } = {}) {
      const server = await startServing((watch) =>
        desk.phalus(['serve', '--port', port], { watch, environment }),
      );
      servers.push(server);
      return server;
    },
    open: (url, options) => openPage(launched, url, options),
    async close() {
      await launched.close();
      for (const server of servers) {
        server.kill('SIGKILL');
        await server.ended;
      }
      await model.close();
      await registry.close();
      await desk.close();
    },
  };
  return page;
}

async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  // A machine that is busy with other tests is slow, and not wrong.
  page.setDefaultTimeout(patienceMs);
  const complaints: string[] = [];
  await page.addInitScript(
    'addEventListener("securitypolicyviolation", (event) =>' +
      ' console.error("content security policy: " + event.violatedDirective + " " + event.blockedURI));',
  );
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser's own line about an answer such as 401 or 404, which the page shows in its own words.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  await page.goto(url);
  return Object.assign(page, { complaints });
}
