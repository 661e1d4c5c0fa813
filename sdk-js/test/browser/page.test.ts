/** What client.js promises to the page around it: order, address, tabs, policy. */
import type { ServerResponse } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { aSession, aToken } from '../support/a-token';
import { launchChromium } from './chromium';
import { aVisitor, type Visitor } from './open';
import { policyFor, startSite, type Site } from './site';

let browser: Browser;
let site: Site;
let visitor: Visitor;

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  site = await startSite();
  visitor = await aVisitor(browser);
});
afterEach(async () => {
  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
  await site.close();
});
afterAll(async () => {
  await browser.close();
});

const CLIENT = '<script src="/_fermata/client.js"></script>';
/** Writes every event's name into the page, so that a test can wait for it. */
const LOG_EVENTS = `
  for (const name of ['ready', 'authenticated', 'purchase:completed', 'purchase:failed', 'logout']) {
    addEventListener('allegro:' + name, () => document.documentElement.append(' ' + name + ';'));
  }`;

function aPage(body: string, head = CLIENT): string {
  return `<!doctype html><title>A page</title>${head}<body>${body}</body>`;
}

/** Buys on the complete example and follows the checkout's way back to the page, or to `path` with the same parameter. */
async function buyAndReturnTo(path: string): Promise<void> {
  const { page } = visitor;
  await page.goto(`${site.url}/thank-you.html`);
  await page.evaluate((address) => {
    window.allegro.push((allegro) => void allegro.purchase.initiate('term_month', address));
  }, path);
  await page.click('text=Pay');
}

test('hides the token from every later script', async () => {
  site.pages['/spied-on'] = aPage(
    `<p id="seen"></p><script>document.getElementById('seen').textContent = location.href + ' ' + document.URL;</script>`,
  );
  await buyAndReturnTo('/spied-on?a=1&b=%2F#part');
  const seen = visitor.page.locator('#seen:not(:empty)');
  const address = `${site.url}/spied-on?a=1&b=%2F#part`;
  await expect.poll(() => seen.textContent()).toBe(`${address} ${address}`);
  await expect.poll(() => site.callsTo('POST', 'api/purchases/exchange').length).toBe(1);
  // The token is not recorded with the page view either.
  expect(JSON.stringify(site.callsTo('POST', 'api/events'))).not.toContain('allegro_purchase');
});

test('keeps the history state of an entry it cleans', async () => {
  const { page } = visitor;
  site.pages['/stateful'] = aPage('<script>document.body.append(JSON.stringify(history.state));</script>');
  await page.goto(`${site.url}/stateful`);
  await page.evaluate(() => {
    history.replaceState({ scroll: 120 }, '', '?allegro_purchase_error=payment_failed');
  });
  await page.reload();
  await page.locator('text={"scroll":120}').waitFor();
  expect(page.url()).toBe(`${site.url}/stateful`);
  expect(await page.evaluate(() => history.state as unknown)).toEqual({ scroll: 120 });
});

test('waits for listeners in a part of the page that arrives after the answers', async () => {
  // The page asks for its own second half once it has digested both answers.
  const askForRest = `
    const timer = setInterval(() => {
      const calls = performance.getEntriesByType('resource').map((entry) => entry.name);
      if (!window.allegro.purchase.validation || !calls.some((name) => name.endsWith('api/session'))) return;
      clearInterval(timer);
      fetch('/_fermata/api/rest');
    }, 10);`;
  let release: () => void = () => undefined;
  const digested = new Promise<void>((resolve) => (release = resolve));
  site.intercept = ({ path }) => {
    if (path === 'api/rest') release();
    return undefined;
  };
  const html = aPage(`<script>${LOG_EVENTS}</script>`, `${CLIENT}<script>${askForRest}</script>`);
  site.pages['/slow'] = async (response: ServerResponse) => {
    const cut = html.indexOf('<body>');
    response.writeHead(200, { 'Content-Type': 'text/html', ...policyFor(html) });
    response.write(html.slice(0, cut) + `<!--${' '.repeat(2000)}-->`);
    await digested;
    response.end(html.slice(cut));
  };
  await buyAndReturnTo('/slow');
  const shown = visitor.page.locator('html');
  await expect.poll(() => shown.textContent()).toContain('ready;');
  await expect.poll(() => shown.textContent()).toContain('authenticated; purchase:completed;');
});

