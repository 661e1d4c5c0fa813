import { beforeEach, expect, test, vi } from 'vitest';
import { aGate } from '../support/a-gate';
import { anEntitlement, aSession, aToken } from '../support/a-token';
import { aLateAnswer, callOf, MINUTE, NO, refreshed, SITE, TEXT, withGate, withGates } from './gates';
import { eventsNamed, json, settle } from './page';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') });
});

test('logoutClosesAtOnceAndPutsTheSamePaywallBack', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  const paywall = page.gate().querySelector('.fermata-gate__paywall');
  const { member } = await page.begin();
  await member.logout();
  await settle();
  expect(page.isOpen()).toBe(false);
  expect(page.gate().textContent).not.toContain('The whole story.');
  expect(page.gate().querySelector('.fermata-gate__paywall')).toBe(paywall);
  expect(page.events.slice(2)).toEqual([
    ['logout', null],
    ['content:locked', { gate: 'a', element: page.gate() }],
  ]);
  expect(page.reload).not.toHaveBeenCalled();
});

test('whoHearsOfTheLogoutFindsTheGateClosed', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  const { member } = await page.begin();
  const open: boolean[] = [];
  page.win.addEventListener('allegro:logout', () => open.push(page.isOpen()));
  await member.logout();
  expect(open).toEqual([false]);
});

test('aPageThatCameOpenLosesTheTextAtOnceAndIsLoadedAgain', async () => {
  const page = withGate({ state: 'open' });
  page.theServiceKnows('premium');
  const { member } = await page.begin();
  expect(page.asked()).toBe(0);
  await member.logout();
  await settle();
  expect(page.gate().textContent).not.toContain('The text of a.');
  expect(page.reload).toHaveBeenCalledOnce();
});

test('anotherTabsLogoutClosesHereToo', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  await page.begin();
  page.answers('GET api/session', json(aSession(null)));
  const news = { key: 'allegro_session_state', newValue: null };
  page.win.dispatchEvent(new page.win.StorageEvent('storage', news));
  await settle();
  expect(page.isOpen()).toBe(false);
});

test('anotherMemberDoesNotReadWhatTheFirstOneMay', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  await page.begin();
  const answer = aLateAnswer();
  page.answers(callOf('a'), answer.promise);
  page.answers('GET api/session', json(aSession(aToken({ sub: 'mem_2', resources: ['premium'] }))));
  await refreshed();
  expect(page.isOpen()).toBe(false);
  await answer.give(NO);
  expect([page.asked(), page.isOpen()]).toEqual([2, false]);
});

test('anAnswerForOneMemberOpensNothingForAnother', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  const answer = aLateAnswer();
  page.answers(callOf('a'), answer.promise, NO);
  await page.begin();
  // Signed in at the same time, with the same resources.
  page.answers('GET api/session', json(aSession(aToken({ sub: 'mem_2', resources: ['premium'] }))));
  await refreshed();
  await answer.give(TEXT);
  expect([page.asked(), page.isOpen()]).toEqual([2, false]);
});

test('afterARefundTheGateClosesWhenTheRefreshSaysSo', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  await page.begin();
  page.answers(callOf('a'), NO);
  page.theServiceKnows();
  await refreshed();
  expect(page.isOpen()).toBe(false);
  expect(eventsNamed(page, 'content:locked')).toHaveLength(1);
});

test('whoLosesOneResourceKeepsTheTextThatAnotherOpens', async () => {
  const page = withGates(aGate('a', { hydrate: true }) + aGate('b', { state: 'open' }));
  page.theServiceKnows('premium', 'archive');
  await page.begin();
  const body = page.gate().querySelector('.fermata-gate__body');
  page.answers(callOf('b'), TEXT);
  page.theServiceKnows('premium');
  await refreshed();
  expect([page.isOpen('a'), page.isOpen('b'), page.asked('a'), page.asked('b')]).toEqual([true, true, 2, 1]);
  expect(page.gate().querySelector('.fermata-gate__body')).toBe(body);
  expect(eventsNamed(page, 'content:unlocked')).toHaveLength(1);
});

