import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, whyNoBrowser } from './page/find-chromium.ts';
import { answerHostile, firstJob, secondJob } from './page/hostile-answers.fake.ts';
import { hostileTexts } from './page/hostile-texts.fake.ts';
import { openPageDesk, type PageDesk, type WatchedPage } from './page/page-desk.ts';

const title = chromiumPath === null ? `hostile text (skipped: ${whyNoBrowser})` : 'hostile text';
/** For the build that other tests share, on a machine that may be busy. */
const buildMs = 400_000;
const place = `#/jobs/${firstJob}/packages/npm/${encodeURIComponent('<img src=x onerror=alert(1)>')}`;

const views: readonly View[] = [
  { name: 'start', hash: '#/', open: enterManifest },
  { name: 'plan', hash: '#/plan', open: openFolds },
  { name: 'jobs', hash: '#/jobs' },
  { name: 'progress', hash: `#/jobs/${firstJob}`, open: openFolds },
  { name: 'verdict', hash: place, open: openFolds },
  { name: 'specification', hash: `${place}/specification`, open: readDocuments },
  { name: 'code', hash: `${place}/code`, open: readFiles },
  { name: 'behaviour', hash: `${place}/behaviour` },
  { name: 'similarity', hash: `${place}/similarity` },
  { name: 'wall', hash: `${place}/wall`, open: openFolds },
  { name: 'audit', hash: `${place}/audit`, open: openFolds },
  { name: 'cost', hash: `${place}/cost` },
  { name: 'compare', hash: `#/compare/${firstJob}/${secondJob}`, open: openFolds },
];

interface View {
  readonly name: string;
  readonly hash: string;
  /** Opens what can be opened in it. */
  readonly open?: (page: WatchedPage) => Promise<unknown>;
}

async function enterManifest(page: WatchedPage) {
  await page
    .getByRole('textbox', { name: 'Manifest or packages' })
    .fill(hostileTexts.slice(0, 50).join('\n'));
  await page.waitForTimeout(800);
}

/** Opens the first few of what can be opened. */
async function openFolds(page: WatchedPage) {
  await page.waitForTimeout(1000);
  await page.evaluate(`
    for (const item of [...document.querySelectorAll('details')].slice(0, 60)) item.open = true;
    for (const item of [...document.querySelectorAll('main button[aria-expanded="false"]')].slice(0, 12)) item.click();
  `);
  await page.waitForTimeout(1200);
}

const press = (page: WatchedPage, list: string, index: number) =>
  page.evaluate(`document.querySelectorAll('[aria-label="${list}"] button').item(${index}).click()`);

async function readDocuments(page: WatchedPage) {
  await page.getByRole('list', { name: 'Documents' }).waitFor();
  for (const index of [1, 2, 3, 4, 5, 6, 0]) {
    await press(page, 'Documents', index);
    await page.waitForTimeout(250);
  }
  await page.getByLabel('Search the specification').last().fill('script>');
  await page.waitForTimeout(250);
}

async function readFiles(page: WatchedPage) {
  await page.getByRole('list', { name: 'Files' }).waitFor();
  for (const index of [0, 3, 9, 21, 40, 100, 510]) {
    await press(page, 'Files', index);
    await page.waitForTimeout(100);
  }
}

describe.skipIf(chromiumPath === null)(title, () => {
  let desk: PageDesk;
  let url: string;
  beforeAll(async () => {
    desk = await openPageDesk([]);
    ({ url } = await desk.serve());
  }, buildMs);
  afterAll(() => desk?.close());

  it('there are at least 500 of them, each another', () => {
    expect(new Set(hostileTexts).size).toBeGreaterThanOrEqual(500);
  });

  it('would see it if text were put in as HTML', async () => {
    const page = await desk.open(`${url}/#/jobs`);
    const text = '<img src=x onerror="globalThis.hacked=1"><a href=\'javascript:alert(1)\'>press</a>';

    await page.evaluate(`document.querySelector('main').innerHTML = ${JSON.stringify(text)}`);
    await expect.poll(() => page.complaints.length).toBeGreaterThan(0);

    expect(await readDamage(page)).toMatchObject({ elements: ['IMG'], links: ['javascript:alert(1)'] });
    await page.context().close();
  });

  it.each(views)(
    'in the view $name executes nothing and asks nobody',
    { timeout: 300_000 },
    async ({ hash, open }) => {
      const page = await desk.open('about:blank', { viewport: { width: 1280, height: 6000 } });
      const { asked, dialogs } = await watch(page);

      await page.goto(`${url}${hash}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await open?.(page);
      // They are there, as text: a view that shows none would execute none.
      await expect.poll(() => countScripts(page), { timeout: 120_000 }).toBeGreaterThan(20);

      expect(dialogs).toEqual([]);
      expect(asked.filter((address) => new URL(address).origin !== new URL(url).origin)).toEqual([]);
      expect(page.complaints).toEqual([]);
      expect(await readDamage(page)).toEqual({
        hacked: false,
        polluted: false,
        elements: [],
        links: [],
        origin: new URL(url).origin,
      });
      expect(await page.getByText('This view could not be drawn').count()).toBe(0);
      await page.context().close();
    },
  );
});

/** Answers as a server full of hostile packages would; the page itself and its policy come from the real one. */
async function watch(page: WatchedPage) {
  const asked: string[] = [];
  const dialogs: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const draft = { text: hostileTexts.slice(0, 20).join('\n'), filename: hostileTexts[0], settings: {} };
  await page.addInitScript(
    `if (location.protocol === 'http:') sessionStorage.setItem('phalus.draft', ${JSON.stringify(JSON.stringify(draft))})`,
  );
  await page.route(
    (address) => address.pathname.startsWith('/api/'),
    async (route) => {
      const { pathname, searchParams } = new URL(route.request().url());
      const body = answerHostile(pathname, searchParams);
      if (body === null) await route.fallback();
      else
        await route.fulfill({
          body,
          contentType: pathname.endsWith('/plan') ? 'application/x-ndjson' : 'application/json',
        });
    },
  );
  return { asked, dialogs };
}

/** How often the beginning of a script stands in the text of the view. */
async function countScripts(page: WatchedPage): Promise<number> {
  return ((await page.locator('main').textContent()) ?? '').split('<script>').length - 1;
}

function readDamage(page: WatchedPage) {
  return page.evaluate(`({
    hacked: 'hacked' in globalThis || document.title === 'hacked',
    polluted: Object.keys(Object.prototype).length > 0,
    elements: [...document.querySelectorAll('main :is(script, img, iframe, style, link, meta, base, object, embed, math)')]
      .map(({ tagName }) => tagName),
    links: [...document.querySelectorAll('main a')]
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => href !== '' && !href.startsWith('#/') && !href.startsWith('api/')),
    origin: location.origin,
  })`);
}
