/** The complete example of the documentation, as it stands, bought in a real browser. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium } from './chromium';
import { aVisitor, type Visitor } from './open';
import { policyFor, startSite, type Site } from './site';
import { readFileSync } from 'node:fs';

const EXAMPLE = '/complete-example.html';

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

test('opens the gate for a reader who pays', async () => {
  const { page } = visitor;
  await page.goto(site.url + EXAMPLE + '?utm_source=a%20b#read');
  await page.click('#subscribe-btn');
  await page.click('text=Pay');
  await page.locator('#confirmation').waitFor();

  expect(await page.locator('#content-gate').isVisible()).toBe(false);
  expect(page.url()).toBe(site.url + EXAMPLE + '?utm_source=a%20b#read');
  expect(site.callsTo('POST', 'api/purchases')).toHaveLength(1);
  expect(site.callsTo('POST', 'api/purchases')[0]?.body).toEqual({
    term_id: 'term_month',
    return_url: site.url + EXAMPLE + '?utm_source=a%20b#read',
  });
  expect(site.callsTo('POST', 'api/purchases/exchange')).toHaveLength(1);
  expect(visitor.alerts).toEqual([]);
});

test('tells a reader who cancels, and lets them try again', async () => {
  const { page } = visitor;
  await page.goto(site.url + EXAMPLE);
  await page.click('#subscribe-btn');
  await page.click('text=Cancel');
  await expect.poll(() => visitor.alerts).toEqual(['Payment was not completed. Please try again.']);
  expect(page.url()).toBe(site.url + EXAMPLE);

  await page.click('#subscribe-btn');
  await page.click('text=Pay');
  await page.locator('#confirmation').waitFor();
});

test('does not exchange again when the return page is reloaded', async () => {
  const { page } = visitor;
  await page.goto(site.url + EXAMPLE);
  await page.click('#subscribe-btn');
  await page.click('text=Pay');
  await page.locator('#confirmation').waitFor();

  const ready = page.waitForRequest('**/api/events');
  await page.reload();
  await ready;
  expect(await page.locator('#content-gate').isVisible()).toBe(true);
  expect(site.callsTo('POST', 'api/purchases/exchange')).toHaveLength(1);
  expect(visitor.alerts).toEqual([]);
});

test('tells a reader whose checkout cannot start', async () => {
  const { page } = visitor;
  site.intercept = ({ method, path }) =>
    method === 'POST' && path === 'api/purchases'
      ? { status: 503, body: { code: 'payment-provider-missing', detail: 'No payment provider.' } }
      : undefined;
  await page.goto(site.url + EXAMPLE);
  await page.click('#subscribe-btn');
  await expect.poll(() => visitor.alerts).toEqual(['Payment was not completed. Please try again.']);
});

test('starts one checkout for a double click', async () => {
  const { page } = visitor;
  let clicked: () => void = () => undefined;
  const bothClicks = new Promise<void>((resolve) => (clicked = resolve));
  site.intercept = async ({ method, path }) => {
    if (method === 'POST' && path === 'api/purchases') await bothClicks;
    return undefined;
  };
  await page.goto(site.url + EXAMPLE);
  await page.dblclick('#subscribe-btn');
  await page.click('#subscribe-btn');
  clicked();
  await page.locator('text=Pay').waitFor();
  expect(site.callsTo('POST', 'api/purchases')).toHaveLength(1);
});

test('starts again after the back button brought the frozen page back', async () => {
  const { page } = visitor;
  await page.addInitScript(() => {
    addEventListener('pageshow', (event) => {
      document.documentElement.dataset.shown = event.persisted ? 'from cache' : 'fresh';
    });
  });
  await page.goto(site.url + EXAMPLE);
  await page.click('#subscribe-btn');
  await page.locator('text=Pay').waitFor();
  // Not page.goBack(): it waits for a load, and a page from the cache does not load.
  await page.evaluate('setTimeout(() => history.back())');
  // Only then does this test say anything.
  await page.locator('html[data-shown="from cache"]').waitFor();
  await expect
    .poll(() => site.callsTo('POST', 'api/events').map(({ body }) => body.event_name))
    .toEqual(['page_view', 'page_view']);

  await page.click('#subscribe-btn');
  await page.click('text=Pay');
  await page.locator('#confirmation').waitFor();
  expect(site.callsTo('POST', 'api/purchases')).toHaveLength(2);
});

test('completes although the answer to the exchange was lost on the way', async () => {
  const { page } = visitor;
  site.intercept = ({ path }, response) => {
    if (path === 'api/purchases/exchange' && site.callsTo('POST', path).length === 1) {
      response.destroy();
      return undefined;
    }
    return undefined;
  };
  await page.goto(site.url + EXAMPLE);
  await page.click('#subscribe-btn');
  await page.click('text=Pay');
  await page.locator('#confirmation').waitFor();
  expect(site.callsTo('POST', 'api/purchases/exchange')).toHaveLength(2);
  expect(visitor.alerts).toEqual([]);
});

test("works with the SDK from the service's own host", async () => {
  const { page } = visitor;
  const html = readFileSync(new URL('../../examples/complete-example.html', import.meta.url), 'utf8').replace(
    '/_fermata/client.js',
    `${site.serviceUrl}/client.js`,
  );
  site.pages['/elsewhere'] = (response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', ...policyFor(html, site.serviceUrl) }).end(html);
  };
  await page.goto(site.url + '/elsewhere');
  await page.click('#subscribe-btn');
  await page.click('text=Pay');
  await page.locator('#confirmation').waitFor();
});
