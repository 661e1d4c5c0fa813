import { expect, test } from 'vitest';
import { takePurchaseReturn } from '../../src/take-purchase-return';
import { aPage } from './page';

const SITE = 'https://site.example/';

function take(address: string): { taken: unknown; left: string } {
  const { win } = aPage(SITE + address);
  const taken = takePurchaseReturn(win);
  return { taken, left: win.location.href.slice(SITE.length) };
}

test.each([
  ['?allegro_purchase_token=tok', ''],
  ['?a=1&allegro_purchase_token=tok', '?a=1'],
  ['?allegro_purchase_token=tok&a=1', '?a=1'],
  ['?b=%2F&allegro_purchase_token=tok&a=x+y%20z&&c', '?b=%2F&a=x+y%20z&&c'],
  ['page?allegro_purchase_token=tok#part', 'page#part'],
  ['?allegro_purchase_token=old&a=1&allegro_purchase_token=tok', '?a=1'],
  ['?%61llegro_purchase_token=tok', ''],
  ['?q=%E0%A4%A&allegro_purchase_token=tok', '?q=%E0%A4%A'],
  ['?xallegro_purchase_token=1&allegro_purchase_token=tok', '?xallegro_purchase_token=1'],
])('%s leaves "%s"', (address, left) => {
  expect(take(address)).toEqual({ taken: { token: 'tok' }, left });
});

test('anAddressWithoutTheParametersIsNotTouched', () => {
  const page = aPage(`${SITE}?a=1&#/allegro_purchase_token=tok`);
  const before = page.win.history.length;
  expect(takePurchaseReturn(page.win)).toBeNull();
  expect(page.win.location.href).toBe(`${SITE}?a=1&#/allegro_purchase_token=tok`);
  expect(page.win.history.length).toBe(before);
});

test('theLastParameterDecides', () => {
  expect(take('?allegro_purchase_error=payment_failed&allegro_purchase_token=tok').taken).toEqual({
    token: 'tok',
  });
  expect(take('?allegro_purchase_token=tok&allegro_purchase_error=payment_failed').taken).toEqual({
    reason: 'payment_failed',
  });
});

test('anEmptyTokenIsRemovedAndMeansNothing', () => {
  expect(take('?allegro_purchase_token=')).toEqual({ taken: null, left: '' });
  expect(take('?allegro_purchase_token')).toEqual({ taken: null, left: '' });
});

test('theTokenIsDecoded', () => {
  expect(take('?allegro_purchase_token=a%2Bb%3D').taken).toEqual({ token: 'a+b=' });
  expect(take('?allegro_purchase_token=a+b').taken).toEqual({ token: 'a b' });
});

test('theHistoryStateIsKept', () => {
  const { win } = aPage(`${SITE}?allegro_purchase_token=tok`);
  win.history.replaceState({ scroll: 3 }, '');
  takePurchaseReturn(win);
  expect(win.history.state).toEqual({ scroll: 3 });
  expect(win.location.href).toBe(SITE);
});

test('aDocumentThatMayNotChangeItsAddressStillHandsOverTheToken', () => {
  const { win } = aPage(`${SITE}?allegro_purchase_token=tok`);
  win.history.replaceState = () => {
    throw new Error('SecurityError');
  };
  expect(takePurchaseReturn(win)).toEqual({ token: 'tok' });
});
