import { beforeEach, expect, test, vi } from 'vitest';
import type { Allegro } from '../../src/types';
import { anEntitlement, aProblem, aSession, aToken } from '../support/a-token';
import { aPage, eventsNamed, json, settle, type TestPage } from './page';

const RETURN = 'https://site.example/story?a=1&allegro_purchase_token=tok_1';
const EXCHANGE = 'POST api/purchases/exchange';
const premium = anEntitlement('premium');

function anExchange(facts: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    jwt: aToken({ resources: ['premium'] }),
    entitlement: premium,
    entitlements: [premium, anEntitlement('archive')],
    purchase: { id: 'pur_1', term_id: 'term_1', status: 'paid' },
    newly_authenticated: true,
    ...facts,
  };
}

function aPurchase(facts: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'pur_1',
    term_id: 'term_1',
    status: 'paid',
    delivery: 'fulfilled',
    entitlements: [premium],
    ...facts,
  };
}

function spent(how: 'used' | 'expired', purchaseId?: unknown): Response {
  return json(aProblem(410, `purchase-token-${how}`, { purchase_id: purchaseId }), 410);
}

let page: TestPage;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') });
  page = aPage(RETURN);
  page.answers(EXCHANGE, json(anExchange()));
});

/** The events about the purchase, in order. */
const told = (): string[] => page.events.map(([name]) => name).filter((name) => name !== 'ready');

test('theTokenIsGoneFromTheAddressWhenTheScriptHasRun', () => {
  page.load();
  expect(page.win.location.href).toBe('https://site.example/story?a=1');
});

test('theTokenIsExchangedOnceAndSentInTheBody', async () => {
  page.load();
  await settle();
  expect(page.callsTo(EXCHANGE).map(({ body, init }) => [body, init.keepalive])).toEqual([
    [{ token: 'tok_1' }, true],
  ]);
});

test('completionTellsExactlyTheMethodAndTheEntitlement', async () => {
  page.load();
  await settle();
  expect(eventsNamed(page, 'purchase:completed')).toEqual([{ method: 'purchase', entitlement: premium }]);
});

test('theEntitlementHasExactlyTheDocumentedFields', async () => {
  page.answers(
    EXCHANGE,
    json(anExchange({ entitlement: { ...premium, product: undefined, secret: 'x', ended_at: undefined } })),
  );
  page.load();
  await settle();
  const [detail] = eventsNamed(page, 'purchase:completed') as { entitlement: Record<string, unknown> }[];
  expect(detail?.entitlement).toEqual({
    id: 'ent_premium',
    resource: { id: 'res_premium', slug: 'premium', name: 'Premium' },
    product: { id: 'res_premium', slug: 'premium', name: 'Premium' },
    started_at: '2026-01-01T00:00:00Z',
    ended_at: null,
    is_active: true,
  });
});

test('theMemberIsSignedInAndValidationIsSetBeforeTheEventsInTheirOrder', async () => {
  const allegro = page.load();
  const seen: unknown[] = [];
  for (const name of ['allegro:authenticated', 'allegro:purchase:completed'] as const) {
    page.win.addEventListener(name, () => {
      seen.push([
        name,
        allegro.member.isAuthenticated(),
        allegro.member.hasResource('premium'),
        allegro.purchase.validation,
      ]);
    });
  }
  await settle();
  expect(seen).toEqual([
    ['allegro:authenticated', true, true, 'completed'],
    ['allegro:purchase:completed', true, true, 'completed'],
  ]);
  expect(eventsNamed(page, 'authenticated')).toEqual([{ method: 'purchase' }]);
});

test('aMemberWhoWasSignedInIsNotAnnouncedAgain', async () => {
  page.answers('GET api/session', json(aSession(aToken())));
  page.answers(EXCHANGE, json(anExchange({ newly_authenticated: false })));
  page.load();
  await settle();
  expect(told()).toEqual(['purchase:completed']);
});

test('readyDoesNotWaitForTheExchange', async () => {
  page.answers(EXCHANGE, new Promise<Response>(() => undefined));
  const allegro = page.load();
  await settle();
  expect(page.events).toEqual([['ready', null]]);
  expect(allegro.purchase.validation).toBeNull();
});

test('aSessionAnswerOlderThanThePurchaseDoesNotSignTheBuyerOut', async () => {
  let answer: (response: Response) => void = () => undefined;
  page.answers('GET api/session', new Promise<Response>((resolve) => (answer = resolve)));
  const allegro = page.load();
  await settle();
  answer(json(aSession(null)));
  await settle();
  expect(allegro.member.isAuthenticated()).toBe(true);
  expect(told()).toEqual(['authenticated', 'purchase:completed']);
  expect(eventsNamed(page, 'ready')).toHaveLength(1);
});

test('whoComesLateLearnsTheOutcome', async () => {
  const allegro = page.load();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await allegro.purchase.result()).toEqual({
    status: 'completed',
    entitlement: premium,
    entitlements: [premium, anEntitlement('archive')],
    purchase: { id: 'pur_1', term_id: 'term_1', status: 'paid' },
  });
});