test('aRenewedTokenThatSaysTheSameAsksForNothing', async () => {
  const page = withGates(aGate('a', { hydrate: true }) + aGate('b', { state: 'open' }));
  page.theServiceKnows('premium');
  await page.begin();
  await refreshed();
  await refreshed();
  expect([page.asked('a'), page.asked('b')]).toEqual([1, 0]);
});

test('aServiceThatIsDownTakesNothingAway', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  await page.begin();
  page.answers('GET api/session', new Error('offline'));
  await vi.advanceTimersByTimeAsync(30 * MINUTE);
  expect(page.isOpen()).toBe(true);
});

test('anAnswerFromBeforeTheLogoutOpensNothing', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  const answer = aLateAnswer();
  page.answers(callOf('a'), answer.promise);
  const { member } = await page.begin();
  await member.logout();
  await answer.give(TEXT);
  expect(page.isOpen()).toBe(false);
  expect(eventsNamed(page, 'content:unlocked')).toEqual([]);
});

test('aLogoutEndsTheAskingAgain', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  page.answers(callOf('a'), new Error('offline'));
  const { member } = await page.begin();
  page.answers('GET api/session', json(aSession(null)));
  await member.logout();
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect(page.asked()).toBe(1);
});

test('aPurchaseThatCompletesDuringTheLogoutLeavesTheGateAsTheLastWordSays', async () => {
  const page = withGates(aGate('a'), `${SITE}/story?allegro_purchase_token=tok`);
  const [exchange, goodbye, fragment] = [aLateAnswer(), aLateAnswer(), aLateAnswer()];
  page.answers('POST api/purchases/exchange', exchange.promise);
  page.answers('DELETE api/session', goodbye.promise);
  page.answers(callOf('a'), fragment.promise);
  const { member } = await page.begin();
  const left = member.logout();
  await exchange.give(
    json({
      jwt: aToken({ resources: ['premium'] }),
      entitlement: anEntitlement(),
      newly_authenticated: true,
    }),
  );
  expect(page.asked()).toBe(1);
  await goodbye.give(json(undefined, 204));
  await left;
  await fragment.give(TEXT);
  expect(page.isOpen()).toBe(false);
  expect(page.events.map(([name]) => name)).toEqual([
    'ready',
    'authenticated',
    'purchase:completed',
    'logout',
  ]);
});

test('aLogoutBeforeTheFirstAnswerClosesToo', async () => {
  const page = withGate({ state: 'open' });
  page.answers('GET api/session', new Promise<Response>(() => undefined));
  const { member } = await page.begin();
  await member.logout();
  await settle();
  expect(page.isOpen()).toBe(false);
});

test('whoSignsInAgainAfterALogoutIsAskedForAgain', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  const { member } = await page.begin();
  await member.logout();
  await member.session();
  await settle();
  expect([page.asked(), page.isOpen()]).toEqual([2, true]);
});

test('theTextGoesAlsoWhereAnEmptyPlaceForItWasBesideThePaywall', async () => {
  const page = withGate({ hydrate: true });
  page
    .gate()
    .querySelector('.fermata-gate__teaser')
    ?.insertAdjacentHTML('afterend', '<div class="fermata-gate__body"></div>');
  page.theServiceKnows('premium');
  const { member } = await page.begin();
  expect(page.gate().textContent).toContain('The whole story.');
  await member.logout();
  expect(page.gate().textContent).not.toContain('The whole story.');
  expect(page.gate().querySelector('.fermata-gate__paywall')).not.toBeNull();
});

test('whatIsOpenToEverybodyIsLeftAlone', async () => {
  const open = aGate('a', { state: 'open' }).replace(/data-fermata-fragment="[^"]*"/, '');
  const page = withGates(open);
  const { member } = await page.begin();
  page.answers('POST api/login/magic-links/validate', json({ jwt: aToken({ resources: ['premium'] }) }));
  await member.validateMagicLink('tok');
  await member.logout();
  await settle();
  expect(page.isOpen()).toBe(true);
  expect(page.reload).not.toHaveBeenCalled();
});
