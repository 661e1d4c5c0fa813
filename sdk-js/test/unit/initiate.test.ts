import { beforeEach, expect, test, vi } from 'vitest';
import { AllegroApiError } from '../../src/errors';
import { anEntitlement, aProblem } from '../support/a-token';
import { aPage, eventsNamed, json, settle, type TestPage } from './page';

const CHECKOUT = 'https://checkout.example/c/cs_1';
const created = json({ purchase_id: 'pur_1', checkout_url: CHECKOUT }, 201);

let page: TestPage;

beforeEach(() => {
  vi.useFakeTimers();
  page = aPage('https://site.example/story?a=1&allegro_token=x&b=%2F#part');
  page.answers('POST api/purchases', created);
});

function theError(promise: Promise<unknown>): Promise<AllegroApiError> {
  return promise.then(
    () => {
      throw new Error('It did not reject.');
    },
    (error: unknown) => error as AllegroApiError,
  );
}

test('asksForACheckoutAndGoesThere', async () => {
  await page.load().purchase.initiate('term_1', 'https://site.example/thanks');
  expect(page.callsTo('POST api/purchases').map(({ body }) => body)).toEqual([
    { term_id: 'term_1', return_url: 'https://site.example/thanks' },
  ]);
  expect(page.assign.mock.calls).toEqual([[CHECKOUT]]);
  expect(eventsNamed(page, 'purchase:failed')).toEqual([]);
});

test.each([undefined, null, ''])('returnsToThisPageWithoutTheSdksParametersFor %s', async (returnUrl) => {
  await page.load().purchase.initiate('term_1', returnUrl);
  expect(page.callsTo('POST api/purchases')[0]?.body).toEqual({
    term_id: 'term_1',
    return_url: 'https://site.example/story?a=1&b=%2F#part',
  });
});

test('resolvesARelativeReturnUrlAgainstThePage', async () => {
  await page.load().purchase.initiate('term_1', '/thanks?x=1');
  expect(page.callsTo('POST api/purchases')[0]?.body).toHaveProperty(
    'return_url',
    'https://site.example/thanks?x=1',
  );
});

test('sendsCookiesAndJson', async () => {
  await page.load().purchase.initiate('term_1');
  const init = page.callsTo('POST api/purchases')[0]?.init;
  expect(init?.credentials).toBe('same-origin');
  expect(init?.headers).toHaveProperty('Content-Type', 'application/json');
});

test('aDoubleClickStartsOneCheckoutAndBothGetTheSamePromise', async () => {
  const { purchase } = page.load();
  const first = purchase.initiate('term_1');
  expect(purchase.initiate('term_1')).toBe(first);
  await first;
  expect(purchase.initiate('term_1')).toBe(first);
  expect(page.callsTo('POST api/purchases')).toHaveLength(1);
});

test('ofTwoTermsAskedForAtOnceTheLaterWins', async () => {
  let answerFirst: (response: Response) => void = () => undefined;
  page.answers(
    'POST api/purchases',
    new Promise<Response>((resolve) => (answerFirst = resolve)),
    json({ purchase_id: 'pur_2', checkout_url: 'https://checkout.example/c/cs_2' }, 201),
  );
  const { purchase } = page.load();
  const first = purchase.initiate('term_1');
  await purchase.initiate('term_2');
  answerFirst(created);
  await first;
  expect(page.assign.mock.calls).toEqual([['https://checkout.example/c/cs_2']]);
});

test('canBeStartedAgainWhenThePageComesBackFromTheCache', async () => {
  const { purchase } = page.load();
  await purchase.initiate('term_1');
  page.restoreFromCache();
  await purchase.initiate('term_1');
  expect(page.assign).toHaveBeenCalledTimes(2);
});

test('canBeStartedAgainWhenTheBrowserDidNotLeave', async () => {
  const { purchase } = page.load();
  await purchase.initiate('term_1');
  await vi.advanceTimersByTimeAsync(10_000);
  await purchase.initiate('term_1');
  expect(page.assign).toHaveBeenCalledTimes(2);
});

test('anOldTimerDoesNotReleaseALaterCheckout', async () => {
  const { purchase } = page.load();
  await purchase.initiate('term_1');
  await vi.advanceTimersByTimeAsync(9_000);
  page.restoreFromCache();
  await purchase.initiate('term_1');
  await vi.advanceTimersByTimeAsync(5_000);
  await purchase.initiate('term_1');
  expect(page.callsTo('POST api/purchases')).toHaveLength(2);
});

