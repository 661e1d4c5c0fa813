import type { Dispatch } from './dispatch';
import { AllegroApiError, reasonOf } from './errors';
import { isRecord, toEntitlements, toExchange, toPurchase } from './guards';
import { PURCHASE_KEY } from './initiate';
import { expected, type Request } from './request';
import type { Session } from './session';
import type { Store } from './store';
import type { PurchaseResult, PurchaseTokenExchangeResponse, PurchaseValidation } from './types';

/** The token lives ten minutes; after about one of silence the reader should hear something. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

export interface Exchange {
  validation: () => PurchaseValidation;
  result: () => Promise<PurchaseResult | null>;
  exchangeToken: (token: string) => Promise<PurchaseTokenExchangeResponse>;
  /** The service said on the way back that there was no payment. */
  failed: (reason: string) => void;
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

  async function exchange(token: string): Promise<PurchaseTokenExchangeResponse> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await once(token);
      } catch (error) {
        const pause = PAUSES[attempt];
        if (isSpent(error)) return (await recover().catch(() => undefined)) ?? fail(error);
        if (isRefusal(error) || pause === undefined) return fail(error);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  /**
   * A token that was used or has expired in the browser it was made for means that the purchase is through and an
   * earlier answer was lost: who paid is not told that it failed.
   */
  async function recover(): Promise<PurchaseTokenExchangeResponse | undefined> {
    await session.refresh();
    const id = tabStore.get(PURCHASE_KEY);
    const { body } = await request(
      'GET',
      id ? `api/purchases/${encodeURIComponent(id)}` : 'api/entitlements',
    );
    if (!isRecord(body)) return undefined;
    const purchase = toPurchase(body) ?? null;
    if (id && purchase?.status !== 'paid') return undefined;
    const entitlements = toEntitlements(id ? body.entitlements : body.data);
    // Of all entitlements, the one that was granted last.
    if (!id) entitlements.sort((a, b) => (b.started_at ?? '').localeCompare(a.started_at ?? ''));
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

  return {
    validation: () => validation,
    result: () => result,
    exchangeToken(token) {
      const known = exchanges.get(token);
      if (known) return known;
      const started = exchange(token);
      exchanges.set(token, started);
      result = started.then(complete, (error: unknown) => failed(reasonOf(error)));
      return started;
    },
    failed(reason) {
      result = failed(reason);
    },
  };
}

function fail(error: unknown): never {
  throw error;
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof AllegroApiError)) return true;
  return error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 429;
}

function isSpent(error: unknown): boolean {
  return error instanceof AllegroApiError && error.status === 410;
}
