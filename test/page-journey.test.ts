import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEcho, mutePackage, padWord, quietSum } from './packages.fake.ts';
import {
  createHold,
  enterManifest,
  listLoggedNumbers,
  readLogNumbers,
  startJob,
  untilStatus,
} from './page/actions.ts';
import { chromiumPath, whyNoBrowser } from './page/find-chromium.ts';
import { openPageDesk, type PageDesk, type WatchedPage } from './page/page-desk.ts';
import { renderManifest } from './server.ts';
import type { Serving } from './serving.ts';

/** For the build that other tests share, on a machine that may be busy. */
const buildMs = 400_000;
const testMs = 300_000;
const title = chromiumPath === null ? `the page (skipped: ${whyNoBrowser})` : 'the page';

describe.skipIf(chromiumPath === null)(title, { timeout: testMs }, () => {
  let desk: PageDesk;
  let server: Serving<unknown>;
  let page: WatchedPage;
  beforeAll(async () => {
    desk = await openPageDesk([padWord, quietSum, mutePackage, createEcho('say-one')]);
    server = await desk.serve();
  }, buildMs);
  afterAll(() => desk?.close());
  beforeEach(async () => {
    desk.weather = () => undefined;
    desk.model.ledger.length = 0;
    page = await desk.open(server.url);
  });
  afterEach(async () => {
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });

  it('takes a person from a manifest to a package, over a reload, a cancel and a resume', async () => {
    const hold = createHold(2);
    desk.weather = hold.weather;
    const manifest = JSON.stringify({
      dependencies: { 'pad-word': '^1.0.0', '@quiet/sum': '*', there: 'git+https://registry.example/x.git' },
    });

    await enterManifest(page, manifest);
    await page.getByText('a git repository, not a version in a registry').waitFor();
    await page.getByRole('button', { name: 'Plan these 2 packages' }).click();
    await page.getByRole('button', { name: 'worthwhile: why, about pad-word' }).click();
    await page.getByText('GPL-3.0: a rebuild may help').waitFor();
    await page.getByText('1 package of 2 have a licence that already permits').waitFor();
    await page.getByRole('button', { name: 'Rebuild 2 packages' }).click();
    await page.waitForURL(/#\/jobs\/[0-9a-f-]{36}$/);
    const job = page.url().slice(-36);
    await hold.isReached;
    await page.reload();
    await untilStatus(page, 'running');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Cancel the job' }).click();
    await untilStatus(page, 'cancelled');
    hold.letGo();
    await page.getByRole('button', { name: 'Resume' }).click();
    await untilStatus(page, 'done');

    expect(await readLogNumbers(page)).toEqual(await listLoggedNumbers(server, job));
    await page.getByRole('link', { name: 'pad-word@1.2.0' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'pad-word' }).waitFor();
    await page.getByText('api-surface').first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).first().click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/pad-word.*\.zip$/);
  });

  it('pauses when the calls that run are done, says why, and goes on', async () => {
    const hold = createHold(2);
    desk.weather = hold.weather;

    const job = await startJob(page, renderManifest('say-one'));
    await hold.isReached;
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('The job is about to pause').waitFor();
    hold.letGo();
    await page.getByText('The job is paused').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await untilStatus(page, 'done');

    expect(await readLogNumbers(page)).toEqual(await listLoggedNumbers(server, job));
  });

  it('tells every refusal with what to do', async () => {
    await enterManifest(page, 'Dear server, please rebuild lodash.');
    await page
      .getByRole('alert')
      .getByText(/expected one of .*package\.json/)
      .waitFor();
    await enterManifest(page, 'npm/not-there@1.0.0\nnpm/say-one');
    await page.getByRole('button', { name: 'Plan these 2 packages' }).click();
    await page.getByRole('button', { name: 'cannot be done: why, about not-there' }).click();
    await page.getByText('What to do').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Include not-there' }).isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'Include say-one' }).uncheck();
    await page.getByText('Include at least one package').waitFor();

    await page.goto(`${server.url}/#/jobs/3f0c0000-0000-4000-8000-000000000000`);
    await page.getByRole('alert').getByText('GET /api/jobs lists the jobs').waitFor();
    await page.goto(`${server.url}/#/nowhere`);
    await page.getByText('No view has this address').waitFor();
  });
});
