/** Buy forms and the account bar as every host writes them, in a real browser under a strict policy. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium } from './chromium';
import { aVisitor, type Visitor } from './open';
import { startSite, type Site } from './site';
import { STORY, tellStory } from './story';

let browser: Browser;
let site: Site;
let visitor: Visitor;

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  site = await startSite();
  visitor = await aVisitor(browser);
  tellStory(site);
});
afterEach(async () => {
  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
  await site.close();
});
afterAll(async () => {
  await browser.close();
});

test('says after a cancelled payment what the page has to say', async () => {
  const { page } = visitor;
  await page.goto(site.url + STORY);
  await page.click('[data-fermata-buy]');
  await page.click('text=Cancel');
  await page.getByRole('alert').filter({ hasText: 'Nothing was paid.' }).waitFor();
});

test('says in words what went wrong, and sells at the next try', async () => {
  const { page } = visitor;
  const problem = { code: 'term-not-for-sale', detail: 'This is not for sale today.' };
  site.intercept = ({ method, path }) =>
    method === 'POST' && path === 'api/purchases' ? { status: 409, body: problem } : undefined;
  await page.goto(site.url + STORY);
  await page.click('[data-fermata-buy]');
  await page.getByRole('alert').filter({ hasText: 'This is not for sale today.' }).waitFor();
  site.intercept = undefined;
  await page.click('[data-fermata-buy]');
  await page.locator('text=Pay').waitFor();
});

test('has its button back after the back button', async () => {
  const { page } = visitor;
  await page.goto(site.url + STORY);
  await page.click('[data-fermata-buy]');
  await page.locator('text=Pay').waitFor();
  await page.evaluate('setTimeout(() => history.back())');
  await page.locator('[data-fermata-buy]:not([aria-busy])', { hasText: 'Buy a month' }).waitFor();
  expect(await page.locator('html').getAttribute('data-loaded')).toBe('once');
});

test('sells by the plain form without JavaScript', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  let sent = '';
  site.pages['/checkout'] = async (response, request) => {
    for await (const chunk of request) sent += String(chunk);
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>The checkout</p>');
  };
  await page.goto(site.url + STORY);
  await page.click('[data-fermata-buy]');
  await page.locator('text=The checkout').waitFor();
  expect(sent).toBe(`term_id=term_month&return_url=${encodeURIComponent(site.url + STORY)}`);
  await context.close();
});

test('mails a link from the account bar', async () => {
  const { page } = visitor;
  await page.goto(site.url + STORY);
  await page.fill('[name=email]', 'ada@example.com');
  await page.press('[name=email]', 'Enter');
  await page.getByRole('status').filter({ hasText: 'We have mailed you a link.' }).waitFor();
  expect(site.callsTo('POST', 'api/login/magic-links')[0]?.body).toEqual({
    email: 'ada@example.com',
    return_url: site.url + STORY,
  });
});
