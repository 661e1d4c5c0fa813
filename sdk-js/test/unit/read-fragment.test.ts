import { beforeEach, expect, test, vi } from 'vitest';
import { callOf, MINUTE, SITE, TEXT, withGate } from './gates';
import { html, json } from './page';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') });
});

test('whileNobodyAnswersItIsAskedAgainLessAndLessOften', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  page.answers(callOf('a'), new Error('offline'), html('', 503), html('', 429), TEXT);
  await page.begin();
  expect(page.asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(page.asked()).toBe(2);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(page.asked()).toBe(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(page.asked()).toBe(3);
  await vi.advanceTimersByTimeAsync(4_000);
  expect([page.asked(), page.isOpen()]).toEqual([4, true]);
});

test('aGateThatNobodyAnswersForIsAskedForOnceAMinute', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  page.answers(callOf('a'), new Error('offline'));
  await page.begin();
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  const before = page.asked();
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect(page.asked()).toBe(before + 10);
});

test('aGateThatLeftThePageIsNotAskedForAgain', async () => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  page.answers(callOf('a'), new Error('offline'));
  await page.begin();
  page.gate().remove();
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect(page.asked()).toBe(1);
});

test.each([
  'https://elsewhere.example/fragment',
  '//elsewhere.example/fragment',
  'https://site.example.evil.example/fragment',
  'https://site.example@evil.example/',
  'https://site.example:8443/',
  'http://site.example/fragment',
  'javascript:alert(1)',
  'data:text/html,<p>x</p>',
  'blob:https://site.example/1',
  'https://[',
  '',
])('aFragmentAt "%s" is not asked for', async (fragment) => {
  const page = withGate({ hydrate: true, fragment });
  page.theServiceKnows('premium');
  await page.begin();
  expect(page.calls.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'GET api/session',
    'POST api/events',
  ]);
  expect(page.isOpen()).toBe(false);
});

test.each([
  ['fromAnotherOrigin', html('<p>x</p>', 200, 'https://elsewhere.example/')],
  ['fromAnotherAddress', html('<form>Log in</form>', 200, `${SITE}/login`)],
  ['thatIsNoHtml', json({ text: 'x' })],
])('anAnswer %s opens nothing', async (_, answer) => {
  const page = withGate({ hydrate: true });
  page.theServiceKnows('premium');
  page.answers(callOf('a'), answer);
  await page.begin();
  expect(page.isOpen()).toBe(false);
});
