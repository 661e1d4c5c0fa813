import { parametersOf, withoutParameters } from './parameters';

const TOKEN = 'allegro_purchase_token';
const ERROR = 'allegro_purchase_error';

export type PurchaseReturn = { token: string } | { reason: string };

/**
 * Takes the purchase parameters out of the address, before any later script can read them. The service appends its
 * parameter, so if there are several, the last one is the newest and decides.
 */
export function takePurchaseReturn(win: Window): PurchaseReturn | null {
  const { href } = win.location;
  const found = parametersOf(href).filter(({ name }) => isOurs(name));
  if (!found.length) return null;
  try {
    win.history.replaceState(win.history.state, '', withoutParameters(href, isOurs));
  } catch {
    // A sandboxed document may not change its address; the purchase counts all the same.
  }
  const last = found.filter(({ value }) => value).pop();
  if (!last) return null;
  if (last.name === TOKEN) return { token: last.value };
  return { reason: /^[a-z_]{1,64}$/.test(last.value) ? last.value : 'payment_failed' };
}

function isOurs(name: string): boolean {
  return name === TOKEN || name === ERROR;
}
