import type { Dispatch } from './dispatch';
import { AllegroApiError, reasonOf } from './errors';
import { isRecord, isString, toEntitlement, toWebAddress } from './guards';
import { STILL_HERE } from './press';
import { expected, type Request } from './request';
import { returnAddress } from './return-address';
import type { Session } from './session';
import type { Store } from './store';

/** The purchase this tab started last; names it should the answer to the token's exchange be lost, and the problem not name it. */
export const PURCHASE_KEY = 'allegro_purchase';

export function createInitiate(
  win: Window,
  request: Request,
  session: Session,
  dispatch: Dispatch,
  tabStore: Store,
): (termId: string, returnUrl?: string | null) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  let latest: Promise<void> | null = null;

  async function start(
    termId: string,
    returnUrl: string | null | undefined,
    isLatest: () => boolean,
  ): Promise<void> {
    const { body } = await request('POST', 'api/purchases', {
      body: { term_id: termId, return_url: returnAddress(win.location.href, returnUrl) },
    });
    const answer = isRecord(body) ? body : {};
    const address = expected(toWebAddress(answer.checkout_url));
    if (!isLatest()) return;
    if (isString(answer.purchase_id)) tabStore.set(PURCHASE_KEY, answer.purchase_id);
    win.location.assign(address);
  }

  function tell(error: unknown): void {
    const entitlement =
      error instanceof AllegroApiError && error.body?.code === 'already-entitled'
        ? toEntitlement(error.body.entitlement)
        : undefined;
    if (!entitlement) {
      void dispatch('allegro:purchase:failed', { reason: reasonOf(error) });
      return;
    }
    // The token may be older than the entitlement; the event does not wait for a newer one.
    session.refresh().catch(() => undefined);
    void dispatch('allegro:purchase:completed', { method: 'purchase', entitlement, already_entitled: true });
  }

  win.addEventListener('pageshow', (event) => {
    if (event.persisted) running.clear();
  });

  return (termId, returnUrl) => {
    const underWay = running.get(termId);
    if (underWay) return underWay;
    const release = (): void => {
      if (running.get(termId) === promise) running.delete(termId);
    };
    const promise: Promise<void> = start(termId, returnUrl, () => latest === promise);
    latest = promise;
    running.set(termId, promise);
    promise.then(
      () => setTimeout(release, STILL_HERE),
      // Handled here as well, so that a caller who ignores the promise causes no unhandled rejection.
      (error: unknown) => {
        release();
        tell(error);
      },
    );
    return promise;
  };
}
