/** Gates as every host writes them, in a real browser under a strict policy. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { anOffer, fragmentOf } from '../support/a-gate';
import { anEntitlement, aProblem } from '../support/a-token';
import { launchChromium } from './chromium';
import { aVisitor, type Visitor } from './open';
import { policyFor, startSite, type Site } from './site';
import { paywallOf, STORY, tellStory, textOf } from './story';

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

const text = (page = visitor.page): Locator => textOf(page);
const paywall = (page = visitor.page): Locator => paywallOf(page);

async function buy(): Promise<void> {
  const { page } = visitor;
  await page.goto(site.url + STORY);
  await page.click('[data-fermata-buy]');
  await page.click('text=Pay');
  await text().first().waitFor();
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
  tellStory(site, { hydrate: true });
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
  tellStory(site, { state: 'open' });
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
  tellStory(site, { state: 'open' });
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
  tellStory(site, {}, '<input id="search">'.padEnd(40_000, '<p>And more.</p>'));
  site.fragments[fragmentOf('a')] = '<p>The whole story.</p>'.padEnd(40_000, '<p>And on.</p>');
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

test('gives the focus to the text where the paywall had it, and to the paywall again', async () => {
  tellStory(
    site,
    { paywall: '<p>Why?</p>'.repeat(200) + anOffer('term_month', site.url + STORY) },
    '<p>And more.</p>'.repeat(200),
  );
  site.fragments[fragmentOf('a')] = '<p>The whole story.</p>'.repeat(300);
  await buy();
  const { page } = visitor;
  await page.goto(site.url + STORY);
  await page.locator('.fermata-account__in').waitFor();
  site.intercept = ({ method, path }) =>
    method === 'POST' && path === 'api/purchases'
      ? { status: 409, body: aProblem(409, 'already-entitled', { entitlement: anEntitlement() }) }
      : undefined;
  await page.focus('[data-fermata-buy]');
  const scrolled = (): Promise<number> => page.evaluate(() => scrollY);
  const before = await scrolled();
  await page.keyboard.press('Enter');
  await text().first().waitFor();
  const focused = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.className);
  expect(await focused()).toBe('fermata-gate__body');
  expect(before).toBeGreaterThan(1000);
  // The browser itself evens out the line for screen readers, which without the stylesheet takes its space.
  expect(Math.abs((await scrolled()) - before)).toBeLessThan(50);
  await page.evaluate(() => {
    window.allegro.push((allegro) => void allegro.member.logout());
  });
  await paywall().waitFor();
  expect(await focused()).toBe('fermata-gate__paywall');
});

test('runs the scripts of a text in their order', async () => {
  site.fragments[fragmentOf('a')] =
    '<p>The whole story.</p><script src="/slow.js"></script><script src="/fast.js"></script><i id="ran"></i>';
  let sent: () => void = () => undefined;
  const fastIsThere = new Promise<void>((resolve) => (sent = resolve));
  const write = (word: string): string => `document.getElementById('ran').append('${word} ')`;
  site.pages['/slow.js'] = async (response) => {
    await fastIsThere;
    response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(write('slow'));
  };
  site.pages['/fast.js'] = (response) => {
    response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(write('fast'), sent);
  };
  await buy();
  await expect.poll(() => visitor.page.locator('#ran').textContent()).toBe('slow fast ');
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