test('aRefusalRejectsAndTellsThePage', async () => {
  page.answers('POST api/purchases', json(aProblem(404, 'term-not-found'), 404));
  const error = await theError(page.load().purchase.initiate('term_1'));
  expect(error).toBeInstanceOf(AllegroApiError);
  expect(error).toMatchObject({ name: 'AllegroApiError', status: 404, body: { code: 'term-not-found' } });
  expect(error.message).toBe('It is term-not-found. (404 term-not-found)');
  await settle();
  expect(eventsNamed(page, 'purchase:failed')).toEqual([{ reason: 'term_not_found' }]);
  expect(page.assign).not.toHaveBeenCalled();
});

test('canBeStartedAgainAfterARefusal', async () => {
  page.answers('POST api/purchases', json(aProblem(503, 'payment-provider-unavailable'), 503), created);
  const { purchase } = page.load();
  await theError(purchase.initiate('term_1'));
  await purchase.initiate('term_1');
  expect(page.assign).toHaveBeenCalledOnce();
});

test('noNetworkIsStatusZero', async () => {
  page.answers('POST api/purchases', new TypeError('Failed to fetch'));
  const error = await theError(page.load().purchase.initiate('term_1'));
  expect(error).toMatchObject({ name: 'AllegroApiError', status: 0, body: null });
  await settle();
  expect(eventsNamed(page, 'purchase:failed')).toEqual([{ reason: 'network_error' }]);
});

test('aServiceThatDoesNotAnswerIsGivenUpAfterHalfAMinute', async () => {
  page.answers(
    'POST api/purchases',
    ({ init }) =>
      new Promise<Response>((_, reject) =>
        init.signal?.addEventListener('abort', () => {
          reject(new Error('aborted'));
        }),
      ),
  );
  const failed = theError(page.load().purchase.initiate('term_1'));
  await vi.advanceTimersByTimeAsync(30_000);
  expect((await failed).status).toBe(0);
});

test('anAnswerThatIsNoProblemDocumentIsAServiceError', async () => {
  page.answers('POST api/purchases', new Response('<h1>Bad gateway</h1>', { status: 502 }));
  const error = await theError(page.load().purchase.initiate('term_1'));
  expect(error).toMatchObject({ status: 502, body: null });
  await settle();
  expect(eventsNamed(page, 'purchase:failed')).toEqual([{ reason: 'service_error' }]);
});

test.each(['javascript:alert(1)', '/relative', 42, undefined])(
  'goesNowhereOnACheckoutUrlLike %s',
  async (url) => {
    page.answers('POST api/purchases', json({ purchase_id: 'pur_1', checkout_url: url }, 201));
    const error = await theError(page.load().purchase.initiate('term_1'));
    expect(error.status).toBe(200);
    expect(page.assign).not.toHaveBeenCalled();
  },
);

test('whoIgnoresThePromiseCausesNoUnhandledRejection', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  page.answers('POST api/purchases', new TypeError('Failed to fetch'));
  void page.load().purchase.initiate('term_1');
  await settle();
  vi.useRealTimers();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(eventsNamed(page, 'purchase:failed')).toHaveLength(1);
});

test('whoHasItAlreadyIsToldThatTheyHaveAccess', async () => {
  page.answers(
    'POST api/purchases',
    json(aProblem(409, 'already-entitled', { entitlement: anEntitlement() }), 409),
  );
  const { purchase } = page.load();
  await settle();
  const error = await theError(purchase.initiate('term_1'));
  expect(error.status).toBe(409);
  await settle();
  expect(eventsNamed(page, 'purchase:failed')).toEqual([]);
  expect(eventsNamed(page, 'purchase:completed')).toEqual([
    { method: 'purchase', entitlement: anEntitlement(), already_entitled: true },
  ]);
  // The token in hand may be older than the entitlement.
  expect(page.callsTo('GET api/session')).toHaveLength(2);
});

test('alreadyEntitledWithoutAnEntitlementIsAFailure', async () => {
  page.answers('POST api/purchases', json(aProblem(409, 'already-entitled'), 409));
  await theError(page.load().purchase.initiate('term_1'));
  await settle();
  expect(eventsNamed(page, 'purchase:failed')).toEqual([{ reason: 'already_entitled' }]);
});
