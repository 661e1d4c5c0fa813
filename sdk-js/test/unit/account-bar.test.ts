import { beforeEach, expect, test, vi } from 'vitest';
import { anAccountBar } from '../support/a-gate';
import { aProblem, aSession, aToken } from '../support/a-token';
import { refreshed, withGates, type GatedPage } from './gates';
import { eventsNamed, json, settle } from './page';

let page: GatedPage;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') });
  page = withGates(anAccountBar);
  page.answers('POST api/login/magic-links', json({ status: 'sent' }, 202));
});

const find = (selector: string): HTMLElement => {
  const found = page.win.document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
};
const shown = (): string[] =>
  ['signed-out', 'signed-in'].filter((when) => !find(`[data-fermata-when="${when}"]`).hidden);
/** What is said in the part that is shown. */
const message = (): string | null => {
  const { hidden, textContent } = find('[data-fermata-when]:not([hidden]) .fermata-account__message');
  return hidden ? null : textContent;
};
async function askForALink(email = 'ada@example.com'): Promise<boolean> {
  const form = find('form');
  form.querySelector('input')?.setAttribute('value', email);
  const posts = form.dispatchEvent(new page.win.Event('submit', { bubbles: true, cancelable: true }));
  await settle();
  return posts;
}

test('aStrangerIsOfferedToSignIn', async () => {
  await page.begin();
  expect(shown()).toEqual(['signed-out']);
});

test('aMemberIsGreetedByAddress', async () => {
  page.theServiceKnows();
  await page.begin();
  expect([shown(), find('[data-fermata-email]').textContent]).toEqual([['signed-in'], 'ada@example.com']);
});

test('whoIsOnlyIdentifiedIsOfferedToSignIn', async () => {
  page.answers('GET api/session', json(aSession(aToken({ authenticated: false }))));
  await page.begin();
  expect(shown()).toEqual(['signed-out']);
});

test('theBarFollowsWhatHappensElsewhere', async () => {
  page.theServiceKnows();
  await page.begin();
  page.answers('GET api/session', json(aSession(null)));
  await refreshed();
  expect([shown(), find('[data-fermata-email]').textContent]).toEqual([['signed-out'], '']);
});

test('aBarThatComesLaterKnowsToo', async () => {
  page.theServiceKnows();
  await page.begin();
  page.win.document.body.innerHTML = `<header>${anAccountBar}</header>`;
  await settle();
  expect(shown()).toEqual(['signed-in']);
});

test('theButtonSignsOutAndTheFocusStaysInTheBar', async () => {
  page.theServiceKnows();
  await page.begin();
  find('[data-fermata-sign-out]').focus();
  find('[data-fermata-sign-out]').click();
  await settle();
  expect(page.callsTo('DELETE api/session')).toHaveLength(1);
  expect(shown()).toEqual(['signed-out']);
  expect(page.win.document.activeElement).toBe(find('[data-fermata-account]'));
});

test('aDoubleClickSignsOutOnce', async () => {
  page.theServiceKnows();
  await page.begin();
  find('[data-fermata-sign-out]').click();
  find('[data-fermata-sign-out]').click();
  await settle();
  expect(eventsNamed(page, 'logout')).toHaveLength(1);
});

test('aSignOutThatFailsIsSaidAndNothingChanges', async () => {
  page.theServiceKnows();
  page.answers('DELETE api/session', json(aProblem(503, 'unavailable'), 503));
  await page.begin();
  find('[data-fermata-sign-out]').click();
  await settle();
  expect([shown(), message()]).toEqual([['signed-in'], 'It is unavailable.']);
  expect(find('[data-fermata-sign-out]').hasAttribute('aria-busy')).toBe(false);
});

test('theFormMailsALinkAndSaysSo', async () => {
  await page.begin();
  expect(await askForALink()).toBe(false);
  expect(page.callsTo('POST api/login/magic-links').map(({ body }) => body)).toEqual([
    { email: 'ada@example.com', return_url: 'https://site.example/story' },
  ]);
  expect(message()).toBe('We have mailed you a link.');
});

test('theFormSaysInItsOwnWayWhereToComeBack', async () => {
  await page.begin();
  find('form').insertAdjacentHTML('beforeend', '<input type="hidden" name="return_url" value="/welcome">');
  await askForALink();
  expect(page.callsTo('POST api/login/magic-links')[0]?.body).toMatchObject({
    return_url: 'https://site.example/welcome',
  });
});

test('aFormWithoutWordsForItHasTheSdks', async () => {
  find('form').removeAttribute('data-fermata-sent');
  await page.begin();
  await askForALink();
  expect(message()).toBe('Look into your mail.');
});

test('aLinkThatIsNotMailedIsSaidInWords', async () => {
  page.answers('POST api/login/magic-links', json(aProblem(422, 'invalid-request'), 422));
  await page.begin();
  await askForALink('nobody');
  expect(message()).toBe('It is invalid-request.');
});

test('theSignInByTheLinkIsNoticedAndTheMessageGoes', async () => {
  await page.begin();
  await askForALink();
  page.theServiceKnows('premium');
  await vi.advanceTimersByTimeAsync(3_000);
  expect([shown(), message()]).toEqual([['signed-in'], null]);
  page.answers('GET api/session', json(aSession(null)));
  await refreshed();
  expect([shown(), message()]).toEqual([['signed-out'], null]);
});

test('withoutTheSdkTheFormIsPosted', async () => {
  expect(await askForALink()).toBe(true);
});
