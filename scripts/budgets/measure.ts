import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { chromium, type Browser, type BrowserContext, type Request } from 'playwright';

// What a proxy spends on an answer it compresses as it passes; files compressed beforehand get a little smaller.
const QUALITY = 5;

const compress = promisify(brotliCompress);

/** A page to open and what it may weigh, in kilobytes of 1,024 bytes. */
export type Budgeted = { name: string; url: string; cookie?: string; script: number };

export type Piece = { url: string; bytes: number; text: string };

export type Weight = {
  name: string;
  status: number;
  script: number;
  css: number;
  requests: number;
  total: number;
  scripts: Piece[];
  /** What is over, as sentences; empty when the page keeps its budget. */
  over: string[];
};

export const CSS_LIMIT = 20;
export const TOTAL_LIMIT = 210;
export const REQUEST_LIMIT = 20;

/** Bytes as they would travel compressed with brotli. */
export async function brotliSize(body: Buffer): Promise<number> {
  const packed = await compress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
  return packed.length;
}

/** Weighs pages one after the other; for the command and for tests alike. */
export async function weighAll(
  pages: Budgeted[],
  found: { path: string; args: string[] },
): Promise<Weight[]> {
  const browser = await chromium.launch({ executablePath: found.path, args: found.args });
  try {
    const weights: Weight[] = [];
    for (const page of pages) weights.push(await weigh(browser, page));
    return weights;
  } finally {
    await browser.close();
  }
}

/** Opens a page in a browser that has never seen it and weighs everything it loads until it is quiet. */
async function weigh(browser: Browser, page: Budgeted): Promise<Weight> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  try {
    if (page.cookie) await giveCookie(context, page);
    return await open(context, page);
  } finally {
    await context.close();
  }
}

async function open(context: BrowserContext, page: Budgeted): Promise<Weight> {
  const tab = await context.newPage();
  const seen: Request[] = [];
  tab.on('requestfinished', (request) => seen.push(request));
  const answer = await tab.goto(page.url, { waitUntil: 'load' });
  await tab.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
  const files = await Promise.all(seen.filter((request) => request.url().startsWith('http')).map(read));
  const of = (type: string) => files.filter((file) => file.type === type);
  const sum = (some: typeof files) => some.reduce((bytes, file) => bytes + file.bytes, 0);
  const weight = {
    name: page.name,
    status: answer?.status() ?? 0,
    script: sum(of('script')),
    css: sum(of('stylesheet')),
    requests: files.length,
    total: sum(files),
    scripts: of('script').toSorted((a, b) => b.bytes - a.bytes),
  };
  return { ...weight, over: whatIsOver(weight, page) };
}

async function read(request: Request): Promise<Piece & { type: string }> {
  const response = await request.response();
  const body = (await response?.body().catch(() => null)) ?? Buffer.alloc(0);
  const isText = /text|script|json|svg|component/.test(response?.headers()['content-type'] ?? '');
  const bytes = isText ? await brotliSize(body) : body.length;
  return { url: request.url(), bytes, text: isText ? body.toString() : '', type: request.resourceType() };
}

function whatIsOver(
  { status, script, css, requests, total }: Omit<Weight, 'over'>,
  page: Budgeted,
): string[] {
  const kilo = (bytes: number) => bytes / 1024;
  const check = (label: string, value: number, limit: number) =>
    value > limit ? [`${page.name}: ${label} ${value.toFixed(1)}, allowed ${limit}`] : [];
  return [
    ...(status === 200 ? [] : [`${page.name}: answered ${status}`]),
    ...check('KB of JavaScript', kilo(script), page.script),
    ...check('KB of CSS', kilo(css), CSS_LIMIT),
    ...check('KB in all', kilo(total), TOTAL_LIMIT),
    ...check('requests', requests, REQUEST_LIMIT),
  ];
}

async function giveCookie(context: BrowserContext, { url, cookie = '' }: Budgeted): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: new URL(url).origin, httpOnly: true, sameSite: 'Lax' }]);
}
