import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEcho, mutePackage, padWord, quietSum } from './packages.fake.ts';
import { createHold, enterManifest, readJobId, startJob, untilStatus } from './page/actions.ts';
import { chromiumPath, whyNoBrowser } from './page/find-chromium.ts';
import { openPageDesk, type PageDesk, type WatchedPage } from './page/page-desk.ts';
import { renderManifest } from './server.ts';
import type { Serving } from './serving.ts';

/** For the build that other tests share, on a machine that may be busy. */
const buildMs = 400_000;
const testMs = 300_000;
const title = chromiumPath === null ? `every view (skipped: ${whyNoBrowser})` : 'every view';
const manifest = JSON.stringify({
  dependencies: { 'pad-word': '^1', '@quiet/sum': '*', 'not-there': '1', here: 'file:../here' },
});

interface View {
  readonly name: string;
  /** From the first view to this one. */
  enter(page: WatchedPage): Promise<void>;
}

describe.skipIf(chromiumPath === null)(title, { timeout: testMs }, () => {
  let desk: PageDesk;
  let server: Serving<unknown>;
  /** One that has ended and one that never does. */
  let done: string;
  let running: string;
  const hold = createHold(1);
  beforeAll(async () => {
    desk = await openPageDesk([padWord, quietSum, mutePackage, createEcho('say-one')]);
    server = await desk.serve();
    const page = await desk.open(server.url);
    done = await startJob(page, renderManifest('pad-word', 'mute-package', '@quiet/sum'));
    await untilStatus(page, 'done');
    desk.weather = hold.weather;
    await page.goto(`${server.url}/#/`);
    running = await startJob(page, renderManifest('say-one'));
    await hold.isReached;
    await page.context().close();
  }, buildMs);
  afterAll(() => desk?.close());

  const goTo = async (page: WatchedPage, place: string) => {
    await page.goto(`${server.url}/${place}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const views: readonly View[] = [
    { name: 'start', enter: (page) => page.getByText('sandbox').first().waitFor() },
    {
      name: 'recognised',
      async enter(page) {
        await enterManifest(page, manifest);
        await page.getByRole('button', { name: /^Plan / }).waitFor();
      },
    },
    {
      name: 'refused',
      async enter(page) {
        await enterManifest(page, 'not a manifest of any kind');
        await page.getByRole('alert').waitFor();
      },
    },
    {
      name: 'plan',
      async enter(page) {
        await enterManifest(page, manifest);
        await page.getByRole('button', { name: /^Plan / }).click();
        await page.getByRole('button', { name: /why, about not-there/ }).click();
        await page.getByText('What to do').waitFor();
        await page.getByRole('radio', { name: /^context/ }).waitFor();
      },
    },
    {
      name: 'job at work',
      async enter(page) {
        await goTo(page, `#/jobs/${running}`);
        await page.getByRole('table', { name: 'Phases of say-one' }).waitFor();
      },
    },
    {
      name: 'question before a cancel',
      async enter(page) {
        await goTo(page, `#/jobs/${running}`);
        await page.getByRole('button', { name: 'Cancel' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'job that ended',
      async enter(page) {
        await goTo(page, `#/jobs/${done}`);
        await page.getByRole('button', { name: 'Details of pad-word' }).click();
        await page.locator('summary', { hasText: /^Log/ }).click();
        await page.getByRole('table', { name: 'Log of the job' }).waitFor();
      },
    },
    {
      name: 'jobs',
      async enter(page) {
        await goTo(page, '#/jobs');
        await page.getByRole('table', { name: 'Jobs' }).waitFor();
      },
    },
    { name: 'no such view', enter: (page) => goTo(page, '#/nowhere') },
    {
      name: 'no such job',
      async enter(page) {
        await goTo(page, '#/jobs/3f0c0000-0000-4000-8000-000000000000');
        await page.getByRole('alert').waitFor();
      },
    },
  ];

  const looks = ['light', 'dark'] as const;
  it.each(looks.flatMap((look) => views.map((view) => ({ look, ...view }))))(
    'has nothing that axe objects to: $name, $look',
    async ({ look, enter }) => {
      const page = await desk.open(server.url, { colorScheme: look, reducedMotion: 'reduce' });
      await enter(page);

      const { violations } = await new AxeBuilder({ page }).analyze();

      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
      expect(page.complaints).toEqual([]);
      await page.context().close();
    },
  );

  const sizes = [
    { size: '320 px wide', options: { viewport: { width: 320, height: 640 } } },
    {
      size: 'at 200 %',
      // What is left of a usual window of 1280 by 800, in the pixels that styles count.
      options: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
    },
  ];
  it.each(sizes.flatMap((size) => views.map((view) => ({ ...size, ...view }))))(
    'does not scroll sideways: $name, $size',
    async ({ options, enter }) => {
      const page = await desk.open(server.url, options);
      await enter(page);

      const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');

      expect(wider).toBeLessThanOrEqual(0);
      await page.context().close();
    },
  );

  it('takes a job from the manifest to its cancel by the keyboard alone', async () => {
    const page = await desk.open(server.url);
    const tabTo = async (name: RegExp) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab');
        const text = await page.evaluate(
          '(document.activeElement.getAttribute("aria-label") ?? "") + document.activeElement.textContent',
        );
        if (name.test(String(text))) return;
      }
      throw new Error(`Tab does not come to ${name}`);
    };

    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('npm/say-one');
    await page.getByRole('button', { name: 'Plan this package' }).waitFor();
    await tabTo(/^Plan this package/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rebuild 1 package' }).waitFor();
    await tabTo(/^Rebuild 1 package/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/jobs\/[0-9a-f-]{36}$/);
    await page.getByRole('button', { name: 'Cancel' }).waitFor();
    await tabTo(/^Cancel/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Cancel');
    await page.keyboard.press('Enter');
    await tabTo(/^Cancel the job/);
    await page.keyboard.press('Enter');
    await untilStatus(page, 'cancelled');

    expect(readJobId(page)).not.toBe('');
    await page.context().close();
  });
});
