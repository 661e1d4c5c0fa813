import { beforeEach, expect, test, vi } from 'vitest';
import { aLateAnswer, callOf, NO, SITE, TEXT, withGate, withGates } from './gates';
import { eventsNamed, html } from './page';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') });
});

test('whatAParserPutsIntoTheHeadComesToo', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  page.answers(callOf('a'), html('<link rel="stylesheet" href="/x.css"> Text <i>first</i>'));
  await page.begin();
  const [, link, text, italic] = page.gate().querySelector('.fermata-gate__body')?.childNodes ?? [];
  expect([link?.nodeName, text?.textContent?.trim(), italic?.nodeName]).toEqual(['LINK', 'Text', 'I']);
});

test('scriptsInTheTextAreMadeAnewInTheirOrder', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  const inert =
    '<script src="/embed.js" data-id="7"></script><script async src="/b.js"></script><script type="text/x">1 + 2</script>';
  page.answers(callOf('a'), html(`<p>x</p>${inert}`));
  const create = vi.spyOn(page.win.document, 'createElement');
  await page.begin();
  const scripts = [...page.gate().querySelectorAll('script')];
  const made = create.mock.results.map(({ value }) => value as unknown);
  expect(scripts.map((script) => made.includes(script))).toEqual([true, true, true]);
  expect(scripts.map(({ src, async, dataset, text }) => [src, async, dataset.id, text])).toEqual([
    [`${SITE}/embed.js`, false, '7', ''],
    [`${SITE}/b.js`, true, undefined, ''],
    ['', false, undefined, '1 + 2'],
  ]);
});

test('whereThePageForbidsThePolicyTheTextOpensWithoutItsScripts', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  page.answers(callOf('a'), html('<p>The whole story.</p><script src="/embed.js"></script>'));
  Object.assign(page.win, {
    trustedTypes: {
      createPolicy: () => {
        throw new TypeError('not allowed');
      },
    },
  });
  await page.begin();
  expect(page.isOpen()).toBe(true);
  expect(eventsNamed(page, 'content:unlocked')).toHaveLength(1);
});

test('focusInThePaywallGoesToTheText', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  page.gate().querySelector('button')?.focus();
  const { member } = await page.begin();
  const body = page.gate().querySelector<HTMLElement>('.fermata-gate__body');
  expect(page.win.document.activeElement).toBe(body);
  await member.logout();
  expect(page.win.document.activeElement).toBe(page.gate().querySelector('.fermata-gate__paywall'));
});

test('focusElsewhereStaysWhereItIs', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  const elsewhere = page.win.document.getElementById('elsewhere');
  elsewhere?.focus();
  await page.begin();
  expect(page.win.document.activeElement).toBe(elsewhere);
});

test.each([
  ['', 'You can read on now.'],
  ['data-fermata-opened="Sie können weiterlesen."', 'Sie können weiterlesen.'],
])('aScreenReaderIsTold %s', async (more, words) => {
  const page = withGate({ hydrate: true, more });
  page.theServiceKnows('premium');
  const seen: (string | null)[] = [];
  page.win.addEventListener('allegro:content:unlocked', () => {
    seen.push(page.gate().querySelector('[role=status]')?.textContent ?? null);
  });
  await page.begin();
  seen.push(page.gate().querySelector('[role=status]')?.textContent ?? null);
  expect(seen).toEqual(['', words]);
});

test('whoWasHereBeforeDoesNotSeeThePaywallFlash', async () => {
  const page = withGate({ hydrate: true });
  page.win.localStorage.setItem('allegro_session_state', '2026-01-01T00:00:00Z premium');
  page.theServiceKnows('premium');
  const answer = aLateAnswer();
  page.answers(callOf('a'), answer.promise);
  const { dataset } = page.win.document.documentElement;
  await page.begin();
  expect(dataset.fermataReader).toBe('');
  await answer.give(TEXT);
  expect(dataset.fermataReader).toBeUndefined();
});

test.each([
  ['isRefused', NO],
  ['isNotReached', new Error('offline')],
])('whoWasHereBeforeAnd %s sees the paywall', async (_, answer) => {
  const page = withGate({ hydrate: true });
  page.win.localStorage.setItem('allegro_session_state', '2026-01-01T00:00:00Z premium');
  page.theServiceKnows('premium');
  page.answers(callOf('a'), answer);
  await page.begin();
  expect(page.win.document.documentElement.dataset.fermataReader).toBeUndefined();
});

test('aStrangerSeesThePaywallFromTheBeginning', () => {
  const page = withGate({ hydrate: true });
  page.load();
  expect(page.win.document.documentElement.dataset.fermataReader).toBeUndefined();
});

test('aPageWithoutGatesHoldsNothingBackOnceItIsKnownWhoIsThere', async () => {
  const page = withGates(' ');
  page.win.localStorage.setItem('allegro_session_state', '2026-01-01T00:00:00Z premium');
  await page.begin();
  expect(page.win.document.documentElement.dataset.fermataReader).toBeUndefined();
});
