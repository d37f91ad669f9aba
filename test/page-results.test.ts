import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostilePackage, mutePackage, padWord, padWordOtherCode } from './packages.fake.ts';
import { chromiumPath, whyNoBrowser } from './page/find-chromium.ts';
import { openPageDesk, type PageDesk, type WatchedPage } from './page/page-desk.ts';
import { renderManifest } from './server.ts';
import type { Serving } from './serving.ts';

/** For the build that other tests share, on a machine that may be busy. */
const buildMs = 400_000;
const testMs = 300_000;
const title = chromiumPath === null ? `results (skipped: ${whyNoBrowser})` : 'results';
const tabs = ['', 'specification', 'code', 'behaviour', 'similarity', 'wall', 'audit', 'cost'];

describe.skipIf(chromiumPath === null)(title, { timeout: testMs }, () => {
  let desk: PageDesk;
  let server: Serving<unknown>;
  let first: string;
  let second: string;
  beforeAll(async () => {
    desk = await openPageDesk([padWord, hostilePackage, mutePackage]);
    server = await desk.serve();
    desk.weather = () => ({ kind: 'text', text: `\`\`\`js\n${padWordOtherCode}\n\`\`\`` });
    first = await server.submit({ manifest_content: renderManifest('pad-word') });
    await server.listen(first);
    desk.weather = () => undefined;
    second = await server.submit({
      manifest_content: renderManifest('pad-word', 'hostile-words', 'mute-package'),
    });
    await server.listen(second);
  }, buildMs);
  afterAll(() => desk?.close());

  const placeOf = (tab: string, name = 'pad-word', job = second) =>
    `${server.url}/#/jobs/${job}/packages/npm/${name}${tab === '' ? '' : `/${tab}`}`;
  const enter = async (page: WatchedPage, address: string) => {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
  };

  it.each(['light', 'dark'] as const)('axe finds nothing on any of them in %s', async (colorScheme) => {
    const page = await desk.open(server.url, { colorScheme });
    const addresses = [
      ...tabs.map((tab) => placeOf(tab)),
      ...['', 'wall', 'cost'].map((tab) => placeOf(tab, 'mute-package')),
      `${server.url}/#/compare/${first}/${second}`,
    ];

    for (const address of addresses) {
      await enter(page, address);
      const fold = page.getByRole('button', { name: /both runs beside each other/ });
      if ((await fold.count()) > 0) await fold.first().click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => [address, id, nodes[0]?.html]),
        address,
      ).toEqual([]);
    }
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });

  it('none scrolls sideways at 320 px', async () => {
    const page = await desk.open(server.url, { viewport: { width: 320, height: 700 } });

    for (const address of [
      ...tabs.map((tab) => placeOf(tab)),
      `${server.url}/#/compare/${first}/${second}`,
    ]) {
      await enter(page, address);
      const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(wider, address).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });

  it('leads from a statement of the specification to the document it came from', async () => {
    const page = await desk.open(placeOf('specification'));

    await page.getByRole('button', { name: '09-test-scenarios.json' }).click();
    await page
      .getByRole('row', { name: /S001/ })
      .getByRole('link', { name: /^readme line/ })
      .click();
    await page.getByText('Agent A read', { exact: false }).first().waitFor();

    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toMatch(/^readme/);
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });

  it('says why there is nothing, in each part of a package that did not come far', async () => {
    const page = await desk.open(placeOf('wall', 'mute-package'));

    await page.getByRole('heading', { name: /Crossed the wall/ }).waitFor();
    expect(await page.getByText('nobody recorded why').count()).toBe(0);
    await page.getByRole('link', { name: 'Code', exact: true }).click();
    await page.getByRole('alert').waitFor();

    await page.context().close();
  });

  it('shows the code in colours, of nodes, with what it was made from', async () => {
    const page = await desk.open(placeOf('code'));

    await page.locator('[data-scope="keyword"]').first().waitFor();
    const shown = await page.locator('.code code').first().textContent();
    const answer = await server.get(`/api/packages/pad-word/code?job=${second}`);
    const files = Object.values((await answer.json()) as Record<string, string>);

    expect(files).toContain(shown);
    await page.getByText(/^Written by Agent B from/).waitFor();
    await page.context().close();
  });

  it('compares two runs down to the lines that differ', async () => {
    const page = await desk.open(`${server.url}/#/compare/${first}/${second}`);

    await page.getByRole('button', { name: 'pad-word, both runs beside each other' }).click();
    await page.locator('.diff-line[data-sign="-"]').first().waitFor();
    const taken = await page.locator('.diff-line[data-sign="-"]').allTextContents();

    expect(taken.join('\n')).toContain('padStart');
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });
});