test('theOutcomeIsNullWithoutAPurchaseParameter', async () => {
  const plain = aPage();
  const allegro = plain.load();
  expect(await allegro.purchase.result()).toBeNull();
  expect(allegro.purchase.validation).toBeNull();
  expect(plain.callsTo(EXCHANGE)).toEqual([]);
});

test('aRefusalIsToldOnceAndNotRepeated', async () => {
  page.answers(EXCHANGE, json(aProblem(403, 'purchase-token-other-browser'), 403));
  const allegro = page.load();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(page.callsTo(EXCHANGE)).toHaveLength(1);
  expect(eventsNamed(page, 'purchase:failed')).toEqual([{ reason: 'purchase_token_other_browser' }]);
  expect(allegro.purchase.validation).toBe('failed');
  expect(await allegro.purchase.result()).toEqual({
    status: 'failed',
    reason: 'purchase_token_other_browser',
  });
});

test('aCallThatDoesNotGetThroughIsTriedAgain', async () => {
  page.answers(
    EXCHANGE,
    new Error('offline'),
    json(undefined, 503),
    json(aProblem(429, 'too-many-requests'), 429),
    json(anExchange()),
  );
  page.load();
  await vi.advanceTimersByTimeAsync(7_000);
  expect(page.callsTo(EXCHANGE)).toHaveLength(4);
  expect(told()).toEqual(['authenticated', 'purchase:completed']);
});

test('afterAboutAMinuteOfSilenceThePageIsTold', async () => {
  page.answers(EXCHANGE, new Error('offline'));
  const allegro = page.load();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told()).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(eventsNamed(page, 'purchase:failed')).toEqual([{ reason: 'network_error' }]);
  expect(allegro.purchase.validation).toBe('failed');
});

test('anAnswerThatIsNoneOfOursIsTriedAgain', async () => {
  page.answers(EXCHANGE, new Response('<h1>Sign in to the hotel network</h1>'), json(anExchange()));
  page.load();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told()).toEqual(['authenticated', 'purchase:completed']);
});

test('aLostAnswerIsMadeGoodFromThePurchaseThatTheProblemNames', async () => {
  page.answers(EXCHANGE, new Error('reset'), spent('used', 'pur_1'));
  page.answers('GET api/session', json(aSession(null)), json(aSession(aToken({ resources: ['premium'] }))));
  page.answers('GET api/purchases/pur_1', json(aPurchase()));
  const allegro = page.load();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(eventsNamed(page, 'purchase:completed')).toEqual([{ method: 'purchase', entitlement: premium }]);
  expect(allegro.member.hasResource('premium')).toBe(true);
  expect(await allegro.purchase.result()).toMatchObject({ status: 'completed', purchase: { id: 'pur_1' } });
});

test('thePurchaseInTheProblemWinsOverTheOneThisTabStarted', async () => {
  page.win.sessionStorage.setItem('allegro_purchase', 'pur_2');
  page.answers(EXCHANGE, spent('expired', 'pur_1'));
  page.answers('GET api/purchases/pur_1', json(aPurchase()));
  page.answers(
    'GET api/purchases/pur_2',
    json(aPurchase({ id: 'pur_2', entitlements: [anEntitlement('archive')] })),
  );
  const allegro = page.load();
  await settle();
  expect(page.callsTo('GET api/purchases/pur_2')).toEqual([]);
  expect(eventsNamed(page, 'purchase:completed')).toEqual([{ method: 'purchase', entitlement: premium }]);
  expect(await allegro.purchase.result()).toMatchObject({ purchase: { id: 'pur_1' } });
});

test('thePurchaseInTheProblemWinsAlsoIfItFailed', async () => {
  page.win.sessionStorage.setItem('allegro_purchase', 'pur_2');
  page.answers(EXCHANGE, spent('used', 'pur_1'));
  page.answers('GET api/purchases/pur_1', json(aProblem(404, 'purchase-not-found'), 404));
  page.answers('GET api/purchases/pur_2', json(aPurchase({ id: 'pur_2' })));
  page.load();
  await settle();
  expect(told()).toEqual(['purchase:failed']);
});

test.each([undefined, '', null, 42, {}])(
  'withTheProblemNaming %s theOneThisTabStartedCounts',
  async (named) => {
    page.win.sessionStorage.setItem('allegro_purchase', 'pur_2');
    page.answers(EXCHANGE, spent('used', named));
    page.answers('GET api/purchases/pur_2', json(aPurchase({ id: 'pur_2' })));
    const allegro = page.load();
    await settle();
    expect(await allegro.purchase.result()).toMatchObject({ status: 'completed', purchase: { id: 'pur_2' } });
  },
);

