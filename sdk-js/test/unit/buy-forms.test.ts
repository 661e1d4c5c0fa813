import { beforeEach, expect, test, vi } from 'vitest';
import { aGate, anOffer } from '../support/a-gate';
import { anEntitlement, aProblem } from '../support/a-token';
import { withGates, type GatedPage } from './gates';
import { json, settle } from './page';

const CHECKOUT = 'https://checkout.example/c/cs_1';
const RETURN = 'https://site.example/canonical';

beforeEach(() => {
  vi.useFakeTimers();
});

function onOffer(content = anOffer('term_month', RETURN)): GatedPage {
  const page = withGates(content);
  page.answers('POST api/purchases', json({ purchase_id: 'pur_1', checkout_url: CHECKOUT }, 201));
  return page;
}

function pieces({ win }: GatedPage): Record<'form' | 'button' | 'message', HTMLElement> {
  const find = (selector: string): HTMLElement => {
    const found = win.document.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`There is no ${selector}.`);
    return found;
  };
  return {
    form: find('.fermata-offer__form'),
    button: find('.fermata-offer__buy'),
    message: find('.fermata-offer__message'),
  };
}

/** Submits as a click on the button does; true if the browser would post the form. */
async function submit(page: GatedPage): Promise<boolean> {
  const posts = pieces(page).form.dispatchEvent(
    new page.win.Event('submit', { bubbles: true, cancelable: true }),
  );
  await settle();
  return posts;
}

test('aBuyFormStartsItsCheckoutAndComesBackWhereItSays', async () => {
  const page = onOffer();
  await page.begin();
  expect(await submit(page)).toBe(false);
  expect(page.callsTo('POST api/purchases').map(({ body }) => body)).toEqual([
    { term_id: 'term_month', return_url: RETURN },
  ]);
  expect(page.assign.mock.calls).toEqual([[CHECKOUT]]);
});

test('withoutTheSdkTheFormIsPosted', async () => {
  expect(await submit(onOffer())).toBe(true);
});

test('aFormThatSellsNothingIsPosted', async () => {
  const page = onOffer(anOffer().replace('data-fermata-buy', 'data-buy'));
  await page.begin();
  expect(await submit(page)).toBe(true);
});

test('aFormThatThePageTookIsLeftToIt', async () => {
  const page = onOffer();
  await page.begin();
  pieces(page).form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  await submit(page);
  expect(page.callsTo('POST api/purchases')).toEqual([]);
});

test('aFormThatComesLaterSellsToo', async () => {
  const page = onOffer(' ');
  await page.begin();
  page.win.document.body.innerHTML = anOffer();
  expect(await submit(page)).toBe(false);
  expect(page.assign).toHaveBeenCalledOnce();
});

test('theButtonIsBusyUntilThePageIsBack', async () => {
  const page = onOffer();
  await page.begin();
  await submit(page);
  const { button } = pieces(page);
  expect([button.getAttribute('aria-busy'), button.textContent]).toEqual(['true', 'One moment …']);
  page.restoreFromCache();
  expect([button.getAttribute('aria-busy'), button.innerHTML]).toEqual([null, 'Buy <b>a month</b>']);
});

test('theButtonWorksAgainIfTheBrowserDidNotLeave', async () => {
  const page = onOffer();
  await page.begin();
  await submit(page);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(pieces(page).button.innerHTML).toBe('Buy <b>a month</b>');
  await submit(page);
  expect(page.assign).toHaveBeenCalledTimes(2);
});

test('aButtonWithoutWordsForItKeepsItsOwnWhileBusy', async () => {
  const page = onOffer(anOffer().replace(/data-fermata-busy="[^"]*"/, ''));
  await page.begin();
  await submit(page);
  const { button } = pieces(page);
  expect([button.getAttribute('aria-busy'), button.textContent]).toEqual(['true', 'Buy a month']);
});

test('aDoubleClickStartsOneCheckout', async () => {
  const page = onOffer();
  await page.begin();
  expect(await Promise.all([submit(page), submit(page)])).toEqual([false, false]);
  expect(page.callsTo('POST api/purchases')).toHaveLength(1);
});

test('whatWentWrongIsSaidInWordsUntilTheNextTry', async () => {
  const page = onOffer();
  page.answers(
    'POST api/purchases',
    json(aProblem(404, 'term-not-found'), 404),
    new Promise(() => undefined),
  );
  await page.begin();
  await submit(page);
  const { button, message } = pieces(page);
  expect([message.hidden, message.textContent]).toEqual([false, 'It is term-not-found.']);
  expect([button.getAttribute('aria-busy'), button.innerHTML]).toEqual([null, 'Buy <b>a month</b>']);
  await submit(page);
  expect([message.hidden, message.textContent]).toEqual([true, '']);
});

test.each([
  ['network-error', new Error('offline')],
  ['too-many-requests', json(aProblem(429, 'too-many-requests'), 429)],
])('thePagesOwnWordsFor %s comeFirst', async (reason, answer) => {
  const page = onOffer(anOffer('term_month', RETURN, `data-fermata-${reason}="Gerade nicht möglich."`));
  page.answers('POST api/purchases', answer);
  await page.begin();
  await submit(page);
  expect(pieces(page).message.textContent).toBe('Gerade nicht möglich.');
});

test.each([
  [new Error('offline'), 'The service could not be reached.'],
  [json({ detail: { not: 'text' } }, 502), 'The service gave an unexpected answer. (502)'],
])('whereNobodyHasWordsForIt theSdkHas (case %#)', async (answer, words) => {
  const page = onOffer();
  page.answers('POST api/purchases', answer);
  await page.begin();
  await submit(page);
  expect(pieces(page).message.textContent).toBe(words);
});

const already = json(aProblem(409, 'already-entitled', { entitlement: anEntitlement() }), 409);

test('whoHasItAlreadyReadsOnInsteadOfBeingTold', async () => {
  const page = onOffer(aGate('a'));
  page.answers('POST api/purchases', already);
  await page.begin();
  page.theServiceKnows('premium');
  await submit(page);
  const { fermataState: state } = page.gate().dataset;
  expect([state, page.isOpen(), page.asked()]).toEqual(['open', true, 1]);
});

test('anyOtherRefusalIsSaidInAGateToo', async () => {
  const page = onOffer(aGate('a'));
  page.answers('POST api/purchases', json(aProblem(404, 'term-not-found'), 404));
  await page.begin();
  await submit(page);
  expect(pieces(page).message.textContent).toBe('It is term-not-found.');
});

test('whoHasItAlreadyIsToldWhereThereIsNoGate', async () => {
  const page = onOffer();
  page.answers('POST api/purchases', already);
  await page.begin();
  await submit(page);
  expect(pieces(page).message.textContent).toBe('It is already-entitled.');
});

test.each([
  ['data-fermata-payment-failed="Nothing was paid."', 'Nothing was paid.', false],
  ['', '', true],
])('afterAPaymentThatFailedTheOfferSays %s', async (more, words, hidden) => {
  const page = withGates(
    anOffer('term_month', RETURN, more),
    'https://site.example/story?allegro_purchase_error=payment_failed',
  );
  await page.begin();
  const { message } = pieces(page);
  expect([message.textContent, message.hidden]).toEqual([words, hidden]);
});
