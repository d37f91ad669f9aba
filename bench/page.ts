import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { Config } from '../src/config/index.ts';
import { createApp, openJobManager, startServer } from '../src/server/index.ts';
import { chromiumPath, whyNoBrowser } from '../test/page/find-chromium.ts';
import { atMost, showFigure } from './harness/compare.ts';
import type { Outcome, Subject } from './harness/types.ts';
import { renderLongJob } from './material/long-job.ts';

const packageCount = 500;
const eventCount = 10_000;
const rounds = 5;

export const subject: Subject = {
  title: `the page: a job of ${packageCount} packages and ${eventCount} events, in the system's Chromium`,
  measure,
};

async function measure(): Promise<Outcome> {
  if (chromiumPath === null) return { kind: 'skipped', reason: whyNoBrowser };
  const folder = await mkdtemp(join(tmpdir(), 'phalus-bench-'));
  const served = await servePage(folder);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  try {
    await visit(browser, served.url);
    const visits: Visit[] = [];
    for (let round = 0; round < rounds; round += 1) visits.push(await visit(browser, served.url));
    const figure = (what: string, read: (each: Visit) => number, limit: number) =>
      showFigure({ what, unit: 'ms', values: visits.map(read), limit: atMost(limit) });
    return {
      kind: 'measured',
      measures: [
        figure('from the address to all of it painted', ({ paintMs }) => paintMs, 1000),
        figure('a letter in the filter of the log, painted', ({ filterMs }) => filterMs, 100),
      ],
    };
  } finally {
    await browser.close();
    await served.close();
    await rm(folder, { recursive: true });
  }
}

interface Visit {
  readonly paintMs: number;
  readonly filterMs: number;
}

/** What the page's own clock says, so that the way to the browser and back is not counted. */
const untilPainted = `new Promise((resolve) => {
  const look = () => {
    const isThere = document.querySelector('summary')?.textContent === 'Log: ${eventCount.toLocaleString('en')} lines'
      && document.querySelector('.row') !== null;
    requestAnimationFrame(isThere ? () => resolve(performance.now()) : look);
  };
  look();
})`;

/** Until the frame after the one in which only lines that hold the text are left. */
const untilFiltered = `new Promise((resolve) => {
  const input = document.querySelector('input[aria-label="Filter the log"]');
  const began = performance.now();
  input.value = 'attempt 4242';
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  const look = () => {
    const rows = document.querySelectorAll('[aria-label="Log of the job"] .row');
    const isThere = rows.length === 1 && rows[0].textContent.includes('attempt 4242');
    requestAnimationFrame(isThere ? () => resolve(performance.now() - began) : look);
  };
  look();
})`;

async function visit(browser: Browser, url: string): Promise<Visit> {
  const page = await browser.newPage();
  try {
    await page.goto(url, { waitUntil: 'commit' });
    const paintMs = Number(await page.evaluate(untilPainted));
    await page.locator('summary').click();
    await page.getByRole('table', { name: 'Log of the job' }).waitFor();
    const filterMs = Number(await page.evaluate(untilFiltered));
    return { paintMs, filterMs };
  } finally {
    await page.close();
  }
}

/** A real server over a job of before, and the page as it is built now. */
async function servePage(folder: string) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const pageFolder = join(folder, 'web');
  const { buildWeb } = (await import(pathToFileURL(join(root, 'scripts', 'build-web.mjs')).href)) as {
    buildWeb(from: string, to: string): Promise<void>;
  };
  await buildWeb(root, pageFolder);
  const output = join(folder, 'output');
  const { id, record, events } = renderLongJob(packageCount, eventCount);
  const jobFolder = join(output, '.phalus', 'jobs', id);
  await mkdir(jobFolder, { recursive: true });
  await writeFile(join(jobFolder, 'record.json'), record);
  await writeFile(join(jobFolder, 'events.jsonl'), events);
  const jobs = await openJobManager({
    config: Config.parse({ output: { directory: output } }),
    openServices: () => Promise.reject(new Error('Cannot measure: a job was begun')),
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
  });
  const missing = { ready: false, reason: 'not looked for', remedy: 'none' } as const;
  const app = createApp({
    version: '0',
    readReadiness: async () => ({ model: missing, sandbox: missing }),
    jobs,
    pageFolder,
    token: '',
  });
  const server = await startServer({ host: '127.0.0.1', port: 0, token: '' }, async () => app);
  return {
    url: `${server.url}/#/jobs/${id}`,
    async close() {
      await jobs.close();
      await server.close();
    },
  };
}
