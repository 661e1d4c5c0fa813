/** Gates, buy forms and the account bar as every host writes them, in a real browser under a strict policy. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { aGate, anAccountBar, anOffer, fragmentOf, type GateFacts } from '../support/a-gate';
import { launchChromium } from './chromium';
import { aVisitor, type Visitor } from './open';
import { policyFor, startSite, type Site } from './site';

const STORY = '/story';
const TEXT = '<p>The whole story.</p><script src="/embed.js"></script>';
/** Leaves a mark that a reload would take away. */
const MARK =
  "addEventListener('allegro:ready', () => { document.documentElement.dataset.loaded = 'once'; });";

let browser: Browser;
let site: Site;
let visitor: Visitor;

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  site = await startSite();
  visitor = await aVisitor(browser);
  site.fragments[fragmentOf('a')] = TEXT;
  site.pages['/embed.js'] = (response) => {
    const code = "document.currentScript.insertAdjacentElement('afterend', document.createElement('hr'));";
    response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(code);
  };
  tell();
});
afterEach(async () => {
  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
  await site.close();
});
afterAll(async () => {
  await browser.close();
});

/** The story with its gate, as everybody gets it. */
function tell(facts: GateFacts = {}, more = ''): void {
  const paywall = anOffer('term_month', site.url + STORY, 'data-fermata-payment-failed="Nothing was paid."');
  const gate = aGate('a', { paywall, ...facts });
  site.pages[STORY] = `<!doctype html><title>A story</title><script src="/_fermata/client.js"></script>
    <body>${anAccountBar}<script>${MARK}</script>${gate}<p id="after">More stories</p>${more}</body>`;
}

const text = (page = visitor.page): ReturnType<Page['locator']> => page.locator('text=The whole story.');
const paywall = (page = visitor.page): ReturnType<Page['locator']> => page.locator('.fermata-gate__paywall');

async function buy(): Promise<void> {
  const { page } = visitor;
  await page.goto(site.url + STORY);
  await page.click('[data-fermata-buy]');
  await page.click('text=Pay');
  await text().waitFor();
}

test('reads on without a reload after buying by the form', async () => {
  const { page } = visitor;
  await buy();
  await page.locator('.fermata-gate__body hr').waitFor();
  expect(page.url()).toBe(site.url + STORY);
  expect(await paywall().count()).toBe(0);
  expect(await page.locator('html').getAttribute('data-loaded')).toBe('once');
  expect(await page.locator('[role=status]', { hasText: 'You can read on now.' }).count()).toBe(1);
  expect(await page.locator('[data-fermata-email]').textContent()).toBe('ada@example.com');
  expect(site.callsTo('GET', fragmentOf('a'))).toHaveLength(1);
  expect(site.callsTo('POST', 'api/purchases')[0]?.body).toEqual({
    term_id: 'term_month',
    return_url: site.url + STORY,
  });
});

test('keeps the promise of the guide', async () => {
  const { page } = visitor;
  site.fragments['/story.fragment.html'] = '<p>The whole story.</p>';
  await page.goto(site.url + '/gated-story.html');
  await page.click('text=Subscribe');
  await page.click('text=Pay');
  await page.locator('text=Enjoy reading story.').waitFor();
  await text().waitFor();
  await page.evaluate(() => {
    window.allegro.push((allegro) => void allegro.member.logout());
  });
  await page.locator('text=Come back soon.').waitFor();
});

test('opens a cacheable page on load for the reader who bought, and for nobody else', async () => {
  tell({ hydrate: true });
  const { page } = visitor;
  await page.goto(site.url + STORY);
  await page.locator('html[data-loaded]').waitFor();
  expect(site.callsTo('GET', fragmentOf('a'))).toHaveLength(0);
  await buy();
  await page.reload();
  await text().waitFor();
  expect(site.callsTo('GET', fragmentOf('a'))).toHaveLength(2);
});

test('closes at once in every tab when the reader signs out in one, and opens in every tab after a purchase', async () => {
  const other = await visitor.newPage();
  await other.goto(site.url + STORY);
  await paywall(other).waitFor();
  await buy();
  await text(other).waitFor();

  await visitor.page.click('[data-fermata-sign-out]');
  await paywall().waitFor();
  expect(await text().count()).toBe(0);
  await paywall(other).waitFor();
  expect(await text(other).count()).toBe(0);
  await other.locator('.fermata-account__out').waitFor();
});

test('closes when the purchase was taken back, at the next refresh', async () => {
  await buy();
  site.revoke();
  await visitor.page.evaluate(() => {
    window.allegro.push((allegro) => void allegro.member.session());
  });
  await paywall().waitFor();
  expect(await text().count()).toBe(0);
});

test('loads a page again that came open, once the reader has signed out', async () => {
  await buy();
  const locked = site.pages[STORY];
  tell({ state: 'open' });
  const { page } = visitor;
  await page.goto(site.url + STORY);
  await page.locator('text=The text of a.').waitFor();
  await page.locator('.fermata-account__in').waitFor();
  site.pages[STORY] = locked ?? '';
  await page.click('[data-fermata-sign-out]');
  await paywall().waitFor();
  expect(await page.locator('text=The text of a.').count()).toBe(0);
});

test('lets a page go elsewhere after the sign-out, although it came open', async () => {
  await buy();
  tell({ state: 'open' });
  const { page } = visitor;
  await page.goto(site.url + STORY);
  await page.locator('.fermata-account__in').waitFor();
  await page.evaluate(() => {
    window.allegro.push((allegro) => {
      void allegro.member.logout().then(() => {
        location.assign('/thank-you.html');
      });
    });
  });
  await page.locator('text=Nothing was bought on this visit.').waitFor();
});

test('keeps the reader where they are', async () => {
  tell({}, '<input id="search">'.padEnd(40_000, '<p>And more.</p>'));
  site.fragments[fragmentOf('a')] = TEXT.padEnd(40_000, '<p>And on.</p>');
  const other = await visitor.newPage();
  await other.goto(site.url + STORY);
  await other.locator('#search').focus();
  const top = (): Promise<number> =>
    other.evaluate(() => document.getElementById('search')?.getBoundingClientRect().top ?? NaN);
  await other.evaluate(() => {
    document.getElementById('search')?.scrollIntoView();
  });
  const before = await top();
  await buy();
  await text(other).waitFor();
  expect(Math.abs((await top()) - before)).toBeLessThan(2);
  expect(await other.evaluate(() => document.activeElement?.id)).toBe('search');
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

test('goes on without the scripts of a text where the page allows no policy for them', async () => {
  const html = String(site.pages[STORY]);
  site.pages[STORY] = (response) => {
    const { 'Content-Security-Policy': policy = '' } = policyFor(html);
    response
      .writeHead(200, {
        'Content-Type': 'text/html',
        'Content-Security-Policy': `${policy}; trusted-types 'none'`,
      })
      .end(html);
  };
  await buy();
  await expect.poll(() => visitor.complaints.length).toBe(2);
  expect(visitor.complaints.sort()).toEqual([
    expect.stringContaining("console: Creating a TrustedTypePolicy named 'fermata' violates"),
    'policy: trusted-types trusted-types-policy',
  ]);
  visitor.complaints.length = 0;
  expect(await visitor.page.locator('.fermata-gate__body hr').count()).toBe(0);
});
