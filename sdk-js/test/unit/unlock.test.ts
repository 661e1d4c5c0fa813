import { beforeEach, expect, test, vi } from 'vitest';
import { aGate } from '../support/a-gate';
import { anEntitlement, aToken } from '../support/a-token';
import { aLateAnswer, callOf, NO, refreshed, SITE, TEXT, withGate, withGates } from './gates';
import { eventsNamed, html, json, settle } from './page';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') });
});

test('aHydratedGateOpensOnLoadForWhoMayRead', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  await page.begin();
  expect(page.isOpen()).toBe(true);
  expect(page.gate().textContent).toContain('The whole story.');
  expect(page.gate().querySelector('.fermata-gate__paywall')).toBeNull();
  expect(page.gate().querySelector('.fermata-gate__teaser')).not.toBeNull();
  expect(page.callsTo(callOf('a'))[0]?.init.headers).toEqual({ 'Fermata-Fragment': '1' });
  expect(page.events).toEqual([
    ['ready', null],
    ['content:unlocked', { gate: 'a', element: page.gate() }],
  ]);
});

test('aHydratedGateIsNotAskedForByAStranger', async () => {
  const page = withGate({ hydrate: true });
  await page.begin();
  expect([page.asked(), page.isOpen()]).toEqual([0, false]);
});

test('aHydratedGateForAnyoneIsAskedForByAStrangerToo', async () => {
  const page = withGate({ hydrate: 'anyone' });
  await page.begin();
  expect([page.asked(), page.isOpen()]).toEqual([1, true]);
});

test('aGateThatTheServerDecidedIsNotAskedForOnLoad', async () => {
  const page = withGate();
  page.theServiceKnows('premium');
  await page.begin();
  expect([page.asked(), page.isOpen()]).toEqual([0, false]);
});

test('aRefusalLeavesThePaywallAndIsNotAskedAgain', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows();
  page.answers(callOf('a'), NO);
  await page.begin();
  await refreshed();
  expect([page.asked(), page.isOpen()]).toEqual([1, false]);
  expect(eventsNamed(page, 'content:locked')).toEqual([]);
  expect(page.gate().querySelector('[data-fermata-buy]')).not.toBeNull();
});

test('everyLockedGateOpensRightAfterAPurchase', async () => {
  const page = withGates(
    aGate('a') + aGate('b', { hydrate: true }),
    `${SITE}/story?allegro_purchase_token=tok`,
  );
  page.answers(callOf('b'), TEXT);
  page.answers(
    'POST api/purchases/exchange',
    json({
      jwt: aToken({ resources: ['premium'] }),
      entitlement: anEntitlement(),
      newly_authenticated: true,
    }),
  );
  await page.begin();
  expect([page.isOpen('a'), page.isOpen('b')]).toEqual([true, true]);
  expect([page.asked('a'), page.asked('b')]).toEqual([1, 1]);
  expect(eventsNamed(page, 'content:unlocked')).toHaveLength(2);
});

test('whoWasKnownToHaveItBeforeTheExchangeReadsAllTheSame', async () => {
  const page = withGates(aGate('a'), `${SITE}/story?allegro_purchase_token=tok`);
  page.theServiceKnows('premium');
  const exchange = aLateAnswer();
  page.answers('POST api/purchases/exchange', exchange.promise);
  await page.begin();
  expect(page.isOpen()).toBe(false);
  await exchange.give(
    json({
      jwt: aToken({ resources: ['premium'] }),
      entitlement: anEntitlement(),
      newly_authenticated: false,
    }),
  );
  expect(page.isOpen()).toBe(true);
});

test('everyLockedGateOpensRightAfterASignIn', async () => {
  const page = withGate();
  const { member } = await page.begin();
  page.answers('POST api/login/magic-links/validate', json({ jwt: aToken({ resources: ['premium'] }) }));
  await member.validateMagicLink('tok');
  await settle();
  expect(page.isOpen()).toBe(true);
});

test('aSignInThatIsNoticedOpensToo', async () => {
  const page = withGate();
  await page.begin();
  page.theServiceKnows('premium');
  page.restoreFromCache();
  await settle();
  expect(page.isOpen()).toBe(true);
});

test('accessThatIsGrantedElsewhereOpensAtTheNextRefresh', async () => {
  const page = withGate();
  page.theServiceKnows();
  await page.begin();
  page.theServiceKnows('premium');
  await refreshed();
  expect(page.isOpen()).toBe(true);
});

test('eachGateIsAskedForOnItsOwn', async () => {
  const page = withGates(aGate('a', { hydrate: true }) + aGate('b', { hydrate: true }));
  page.theServiceKnows('premium');
  page.answers(callOf('b'), NO);
  await page.begin();
  expect([page.isOpen('a'), page.isOpen('b')]).toEqual([true, false]);
});

test('aGateThatComesLaterOpensToo', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  page.answers(callOf('b'), TEXT);
  await page.begin();
  page.win.document.body.insertAdjacentHTML('beforeend', `<main>${aGate('b', { hydrate: true })}</main>`);
  await settle();
  expect([page.isOpen('b'), page.asked('a'), page.asked('b')]).toEqual([true, 1, 1]);
});

test('aGateInsideAnOpenedOneOpensToo', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  page.answers(callOf('a'), html(aGate('b', { hydrate: true })));
  page.answers(callOf('b'), TEXT);
  await page.begin();
  await settle();
  expect(page.isOpen('b')).toBe(true);
});
