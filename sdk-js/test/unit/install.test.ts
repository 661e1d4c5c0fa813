import { beforeEach, expect, test, vi } from 'vitest';
import type { Allegro, AllegroCallback } from '../../src/types';
import { aSession, aToken } from '../support/a-token';
import { aPage, eventsNamed, json, setReadyState, settle } from './page';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') });
});

test('pushedCallbacksRunAtOnceAndInOrder', () => {
  const page = aPage();
  const allegro = page.load();
  const ran: number[] = [];
  allegro.push(
    () => ran.push(1),
    () => ran.push(2),
  );
  expect(ran).toEqual([1, 2]);
  expect(page.win.allegro).toBe(allegro);
});

test('aPageStubIsDrainedInOrderWithTheSdkInHand', () => {
  const page = aPage();
  const seen: unknown[] = [];
  page.win.allegro = [(allegro) => seen.push(1, allegro), (allegro) => seen.push(2, allegro)];
  const allegro = page.load();
  expect(seen).toEqual([1, allegro, 2, allegro]);
});

test('whoStillHoldsTheStubMayGoOnPushing', () => {
  const page = aPage();
  const stub: AllegroCallback[] = [];
  page.win.allegro = stub;
  const allegro = page.load();
  const seen: Allegro[] = [];
  stub.push((each) => seen.push(each));
  expect(seen).toEqual([allegro]);
});

test('aThrowingCallbackIsReportedAndDisturbsNoOther', () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const page = aPage();
  const ran: string[] = [];
  const failure = new Error('mine');
  page.win.allegro = [
    () => {
      throw failure;
    },
    () => ran.push('queued'),
  ];
  const allegro = page.load();
  allegro.push(
    () => {
      throw failure;
    },
    () => ran.push('pushed'),
  );
  expect(ran).toEqual(['queued', 'pushed']);
  expect(report.mock.calls.map((call) => call.at(-1) as unknown)).toEqual([failure, failure]);
});

test('somethingElseCalledAllegroIsReplaced', () => {
  const page = aPage(undefined, '<body><p id="allegro"></p></body>');
  (page.win as unknown as Record<string, unknown>).allegro = page.win.document.getElementById('allegro');
  const allegro = page.load();
  expect(page.win.allegro).toBe(allegro);
});

test('aSecondLoadReturnsTheFirstSdkAndAsksNothing', async () => {
  const page = aPage();
  const first = page.load();
  expect(page.load({ apiUrl: 'https://elsewhere.example/' })).toBe(first);
  await settle();
  expect(page.callsTo('GET api/session')).toHaveLength(1);
  expect(page.callsTo('POST api/events')).toHaveLength(1);
});

test('readyComesOnceAfterTheFirstAnswerAndKnowsWhoIsThere', async () => {
  const page = aPage();
  let answer: (response: Response) => void = () => undefined;
  page.answers('GET api/session', new Promise<Response>((resolve) => (answer = resolve)));
  const allegro = page.load();
  const known: boolean[] = [];
  page.win.addEventListener('allegro:ready', () => known.push(allegro.member.isAuthenticated()));
  await settle();
  expect(known).toEqual([]);
  answer(json(aSession(aToken())));
  await settle();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(known).toEqual([true]);
});

test('readyIsNeverDispatchedWhileTheLoadingScriptStillRuns', () => {
  const page = aPage();
  page.load();
  expect(page.events).toEqual([]);
});

test('readyCarriesNoDetailAndDoesNotBubble', async () => {
  const page = aPage();
  const seen: CustomEvent[] = [];
  page.win.addEventListener('allegro:ready', (event) => seen.push(event));
  page.load();
  await settle();
  expect(seen.map(({ detail, bubbles }) => [detail as unknown, bubbles])).toEqual([[null, false]]);
});

test('readyComesWhenTheServiceFails', async () => {
  const page = aPage();
  page.answers('GET api/session', new Error('offline'));
  page.load();
  await settle();
  expect(page.events).toEqual([['ready', null]]);
});

test('readyWaitsThreeSecondsAtMost', async () => {
  const page = aPage();
  page.answers('GET api/session', new Promise<Response>(() => undefined));
  page.load();
  await vi.advanceTimersByTimeAsync(2_999);
  expect(page.events).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(page.events).toEqual([['ready', null]]);
});

test('aMemberWhoIsRecognisedAfterReadyIsAnnounced', async () => {
  const page = aPage();
  let answer: (response: Response) => void = () => undefined;
  page.answers('GET api/session', new Promise<Response>((resolve) => (answer = resolve)));
  page.load();
  await vi.advanceTimersByTimeAsync(3_000);
  answer(json(aSession(aToken())));
  await settle();
  expect(page.events).toEqual([
    ['ready', null],
    ['authenticated', { method: 'session' }],
  ]);
});

test('aMemberWhoIsRecognisedBeforeReadyIsNotAnnouncedApart', async () => {
  const page = aPage();
  page.answers('GET api/session', json(aSession(aToken())));
  page.load();
  await settle();
  expect(page.events).toEqual([['ready', null]]);
});

test('eventsWaitUntilTheDocumentIsParsed', async () => {
  const page = aPage('https://site.example/?allegro_purchase_error=payment_failed');
  await page.loaded();
  setReadyState(page.win, 'loading');
  page.load();
  await settle();
  expect(page.events).toEqual([]);
  page.win.document.dispatchEvent(new page.win.Event('DOMContentLoaded'));
  await settle();
  expect(eventsNamed(page, 'ready')).toHaveLength(1);
  expect(eventsNamed(page, 'purchase:failed')).toHaveLength(1);
});

test('eventsWaitForDeferredScriptsOfAParsedDocument', async () => {
  const page = aPage();
  await page.loaded();
  setReadyState(page.win, 'interactive');
  vi.spyOn(page.win.performance, 'getEntriesByType').mockReturnValue([
    { domContentLoadedEventStart: 0 } as unknown as PerformanceEntry,
  ]);
  page.load();
  await settle();
  expect(page.events).toEqual([]);
  page.win.dispatchEvent(new page.win.Event('load'));
  await settle();
  expect(page.events).toEqual([['ready', null]]);
});

test('componentsAreEmpty', () => {
  expect(aPage().load().components).toEqual({});
});
