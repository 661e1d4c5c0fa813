import { beforeEach, expect, test, vi } from 'vitest';
import { aProblem } from '../support/a-token';
import { aPage, json, settle, type TestPage } from './page';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let page: TestPage;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') });
  page = aPage();
});

const recorded = (): Record<string, unknown>[] =>
  page.callsTo('POST api/events').map(({ body }) => body as Record<string, unknown>);

/** The cookies as the page wrote them, attributes included. */
function spyOnCookies(): string[] {
  const written: string[] = [];
  let jar: Record<string, string> = {};
  Object.defineProperty(page.win.document, 'cookie', {
    get: () =>
      Object.entries(jar)
        .map(([name, value]) => `${name}=${value}`)
        .join('; '),
    set: (cookie: string) => {
      written.push(cookie);
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      jar = { ...jar, [name]: value };
    },
  });
  return written;
}

test('onePageViewIsRecordedPerLoad', async () => {
  page.load();
  await settle();
  // An ordinary load is shown, too.
  page.win.dispatchEvent(new page.win.Event('pageshow'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(recorded()).toMatchObject([
    {
      event_name: 'page_view',
      url: 'https://site.example/story',
      referer: '',
      page_title: 'A story',
      device_id: expect.stringMatching(UUID_V4) as unknown,
      session_id: expect.stringMatching(UUID_V4) as unknown,
    },
  ]);
});

test('aPageViewThatFailsIsSilent', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  page.answers('POST api/events', new Error('blocked'));
  page.load();
  await settle();
  vi.useRealTimers();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(page.events).toEqual([['ready', null]]);
});

test('withoutPageViewsNothingIsSetUntilSomethingIsTracked', async () => {
  const written = spyOnCookies();
  const allegro = page.load({ pageView: false });
  await settle();
  expect([recorded(), written]).toEqual([[], []]);
  await allegro.track('article_read');
  expect([recorded().length, written.length]).toEqual([1, 2]);
});

test('trackAnswersTheEventsId', async () => {
  page.answers('POST api/events', json({ event_id: 'evt_7' }, 202));
  expect(await page.load().track('article_read')).toEqual({ event_id: 'evt_7' });
});

test('trackRejectsWhenTheServiceRefuses', async () => {
  page.answers('POST api/events', json(aProblem(422, 'invalid-request'), 422));
  await expect(page.load().track('')).rejects.toMatchObject({ name: 'AllegroApiError', status: 422 });
});

test('whatIsGivenWinsOverWhatThePageSays', async () => {
  await page.load({ pageView: false }).track('article_read', { page_title: 'Mine', data: { depth: 3 } });
  expect(recorded()).toMatchObject([
    { event_name: 'article_read', page_title: 'Mine', data: { depth: 3 }, url: 'https://site.example/story' },
  ]);
});

test('theCallOutlivesThePage', async () => {
  await page.load({ pageView: false }).track('link_clicked');
  expect(page.callsTo('POST api/events')[0]?.init.keepalive).toBe(true);
});

test('theIdsAreKeptAndTheirCookiesLiveOn', async () => {
  const written = spyOnCookies();
  const { track } = page.load({ pageView: false });
  await track('one');
  await track('two');
  const [one, two] = recorded();
  expect(one?.device_id).toBe(two?.device_id);
  expect(one?.session_id).toBe(two?.session_id);
  expect(written.slice(2)).toEqual([
    `allegro_device_id=${String(one?.device_id)}; Max-Age=315360000; Path=/; SameSite=Lax; Secure`,
    `allegro_session_id=${String(one?.session_id)}; Max-Age=1800; Path=/; SameSite=Lax; Secure`,
  ]);
});

test('plainHttpCookiesAreNotMarkedSecure', async () => {
  page = aPage('http://localhost:8080/');
  const written = spyOnCookies();
  page.answers('POST http://localhost:8080/_fermata/api/events', json({ event_id: 'evt_1' }, 202));
  await page.load({ pageView: false }).track('one');
  expect(written.some((cookie) => cookie.includes('Secure'))).toBe(false);
});

test('anIdThatIsNoneIsReplaced', async () => {
  spyOnCookies();
  page.win.document.cookie = 'allegro_device_id=1;';
  await page.load({ pageView: false }).track('one');
  expect(recorded()[0]?.device_id).toMatch(UUID_V4);
});
