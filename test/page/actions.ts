import { expect } from 'vitest';
import type { Serving } from '../serving.ts';
import type { WatchedPage } from './page-desk.ts';

/** From the first view to a job at work. Gives its id. */
export async function startJob(page: WatchedPage, manifest: string): Promise<string> {
  await enterManifest(page, manifest);
  await page.getByRole('button', { name: /^Plan / }).click();
  await page.getByRole('button', { name: /^Rebuild / }).click();
  await page.waitForURL(/#\/jobs\/[0-9a-f-]{36}$/);
  return readJobId(page);
}

export async function enterManifest(page: WatchedPage, manifest: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Manifest or packages' }).fill(manifest);
}

export function readJobId(page: WatchedPage): string {
  return /#\/jobs\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/** Waits until the badge beside the heading says so. */
export async function untilStatus(page: WatchedPage, status: string): Promise<void> {
  await page.locator('h1 + .badge', { hasText: status }).waitFor();
}

/** Every number of the log, as drawn. The window is made tall enough for all of them. */
export async function readLogNumbers(page: WatchedPage): Promise<readonly number[]> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 1280, height: 8000 });
  const summary = page.locator('summary', { hasText: /^Log/ });
  if ((await page.getByRole('table', { name: 'Log of the job' }).count()) === 0) await summary.click();
  const table = page.getByRole('table', { name: 'Log of the job' });
  const wanted = Number(await table.getAttribute('aria-rowcount')) - 1;
  const cells = table.locator('.row-cells > :first-child');
  await expect.poll(() => cells.count(), { timeout: 60_000 }).toBe(wanted);
  const numbers = (await cells.allInnerTexts()).map((text) => Number(/\d+/.exec(text)?.[0]));
  if (size !== null) await page.setViewportSize(size);
  return numbers;
}

/** The numbers that the log should have: of each event that the server kept, but for the text of models and for attempts, of which a line tells. */
export async function listLoggedNumbers(server: Pick<Serving<unknown>, 'get'>, job: string) {
  const response = await server.get(`/api/jobs/${job}/events?limit=10000`);
  const { events } = (await response.json()) as {
    events: readonly { readonly id: number; readonly event: object }[];
  };
  const isLogged = (event: object) => !('ModelText' in event) && !('AttemptDone' in event);
  return events.filter(({ event }) => isLogged(event)).map(({ id }) => id);
}

/** Holds requests to a model from number `first` on until they are let go. */
export function createHold(first: number) {
  let letGo = () => {};
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let reach = () => {};
  const isReached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const weather = async (number: number) => {
    if (number < first) return undefined;
    reach();
    await isLetGo;
    return undefined;
  };
  return { letGo: () => letGo(), isReached, weather };
}
