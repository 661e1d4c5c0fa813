import { beforeEach, expect, test, vi } from 'vitest';
import { anEntitlement, aProblem, aSession, aToken } from '../support/a-token';
import { aPage, eventsNamed, json, settle, type TestPage } from './page';

let page: TestPage;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') });
  page = aPage('https://site.example/story?allegro_debug=0&a=1');
});

function signedIn(facts = {}): void {
  page.answers('GET api/session', json(aSession(aToken(facts))));
}

test('aStrangerIsNobody', async () => {
  const { member } = page.load();
  await settle();
  expect([member.isAuthenticated(), member.isIdentified(), member.sessionFromJwt()]).toEqual([
    false,
    false,
    null,
  ]);
  expect(await member.user()).toBeNull();
  expect(member.hasResource('premium')).toBe(false);
});

test('aMemberIsKnownByTheToken', async () => {
  signedIn({ name: 'Zoë 🎼', resources: ['premium'] });
  const { member } = page.load();
  await settle();
  expect([member.isAuthenticated(), member.isIdentified()]).toEqual([true, true]);
  expect(member.sessionFromJwt()).toMatchObject({
    sub: 'mem_1',
    audience_member: { email: 'ada@example.com', name: 'Zoë 🎼' },
    products: ['premium'],
  });
  expect([member.hasResource('premium'), member.hasProduct('premium'), member.hasProduct('video')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('whoIsOnlyIdentifiedIsNotAuthenticated', async () => {
  signedIn({ authenticated: false });
  const { member } = page.load();
  await settle();
  expect([member.isAuthenticated(), member.isIdentified()]).toEqual([false, true]);
});

test('userWaitsForTheFirstAnswerAndMakesNoCallOfItsOwn', async () => {
  signedIn();
  const { member } = page.load();
  expect(await member.user()).toMatchObject({ id: 'mem_1', name: 'Ada' });
  expect(page.callsTo('GET api/session')).toHaveLength(1);
});

test('sessionAsksTheServiceAndAnswersInTheDocumentedShape', async () => {
  signedIn();
  const { member } = page.load();
  await settle();
  expect(await member.session()).toEqual({
    data: {
      id: 'ses_1',
      is_authenticated: true,
      authenticated_at: '2026-01-01T00:00:00Z',
      created_at: null,
      updated_at: null,
      audience_member: { id: 'mem_1', email: 'ada@example.com', name: 'Ada', email_verified: true },
    },
  });
  expect(page.callsTo('GET api/session')).toHaveLength(2);
});

test('whoAsksAtTheSameTimeSharesOneCall', async () => {
  const { member } = page.load();
  await Promise.all([member.session(), member.session()]);
  expect(page.callsTo('GET api/session')).toHaveLength(1);
});

test('aStrangersSessionIsEmptyNotMissing', async () => {
  const { data } = await page.load().member.session();
  expect(data).toMatchObject({ id: null, is_authenticated: false, audience_member: null });
});

test('sessionRejectsWhenTheServiceFails', async () => {
  page.answers('GET api/session', json(aProblem(500, 'internal-error'), 500));
  await expect(page.load().member.session()).rejects.toMatchObject({ name: 'AllegroApiError', status: 500 });
});

test('entitlementsAreListed', async () => {
  page.answers('GET api/entitlements', json({ data: [anEntitlement('premium'), { broken: true }] }));
  expect(await page.load().member.entitlements()).toEqual([anEntitlement('premium')]);
});

test('entitlementsOfAStrangerAreRefused', async () => {
  page.answers('GET api/entitlements', json(aProblem(401, 'not-signed-in'), 401));
  await expect(page.load().member.entitlements()).rejects.toMatchObject({ status: 401 });
});

test('logoutEndsTheSessionThenForgetsTheTokenThenTells', async () => {
  signedIn();
  page.answers('DELETE api/session', json(undefined, 204));
  const { member } = page.load();
  await settle();
  const known: boolean[] = [];
  page.win.addEventListener('allegro:logout', () => known.push(member.isIdentified()));
  await member.logout();
  expect(known).toEqual([false]);
  expect(eventsNamed(page, 'logout')).toEqual([null]);
});

test('logoutEverywhereSaysSo', async () => {
  page.answers('DELETE api/session?everywhere=true', json(undefined, 204));
  await page.load().member.logout({ everywhere: true });
  expect(page.callsTo('DELETE api/session?everywhere=true')).toHaveLength(1);
});

test('aFailedLogoutLeavesTheMemberSignedIn', async () => {
  signedIn();
  page.answers('DELETE api/session', new Error('offline'));
  const { member } = page.load();
  await settle();
  await expect(member.logout()).rejects.toMatchObject({ status: 0 });
  expect(member.isAuthenticated()).toBe(true);
  expect(eventsNamed(page, 'logout')).toEqual([]);
});

test('anAnswerFromBeforeTheLogoutDoesNotSignInAgain', async () => {
  signedIn();
  page.answers('DELETE api/session', json(undefined, 204));
  const { member } = page.load();
  await settle();
  let answer: (response: Response) => void = () => undefined;
  page.answers('GET api/session', new Promise<Response>((resolve) => (answer = resolve)));
  const asked = member.session();
  await member.logout();
  answer(json(aSession(aToken())));
  await asked;
  expect(member.isIdentified()).toBe(false);
  expect(page.events.map(([name]) => name)).toEqual(['ready', 'logout']);
});

test('whoAsksAfterTheLogoutDoesNotGetAnAnswerFromBefore', async () => {
  page.answers('GET api/session', new Promise<Response>(() => undefined), json(aSession(null)));
  page.answers('DELETE api/session', json(undefined, 204));
  const { member } = page.load();
  await member.logout();
  expect((await member.session()).data.is_authenticated).toBe(false);
  expect(page.callsTo('GET api/session')).toHaveLength(2);
});

test('aMagicLinkIsRequestedForThisPageByDefault', async () => {
  page.answers('POST api/login/magic-links', json({ status: 'sent' }, 202));
  const { member } = page.load();
  expect(await member.requestMagicLink('ada@example.com')).toEqual({ status: 'sent' });
  await member.requestMagicLink('ada@example.com', '/welcome', { from: 'gate' });
  expect(page.callsTo('POST api/login/magic-links').map(({ body }) => body)).toEqual([
    { email: 'ada@example.com', return_url: 'https://site.example/story?a=1' },
    { email: 'ada@example.com', return_url: 'https://site.example/welcome', data: { from: 'gate' } },
  ]);
});

test.each([null, ''])('aMagicLinkForNoReturnUrl %s isForThisPage', async (returnUrl) => {
  page.answers('POST api/login/magic-links', json({ status: 'sent' }, 202));
  await page.load().member.requestMagicLink('ada@example.com', returnUrl, { from: 'gate' });
  expect(page.callsTo('POST api/login/magic-links').map(({ body }) => body)).toEqual([
    { email: 'ada@example.com', return_url: 'https://site.example/story?a=1', data: { from: 'gate' } },
  ]);
});

test('theWaitingPageNoticesTheSignInAndStopsLooking', async () => {
  page.answers('POST api/login/magic-links', json({ status: 'sent' }, 202));
  const { member } = page.load();
  await settle();
  await member.requestMagicLink('ada@example.com');
  await vi.advanceTimersByTimeAsync(10_000);
  const asked = page.callsTo('GET api/session').length;
  expect(asked).toBeGreaterThan(3);
  signedIn();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(eventsNamed(page, 'authenticated')).toEqual([{ method: 'magic-link' }]);
  expect(eventsNamed(page, 'magic-link:authenticated')).toEqual([null]);
  const then = page.callsTo('GET api/session').length;
  await vi.advanceTimersByTimeAsync(120_000);
  expect(page.callsTo('GET api/session')).toHaveLength(then);
});

test('theWaitingPageLooksLessOftenAndGivesUpAfterAQuarterOfAnHour', async () => {
  page.answers('POST api/login/magic-links', json({ status: 'sent' }, 202));
  const { member } = page.load();
  await member.requestMagicLink('ada@example.com');
  await vi.advanceTimersByTimeAsync(15 * 60_000);
  const asked = page.callsTo('GET api/session').length;
  expect(asked).toBeGreaterThan(50);
  expect(asked).toBeLessThan(80);
  await vi.advanceTimersByTimeAsync(30 * 60_000);
  expect(page.callsTo('GET api/session')).toHaveLength(asked);
});

test('aHiddenWaitingPageIsQuietAndLooksAtOnceWhenItIsBack', async () => {
  page.answers('POST api/login/magic-links', json({ status: 'sent' }, 202));
  const { member } = page.load();
  await settle();
  await member.requestMagicLink('ada@example.com');
  page.show('hidden');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(page.callsTo('GET api/session')).toHaveLength(1);
  signedIn();
  page.show('visible');
  await settle();
  expect(eventsNamed(page, 'magic-link:authenticated')).toHaveLength(1);
});

test('aWaitingPageOutlivesAFailure', async () => {
  page.answers('POST api/login/magic-links', json({ status: 'sent' }, 202));
  const { member } = page.load();
  await settle();
  await member.requestMagicLink('ada@example.com');
  page.answers('GET api/session', new Error('offline'), json(aSession(aToken())));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(eventsNamed(page, 'magic-link:authenticated')).toHaveLength(1);
  expect(eventsNamed(page, 'jwt-refresh-failed')).toEqual([]);
});

test('aRefusedMagicLinkRejectsAndWaitsForNothing', async () => {
  page.answers('POST api/login/magic-links', json(aProblem(429, 'too-many-requests'), 429));
  const { member } = page.load();
  await settle();
  await expect(member.requestMagicLink('ada@example.com')).rejects.toMatchObject({ status: 429 });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(page.callsTo('GET api/session')).toHaveLength(1);
});

test('aMagicLinkTokenSignsIn', async () => {
  const jwt = aToken();
  page.answers(
    'POST api/login/magic-links/validate',
    json({ jwt, return_url: 'https://site.example/welcome', audience_member: null }),
  );
  const { member } = page.load();
  await settle();
  expect(await member.validateMagicLink('tok')).toEqual({
    jwt,
    return_url: 'https://site.example/welcome',
    audience_member: null,
  });
  expect(member.isAuthenticated()).toBe(true);
  expect(page.events.slice(1)).toEqual([
    ['authenticated', { method: 'magic-link' }],
    ['magic-link:authenticated', null],
  ]);
});

test('aBadMagicLinkTokenIsTold', async () => {
  page.answers('POST api/login/magic-links/validate', json(aProblem(410, 'magic-link-expired'), 410));
  const { member } = page.load();
  await expect(member.validateMagicLink('tok')).rejects.toMatchObject({ status: 410 });
  await settle();
  expect(eventsNamed(page, 'magic-link:failed')).toEqual([
    { error: 'It is magic-link-expired. (410 magic-link-expired)' },
  ]);
});

test('aTokenFromElsewhereIsAdoptedForAsLongAsItLives', async () => {
  const { member } = page.load();
  await settle();
  member.setJwt(aToken({ resources: ['premium'] }));
  expect([member.isAuthenticated(), member.hasResource('premium')]).toEqual([true, true]);
  await member.session();
  expect(member.isAuthenticated()).toBe(true);
  await vi.advanceTimersByTimeAsync(7 * 60_000);
  expect(member.isAuthenticated()).toBe(false);
});

test.each(['', 'nonsense', 'a.b.c', 'e30.e30.e30'])('%j is not adopted as a token', (jwt) => {
  const { member } = page.load();
  expect(() => {
    member.setJwt(jwt);
  }).toThrow(TypeError);
});
