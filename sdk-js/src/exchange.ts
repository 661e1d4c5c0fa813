import type { Dispatch } from './dispatch';
import { AllegroApiError, mayPass, reasonOf } from './errors';
import { isRecord, isString, toEntitlements, toExchange, toPurchase } from './guards';
import { PURCHASE_KEY } from './initiate';
import { expected, type Request } from './request';
import type { Session } from './session';
import type { Store } from './store';
import type { PurchaseReturn } from './take-purchase-return';
import type { PurchaseResult, PurchaseTokenExchangeResponse, PurchaseValidation } from './types';
import { wait } from './wait';

/** The token lives ten minutes; after about one of silence the reader should hear something. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
const TOKEN_LIFE = 600_000;

/** A token whose exchange did not get through, and since when; a reload takes it up again. */
const PENDING_KEY = 'allegro_purchase_pending';

export interface Exchange {
  validation: () => PurchaseValidation;
  result: () => Promise<PurchaseResult | null>;
  exchangeToken: (token: string) => Promise<PurchaseTokenExchangeResponse>;
  /** Does what the way back from a checkout asks for, or takes up what an earlier load of this tab could not finish. */
  begin: (purchaseReturn: PurchaseReturn | null) => void;
}

/**
 * Order, for a purchase that succeeded: the token is held, `validation` is set, `allegro:authenticated` is dispatched if
 * the buyer was not signed in before, then `allegro:purchase:completed`, then `result()` resolves.
 */
export function createExchange(
  request: Request,
  session: Session,
  dispatch: Dispatch,
  tabStore: Store,
): Exchange {
  const exchanges = new Map<string, Promise<PurchaseTokenExchangeResponse>>();
  let validation: PurchaseValidation = null;
  let result: Promise<PurchaseResult | null> = Promise.resolve(null);

  async function once(token: string): Promise<PurchaseTokenExchangeResponse> {
    const { body, serverTime } = await request('POST', 'api/purchases/exchange', {
      body: { token },
      keepalive: true,
    });
    const answer = expected(toExchange(body));
    session.hold(answer.jwt, serverTime);
    return answer;
  }

  async function attempt(token: string): Promise<PurchaseTokenExchangeResponse> {
    try {
      return await once(token);
    } catch (error) {
      const made = isSpent(error) && (await recover(error.body?.purchase_id));
      if (made) return made;
      throw error;
    }
  }

  async function exchange(token: string): Promise<PurchaseTokenExchangeResponse> {
    const since = Date.now();
    for (let attempts = 0; ; attempts++) {
      try {
        const answer = await attempt(token);
        tabStore.set(PENDING_KEY, null);
        return answer;
      } catch (error) {
        const refused = isRefusal(error);
        const pause = PAUSES[attempts];
        // Only now, and not from the start: while all goes well, no other script ever gets to see the token.
        tabStore.set(PENDING_KEY, refused ? null : `${String(since)} ${token}`);
        if (refused || pause === undefined) throw error;
        await wait(pause);
      }
    }
  }

  function pendingToken(): string | undefined {
    const [since = '', token] = (tabStore.get(PENDING_KEY) ?? '').split(' ');
    tabStore.set(PENDING_KEY, null);
    return Date.now() - Number(since) < TOKEN_LIFE ? token : undefined;
  }

  /**
   * A token that was used or has expired may mean that an earlier answer was lost: who paid is not told that it failed.
   * The problem names the purchase that the token was for. Only that one counts, and only if it gave access and still does.
   */
  async function recover(named: unknown): Promise<PurchaseTokenExchangeResponse | undefined> {
    await session.refresh();
    const id = isString(named) && named ? named : tabStore.get(PURCHASE_KEY);
    if (!id) return undefined;
    const { body } = await request('GET', `api/purchases/${encodeURIComponent(id)}`).catch(
      (error: unknown) => {
        if (isRefusal(error)) return { body: null };
        throw error;
      },
    );
    const purchase = toPurchase(body);
    if (!isRecord(body) || purchase?.status !== 'paid' || body.delivery !== 'fulfilled') return undefined;
    const entitlements = toEntitlements(body.entitlements);
    const [entitlement] = entitlements;
    return (
      entitlement && {
        jwt: session.jwt() ?? '',
        entitlement,
        entitlements,
        purchase,
        newly_authenticated: false,
      }
    );
  }

  async function complete(answer: PurchaseTokenExchangeResponse): Promise<PurchaseResult> {
    const { entitlement, entitlements, purchase } = answer;
    validation = 'completed';
    if (answer.newly_authenticated) void dispatch('allegro:authenticated', { method: 'purchase' });
    await dispatch('allegro:purchase:completed', { method: 'purchase', entitlement });
    return { status: 'completed', entitlement, entitlements, purchase };
  }

  async function failed(reason: string): Promise<PurchaseResult> {
    validation = 'failed';
    await dispatch('allegro:purchase:failed', { reason });
    return { status: 'failed', reason };
  }

  function exchangeToken(token: string): Promise<PurchaseTokenExchangeResponse> {
    const known = exchanges.get(token);
    if (known) return known;
    const started = exchange(token);
    exchanges.set(token, started);
    result = started.then(complete, (error: unknown) => failed(reasonOf(error)));
    return started;
  }

  return {
    validation: () => validation,
    result: () => result,
    exchangeToken,
    begin(purchaseReturn) {
      const pending = pendingToken();
      if (purchaseReturn && 'reason' in purchaseReturn) {
        result = failed(purchaseReturn.reason);
        return;
      }
      const token = purchaseReturn?.token ?? pending;
      if (token !== undefined) void exchangeToken(token);
    },
  };
}

function isRefusal(error: unknown): boolean {
  return !(error instanceof AllegroApiError && mayPass(error.status));
}

function isSpent(error: unknown): error is AllegroApiError {
  return error instanceof AllegroApiError && error.status === 410;
}