test.each([
  ['refunded', { delivery: 'revoked', money_back: 'refunded' }],
  ['unpaid', { status: 'open', delivery: 'unfulfilled' }],
  ['notFulfilledYet', { delivery: 'unfulfilled' }],
  ['withoutEntitlements', { entitlements: [] }],
])('aSpentTokenOfAPurchase %s failsWhateverTheMemberHasBesides', async (_, facts) => {
  page.answers(EXCHANGE, spent('expired', 'pur_1'));
  page.answers('GET api/session', json(aSession(aToken({ resources: ['archive'] }))));
  page.answers('GET api/entitlements', json({ data: [anEntitlement('archive')] }));
  page.answers('GET api/purchases/pur_1', json(aPurchase(facts)));
  const allegro = page.load();
  await settle();
  expect(told()).toEqual(['purchase:failed']);
  expect(eventsNamed(page, 'purchase:failed')).toEqual([{ reason: 'purchase_token_expired' }]);
  expect(allegro.purchase.validation).toBe('failed');
});

test('aSpentTokenOfAPurchaseThatNobodyNamesFails', async () => {
  page.answers(EXCHANGE, spent('used'));
  page.answers('GET api/session', json(aSession(aToken({ resources: ['premium'] }))));
  page.answers('GET api/entitlements', json({ data: [premium] }));
  page.load();
  await settle();
  expect(told()).toEqual(['purchase:failed']);
  expect(eventsNamed(page, 'purchase:failed')).toEqual([{ reason: 'purchase_token_used' }]);
});

test('aReloadTakesUpAnExchangeThatDidNotGetThrough', async () => {
  page.answers(EXCHANGE, new Error('offline'));
  page.load();
  await vi.advanceTimersByTimeAsync(5_000);

  const reloaded = aPage('https://site.example/story?a=1');
  copyTab(page, reloaded);
  reloaded.answers(EXCHANGE, json(anExchange()));
  reloaded.load();
  await settle();
  expect(reloaded.callsTo(EXCHANGE).map(({ body }) => body)).toEqual([{ token: 'tok_1' }]);
  expect(eventsNamed(reloaded, 'purchase:completed')).toHaveLength(1);
  expect(tabOf(reloaded)).not.toContain('tok_1');
});

test('aReloadAfterTheTokensLifeTakesUpNothing', async () => {
  page.answers(EXCHANGE, new Error('offline'));
  page.load();
  await vi.advanceTimersByTimeAsync(600_000);

  const reloaded = aPage('https://site.example/story?a=1');
  copyTab(page, reloaded);
  reloaded.load();
  await settle();
  expect(reloaded.callsTo(EXCHANGE)).toEqual([]);
  expect(tabOf(reloaded)).not.toContain('tok_1');
});

test.each([json(anExchange()), json(aProblem(403, 'purchase-token-other-browser'), 403)])(
  'anAnsweredTokenIsNeverKept',
  async (answer) => {
    const kept: string[] = [];
    page.answers(EXCHANGE, () => {
      kept.push(tabOf(page));
      return answer;
    });
    page.load();
    await settle();
    expect([...kept, tabOf(page)].join()).not.toContain('tok_1');
  },
);

test('aLostAnswerIsLookedUpAgainWhenTheNetworkFailsMeanwhile', async () => {
  page.answers(EXCHANGE, spent('used', 'pur_1'));
  page.answers(
    'GET api/session',
    json(aSession(null)),
    new Error('offline'),
    json(aSession(aToken({ resources: ['premium'] }))),
  );
  page.answers('GET api/purchases/pur_1', json(aPurchase()));
  page.load();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(eventsNamed(page, 'purchase:completed')).toHaveLength(1);
});

test('theTokenCanBeExchangedByHandOncePerPage', async () => {
  const plain = aPage();
  plain.answers(EXCHANGE, json(anExchange()));
  const allegro: Allegro = plain.load();
  const first = allegro.purchase.exchangeToken('tok_9');
  expect(allegro.purchase.exchangeToken('tok_9')).toBe(first);
  expect((await first).entitlement).toEqual(premium);
  await settle();
  expect(plain.callsTo(EXCHANGE)).toHaveLength(1);
  expect(allegro.purchase.validation).toBe('completed');
  expect(eventsNamed(plain, 'purchase:completed')).toHaveLength(1);
});

test.each([
  ['payment_failed', 'payment_failed'],
  ['card_declined', 'card_declined'],
  ['<script>', 'payment_failed'],
  ['', null],
])('theErrorParameter %s isToldAs %s', async (value, reason) => {
  const back = aPage(`https://site.example/?allegro_purchase_error=${encodeURIComponent(value)}`);
  const allegro = back.load();
  await settle();
  expect(back.win.location.href).toBe('https://site.example/');
  expect(eventsNamed(back, 'purchase:failed')).toEqual(reason ? [{ reason }] : []);
  expect(allegro.purchase.validation).toBe(reason ? 'failed' : null);
  expect(back.callsTo(EXCHANGE)).toEqual([]);
});

const KEYS = ['allegro_purchase', 'allegro_purchase_pending'];

function tabOf(tab: TestPage): string {
  const { sessionStorage } = tab.win;
  const keys = Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index) ?? '');
  return keys.map((key) => `${key}=${sessionStorage.getItem(key) ?? ''}`).join();
}

function copyTab(from: TestPage, to: TestPage): void {
  for (const key of KEYS) {
    const value = from.win.sessionStorage.getItem(key);
    if (value !== null) to.win.sessionStorage.setItem(key, value);
  }
}
