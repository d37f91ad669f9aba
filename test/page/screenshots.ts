/** Takes a picture of every view, from a real server with a scripted endpoint: `npm run screenshots`. */
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hostilePackage, mutePackage, padWord, padWordOtherCode } from '../packages.fake.ts';
import { renderManifest } from '../server.ts';
import { openPageDesk, type WatchedPage } from './page-desk.ts';

const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const largest = 150_000;
const manifest = JSON.stringify(
  {
    dependencies: {
      'pad-word': '^1.0.0',
      'hostile-words': '6.6.6',
      'mute-package': '*',
      'from-git': 'git+https://registry.example/from-git.git',
    },
  },
  null,
  2,
);

const desk = await openPageDesk([padWord, hostilePackage, mutePackage]);
try {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { url, submit, listen } = await desk.serve();
  // The same package with another answer of the model, to have two runs that differ.
  desk.weather = () => ({ kind: 'text', text: `\`\`\`js\n${padWordOtherCode}\n\`\`\`` });
  const earlier = await submit({ manifest_content: renderManifest('pad-word') });
  await listen(earlier);
  let letGo = () => {};
  let isAtSecond = false;
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  desk.weather = () => undefined;
  const page = await desk.open(url, { viewport: { width: 1200, height: 760 }, colorScheme: 'light' });
  page.setDefaultTimeout(120_000);
  await page.getByRole('textbox', { name: 'Manifest or packages' }).fill(manifest);
  await page.getByRole('button', { name: /^Plan / }).waitFor();
  await shoot(page, 'start');
  await page.getByRole('button', { name: /^Plan / }).click();
  await page.getByRole('button', { name: /^Rebuild / }).waitFor();
  await sleep(1500);
  await shoot(page, 'plan');
  const begun = desk.model.ledger.length;
  desk.weather = async (number) => {
    if (number <= begun + 2) return undefined;
    isAtSecond = true;
    await isLetGo;
    return undefined;
  };
  await page.getByRole('button', { name: /^Rebuild / }).click();
  await page.waitForURL(/#\/jobs\/[0-9a-f-]{36}$/);
  for (let waited = 0; !isAtSecond && waited < 120; waited += 1) await sleep(500);
  await page.getByRole('button', { name: /^Details of hostile-words/ }).click();
  await shoot(page, 'progress');
  letGo();
  await page.locator('h1 + .badge', { hasText: 'done' }).waitFor({ timeout: 300_000 });
  const job = page.url().slice(-36);
  await shoot(page, 'job');
  await visit(page, '#/jobs', 'jobs');
  for (const tab of ['', 'specification', 'code', 'similarity', 'wall', 'audit', 'cost']) {
    const address = `#/jobs/${job}/packages/npm/pad-word${tab === '' ? '' : `/${tab}`}`;
    await visit(page, address, `result-${tab === '' ? 'verdict' : tab}`);
  }
  // The earlier one differs from its original, which shows more.
  await visit(page, `#/jobs/${earlier}/packages/npm/pad-word/behaviour`, 'result-behaviour');
  await visit(page, `#/jobs/${earlier}/packages/npm/pad-word`, 'result-verdict-failed');
  await page.getByRole('link', { name: 'Specification', exact: true }).click();
  await page.getByRole('button', { name: '09-test-scenarios.json' }).click();
  await shoot(page, 'result-scenarios');
  await page.goto(`${url}#/compare/${earlier}/${job}`);
  await page.getByRole('button', { name: 'pad-word, both runs beside each other' }).click();
  const changed = page.locator('.diff-line[data-sign="-"]').first();
  await changed.waitFor();
  await shoot(page, 'compare');
  await changed.scrollIntoViewIfNeeded();
  await shoot(page, 'compare-files');
  const dark = await desk.open(url, { viewport: { width: 1200, height: 760 }, colorScheme: 'dark' });
  await visit(dark, '#/', 'start-dark');
  for (const tab of ['', 'code', 'wall']) {
    await visit(dark, `#/jobs/${job}/packages/npm/pad-word/${tab}`, `result-${tab || 'verdict'}-dark`);
  }
  const narrow = await desk.open(url, { viewport: { width: 320, height: 800 }, colorScheme: 'light' });
  await visit(narrow, `#/jobs/${job}/packages/npm/pad-word`, 'result-verdict-narrow');
  const complaints = [page, dark, narrow].flatMap((each) => each.complaints);
  if (complaints.length > 0) throw new Error(`The browser complains: ${complaints.join('; ')}`);
} finally {
  await desk.close();
}

async function visit(page: WatchedPage, address: string, name: string): Promise<void> {
  await page.goto(new URL(address, page.url()).href);
  await page.waitForLoadState('networkidle');
  await sleep(600);
  await shoot(page, name);
}

async function shoot(page: WatchedPage, name: string): Promise<void> {
  await sleep(400);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  const { size } = await stat(path);
  const wider = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  console.log(`${name}.png ${Math.round(size / 1000)} kB${wider > 0 ? ', scrolls sideways' : ''}`);
  if (size > largest) throw new Error(`${name}.png is larger than ${largest} bytes`);
}
