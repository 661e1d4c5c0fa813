import { beforeEach, expect, test, vi } from 'vitest';
import type { Allegro } from '../../src/types';
import { aProblem, aSession, aToken } from '../support/a-token';
import { aPage, eventsNamed, json, settle, type TestPage } from './page';

const NOON = new Date('2026-01-01T12:00:00Z').getTime();
const MINUTE = 60_000;

let page: TestPage;

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  page = aPage();
  page.answers('GET api/session', () => json(aSession(aToken())));
});

async function loaded(): Promise<Allegro> {
  const allegro = page.load();
  await settle();
  return allegro;
}

const asked = (): number => page.callsTo('GET api/session').length;

test('aVisiblePageGetsANewTokenBeforeTheOldOneExpires', async () => {
  const { member } = await loaded();
  await vi.advanceTimersByTimeAsync(4 * MINUTE);
  expect(asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(asked()).toBe(2);
  expect(eventsNamed(page, 'jwt-refreshed')).toEqual([member.sessionFromJwt()]);
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(asked()).toBe(3);
});

test('aStrangerIsNotAskedForAgain', async () => {
  page.answers('GET api/session', json(aSession(null)));
  await loaded();
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(asked()).toBe(1);
});

test('aHiddenPageAsksWhenItIsBack', async () => {
  await loaded();
  page.show('hidden');
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(asked()).toBe(1);
  page.show('visible');
  await settle();
  expect(asked()).toBe(2);
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(asked()).toBe(3);
});

test('aPageThatWasAwayForAMomentDoesNotAsk', async () => {
  await loaded();
  page.show('hidden');
  await vi.advanceTimersByTimeAsync(MINUTE);
  page.show('visible');
  page.win.dispatchEvent(new page.win.Event('focus'));
  await settle();
  expect(asked()).toBe(1);
});

test('aStrangersPageThatWasAwayForLongAsks', async () => {
  page.answers('GET api/session', json(aSession(null)));
  await loaded();
  page.show('hidden');
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  page.answers('GET api/session', json(aSession(aToken())));
  page.show('visible');
  await settle();
  expect(eventsNamed(page, 'authenticated')).toEqual([{ method: 'session' }]);
  expect(eventsNamed(page, 'magic-link:authenticated')).toEqual([]);
});

test('aPageFromTheCacheAsksAndCountsAsAView', async () => {
  await loaded();
  page.restoreFromCache();
  await settle();
  expect(asked()).toBe(2);
  expect(page.callsTo('POST api/events')).toHaveLength(2);
});

test('aMachineThatSleptGetsANewTokenWithinAMinute', async () => {
  await loaded();
  // The clock goes on while timers stand still.
  vi.setSystemTime(NOON + 60 * MINUTE);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(asked()).toBe(2);
});

test('aRevokedSessionIsALogout', async () => {
  const { member } = await loaded();
  page.answers('GET api/session', json(aSession(null)));
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(eventsNamed(page, 'logout')).toEqual([null]);
  expect(eventsNamed(page, 'jwt-refreshed')).toEqual([]);
  expect(member.isIdentified()).toBe(false);
});

test('anotherMemberIsALogoutAndASignIn', async () => {
  await loaded();
  page.answers('GET api/session', json(aSession(aToken({ sub: 'mem_2' }))));
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(page.events.slice(1)).toEqual([
    ['logout', null],
    ['authenticated', { method: 'session' }],
  ]);
});

test('aFailureIsToldTriedAgainLessOftenAndForgottenOnSuccess', async () => {
  const { member } = await loaded();
  page.answers('GET api/session', json(aProblem(503, 'unavailable'), 503));
  await vi.advanceTimersByTimeAsync(4 * MINUTE + 15_000);
  expect(eventsNamed(page, 'jwt-refresh-failed')).toEqual([
    { error: 'It is unavailable. (503 unavailable)' },
  ]);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(eventsNamed(page, 'jwt-refresh-failed')).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(eventsNamed(page, 'jwt-refresh-failed')).toHaveLength(2);
  page.answers('GET api/session', () => json(aSession(aToken())));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(eventsNamed(page, 'jwt-refreshed')).toHaveLength(1);
  expect(member.isAuthenticated()).toBe(true);
});

test('aTokenCountsUntilAMinuteAfterItsEnd', async () => {
  const { member } = await loaded();
  page.answers('GET api/session', new Error('offline'));
  await vi.advanceTimersByTimeAsync(6 * MINUTE - 1_000);
  expect(member.isAuthenticated()).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(member.isAuthenticated()).toBe(false);
});

test.each([-2, 2])('aClockThatIsWrongByHours %i doesNotMatter', async (hours) => {
  page.answers('GET api/session', () =>
    json(aSession(aToken({ issuedAt: Date.now() - hours * 60 * MINUTE }))),
  );
  const { member } = await loaded();
  expect(member.isAuthenticated()).toBe(true);
  await vi.advanceTimersByTimeAsync(4 * MINUTE);
  expect([asked(), member.isAuthenticated()]).toEqual([1, true]);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect([asked(), member.isAuthenticated()]).toEqual([2, true]);
});

test('theServicesDateTellsHowOldATokenAlreadyIs', async () => {
  const serverNow = NOON + 60 * MINUTE;
  page.answers('GET api/session', () =>
    json(aSession(aToken({ issuedAt: serverNow - 4 * MINUTE })), 200, {
      Date: new Date(serverNow + Date.now() - NOON).toUTCString(),
    }),
  );
  await loaded();
  await vi.advanceTimersByTimeAsync(14_000);
  expect(asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked()).toBe(2);
});

test('aTokenThatIsNeverRenewedIsNotAskedForInALoop', async () => {
  const old = aToken({ issuedAt: NOON - 4 * MINUTE });
  page.answers('GET api/session', () => json(aSession(old), 200, { Date: new Date().toUTCString() }));
  await loaded();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(asked()).toBeLessThan(8);
  expect(eventsNamed(page, 'jwt-refreshed')).toEqual([]);
});

test('anotherTabsNewsIsLookedAtOnce', async () => {
  await loaded();
  page.answers('GET api/session', json(aSession(null)));
  tellFromAnotherTab(null);
  await settle();
  expect(eventsNamed(page, 'logout')).toHaveLength(1);
});

test('anotherTabsNewsWaitsUntilAHiddenPageIsBack', async () => {
  await loaded();
  page.show('hidden');
  page.answers('GET api/session', json(aSession(aToken({ resources: ['video'] }))));
  tellFromAnotherTab('2026-01-01T00:00:00Z video');
  await settle();
  expect(asked()).toBe(1);
  page.show('visible');
  await settle();
  expect(eventsNamed(page, 'jwt-refreshed')).toMatchObject([{ resources: ['video'] }]);
});

test('anotherTabThatKnowsTheSameIsNoNews', async () => {
  await loaded();
  tellFromAnotherTab(page.win.localStorage.getItem('allegro_session_state'));
  await settle();
  expect(asked()).toBe(1);
});

test('worksWhereStorageIsForbidden', async () => {
  Object.defineProperty(page.win, 'localStorage', {
    get() {
      throw new Error('SecurityError');
    },
  });
  const { member } = await loaded();
  expect(member.isAuthenticated()).toBe(true);
});

function tellFromAnotherTab(newValue: string | null): void {
  page.win.dispatchEvent(new page.win.StorageEvent('storage', { key: 'allegro_session_state', newValue }));
}
