import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { timed } from './pace';
import { running, tokenOf } from './school';

let shared: Browser | undefined;

async function browser(): Promise<Browser> {
  shared ??= await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: JSON.parse(process.env.CHROMIUM_ARGS ?? '["--no-sandbox"]') as string[],
  });
  return shared;
}

export async function closeBrowser(): Promise<void> {
  await shared?.close();
  shared = undefined;
}

export type Look = { width?: number; dark?: boolean; javaScript?: boolean };
export type Visit = { page: Page; context: BrowserContext; problems: string[] };

/** A browser of its own for one person, on a phone unless told otherwise; signed in without the form. */
export async function visit(person: { id: string } | null, { width = 360, dark = false, javaScript = true }: Look = {}): Promise<Visit> {
  const isPhone = width < 800;
  const context = await (await browser()).newContext({
    viewport: { width, height: isPhone ? 740 : 800 },
    isMobile: isPhone,
    hasTouch: isPhone,
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: javaScript,
    baseURL: running().appUrl,
  });
  // What is awaited comes soon, except on a machine that other programs use.
  context.setDefaultTimeout(60_000);
  if (person) await context.addCookies([{ name: 'session', value: await tokenOf(person), url: running().appUrl }]);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return { page, context, problems };
}

/** A page of the portal has become interactive: the live dot is on. */
export const untilLive = (page: Page) => page.locator('[data-live=live]').first().waitFor({ state: 'attached' });

/** How long it takes at this moment to open a page and make it interactive, in ms. */
export async function paceOf(page: Page): Promise<number> {
  const other = await page.context().newPage();
  const took = await timed(async () => {
    await other.goto('/account');
    await untilLive(other);
  });
  await other.close();
  return took;
}
