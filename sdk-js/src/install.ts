/** Puts the SDK together and on the page; what it does there, in the order it does it. */
import { showAccount } from './account-bar';
import { sellByForms } from './buy-forms';
import { readConfig } from './config';
import { createDispatch } from './dispatch';
import { createExchange } from './exchange';
import { isRecord } from './guards';
import { hydrate } from './hydrate';
import { createInitiate } from './initiate';
import { keepFresh } from './keep-fresh';
import { createLog } from './log';
import { createMember } from './member';
import { createRequest } from './request';
import { createSession } from './session';
import { openStore } from './store';
import { takePurchaseReturn } from './take-purchase-return';
import { createTrack, trackPageViews } from './track';
import type { Allegro, AllegroCallback, AllegroOptions } from './types';
import { wait } from './wait';
import { createSignInWatch } from './watch-sign-in';

/** A page does not wait longer than this for `allegro:ready`. */
const READY_AT_LATEST = 3_000;

/** The SDK of this page: the one that is there already, or a new one. */
export function install(
  win: Window & typeof globalThis,
  options: AllegroOptions = {},
  script: HTMLScriptElement | null = null,
): Allegro {
  const found: unknown = win.allegro;
  if (isAllegro(found)) return found;

  const purchaseReturn = takePurchaseReturn(win);
  const config = readConfig(win, options, script);
  const log = createLog(win, config.debug);
  const request = createRequest(win, config, log);
  const dispatch = createDispatch(win, log);
  const tabStore = openStore(win, 'sessionStorage');
  const session = createSession(request, dispatch, openStore(win, 'localStorage'));
  const exchange = createExchange(request, session, dispatch, tabStore);
  const track = createTrack(win, request);

  keepFresh(win, session);
  const firstAnswer = session.refresh().then(
    () => undefined,
    () => undefined,
  );
  exchange.begin(purchaseReturn);

  const allegro: Allegro = {
    push(...callbacks) {
      for (const callback of callbacks) call(callback, allegro);
    },
    track,
    debug: log.on,
    member: createMember(win, request, session, dispatch, createSignInWatch(win, session), firstAnswer),
    purchase: {
      initiate: createInitiate(win, request, session, dispatch, tabStore),
      exchangeToken: exchange.exchangeToken,
      result: exchange.result,
      get validation() {
        return exchange.validation();
      },
    },
    components: {},
  };

  win.allegro = allegro;
  hydrate(win, session, dispatch);
  sellByForms(win, allegro.purchase);
  showAccount(win, session, allegro.member);
  if (Array.isArray(found)) drain(found as AllegroCallback[], allegro);
  if (config.pageView) trackPageViews(win, track);
  void Promise.race([firstAnswer, wait(READY_AT_LATEST)]).then(() => {
    session.announceChanges();
    void dispatch('allegro:ready', null);
  });
  return allegro;
}

function isAllegro(value: unknown): value is Allegro {
  return isRecord(value) && 'purchase' in value && 'push' in value;
}

/** Runs what was queued, in order; who still holds the queue may go on pushing to it. */
function drain(queue: AllegroCallback[], allegro: Allegro): void {
  const waiting = queue.splice(0);
  queue.push = (...callbacks) => {
    allegro.push(...callbacks);
    return 0;
  };
  allegro.push(...waiting);
}

function call(callback: AllegroCallback, allegro: Allegro): void {
  try {
    callback(allegro);
  } catch (error) {
    console.error('[allegro] a callback failed', error);
  }
}