test('waits for listeners in deferred scripts, also when it is deferred itself', async () => {
  site.pages['/deferred'] = aPage(
    '',
    `<script defer src="/_fermata/client.js"></script><script defer src="/_fermata/log.js"></script>`,
  );
  site.pages['/log.js'] = (response) => {
    response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(LOG_EVENTS);
  };
  await visitor.page.goto(`${site.url}/deferred?allegro_purchase_error=payment_failed`);
  const shown = visitor.page.locator('html');
  await expect.poll(() => shown.textContent()).toContain('purchase:failed;');
  await expect.poll(() => shown.textContent()).toContain('ready;');
  expect(visitor.page.url()).toBe(`${site.url}/deferred`);
});

test('tells the outcome to a script that comes too late for the event', async () => {
  await buyAndReturnTo('/thank-you.html');
  await visitor.page.locator('text=You can now read Premium.').waitFor();
});

test('keeps the promise of the README', async () => {
  const { page } = visitor;
  await page.goto(`${site.url}/subscribe.html`);
  await page.click('#subscribe');
  await page.click('text=Cancel');
  await page.locator('text=That did not work: payment_failed').waitFor();
  await page.click('#subscribe');
  await page.click('text=Pay');
  await page.locator('text=You can now read Premium.').waitFor();
});

test('says on a plain visit that nothing was bought', async () => {
  await visitor.page.goto(`${site.url}/thank-you.html`);
  await visitor.page.locator('text=Nothing was bought on this visit.').waitFor();
});

test('is harmless when loaded twice', async () => {
  site.pages['/twice'] = aPage(`${CLIENT}<script>${LOG_EVENTS}</script>`, CLIENT);
  await visitor.page.goto(`${site.url}/twice`);
  await expect.poll(() => visitor.page.locator('html').textContent()).toContain('ready;');
  await expect.poll(() => site.callsTo('POST', 'api/events').length).toBe(1);
  expect(site.callsTo('GET', 'api/session')).toHaveLength(1);
});

test('notices a sign-in that completed by the mailed link', async () => {
  const { page } = visitor;
  let linkClicked = false;
  site.intercept = ({ method, path }) =>
    linkClicked && method === 'GET' && path === 'api/session'
      ? { status: 200, body: aSession(aToken({ name: 'Zoë 🎼' })) }
      : undefined;
  await page.goto(`${site.url}/account.html`);
  await page.locator('text=You are not signed in.').waitFor();
  await page.fill('input[name=email]', 'zoe@example.com');
  await page.click('text=Mail me');
  await page.locator('text=Look into your mail.').waitFor();
  linkClicked = true;
  await page.locator('text=Hello, Zoë 🎼').waitFor();
});

test('notices in one tab what happens in another', async () => {
  await buyAndReturnTo('/thank-you.html');
  await visitor.page.locator('text=You can now read Premium.').waitFor();
  const other = await visitor.newPage();
  await other.goto(`${site.url}/account.html`);
  await other.locator('text=Hello, Ada').waitFor();

  const third = await visitor.newPage();
  await third.goto(`${site.url}/account.html`);
  await third.click('text=Sign out');
  await third.locator('text=You are not signed in.').waitFor();
  await other.locator('text=You are not signed in.').waitFor();
});

test('serves a single page application from the npm package', async () => {
  const { page } = visitor;
  await page.goto(`${site.url}/single-page-app.html#story`);
  await page.locator('text=The beginning of a story').waitFor();
  await page.click('text=Offer');
  await page.click('button');
  await page.click('text=Pay');
  await page.locator('text=The whole story.').waitFor();
  expect(page.url()).toBe(`${site.url}/single-page-app.html#story`);
  expect(site.callsTo('POST', 'api/purchases/exchange')).toHaveLength(1);
});

test('keeps its two cookies to the site, and calls nobody else', async () => {
  const { page, context } = visitor;
  await page.goto(`${site.url}/account.html`);
  await expect.poll(() => site.callsTo('POST', 'api/events').length).toBe(1);
  const cookies = await context.cookies();
  expect(cookies.map(({ name, path, sameSite }) => [name, path, sameSite]).sort()).toEqual([
    ['allegro_device_id', '/', 'Lax'],
    ['allegro_session_id', '/', 'Lax'],
  ]);
});
