/** A story behind a gate, with its offer and an account bar, as everybody gets it. */
import type { Locator, Page } from 'playwright-core';
import { aGate, anAccountBar, anOffer, fragmentOf, type GateFacts } from '../support/a-gate';
import type { Site } from './site';

export const STORY = '/story';
/** What stands first, a parser puts into the head. */
const TEXT = '<script src="/embed.js"></script><p>The whole story.</p>';
/** Leaves a mark that a reload would take away. */
const MARK =
  "addEventListener('allegro:ready', () => { document.documentElement.dataset.loaded = 'once'; });";

export function tellStory(site: Site, facts: GateFacts = {}, more = ''): void {
  const paywall = anOffer('term_month', site.url + STORY, 'data-fermata-payment-failed="Nothing was paid."');
  const gate = aGate('a', { paywall, ...facts });
  site.fragments[fragmentOf('a')] = TEXT;
  site.pages['/embed.js'] = (response) => {
    const code = "document.currentScript.insertAdjacentElement('afterend', document.createElement('hr'));";
    response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(code);
  };
  site.pages[STORY] = `<!doctype html><title>A story</title><script src="/_fermata/client.js"></script>
    <body>${anAccountBar}<script>${MARK}</script>${gate}<p id="after">More stories</p>${more}</body>`;
}

export const textOf = (page: Page): Locator => page.locator('text=The whole story.');
export const paywallOf = (page: Page): Locator => page.locator('.fermata-gate__paywall');
