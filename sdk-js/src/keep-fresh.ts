import { FINGERPRINT_KEY, type Session } from './session';

/** The token is replaced this long before it expires. */
const AHEAD = 45_000;
/** And never asked for more often than this. */
const AT_LEAST = 10_000;
/** A page that was away for this long asks who is there when it comes back, even for a stranger. */
const STALE = 300_000;
const RETRY = 30_000;
/** Timers stand still while a machine sleeps, so none is set for longer. */
const LONGEST_TIMER = 60_000;

/**
 * Keeps the token of a visible page fresh, and lets the page notice what happened elsewhere: on coming back into view,
 * out of the back/forward cache, back online, and when another tab of the site signs in, signs out or buys.
 */
export function keepFresh(win: Window, session: Session): void {
  const { document } = win;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedAt = Date.now();
  let failures = 0;
  /** Local time of the next refresh; a stranger has nothing to refresh. */
  let due = Infinity;
  let stale = false;

  const refresh = (): void => {
    stale = false;
    due = Infinity;
    session.refresh().catch(() => {
      // Told by the session; tried again by the timer.
    });
  };
  const tick = (): void => {
    clearTimeout(timer);
    if (due === Infinity) return;
    const left = due - Date.now();
    if (left > 0) timer = setTimeout(tick, Math.min(left, LONGEST_TIMER));
    else if (document.visibilityState === 'visible') refresh();
  };
  const lookAgain = (): void => {
    if (document.visibilityState !== 'visible') return;
    if (stale || Date.now() >= Math.min(due, askedAt + STALE)) refresh();
    else tick();
  };

  session.onSettled((failed) => {
    askedAt = Date.now();
    failures = failed ? failures + 1 : 0;
    const left = session.expiresIn();
    if (failed) due = askedAt + Math.min(RETRY * 2 ** (failures - 1), STALE);
    else due = left === null ? Infinity : askedAt + Math.max(left - AHEAD, AT_LEAST);
    tick();
  });

  document.addEventListener('visibilitychange', lookAgain);
  win.addEventListener('focus', lookAgain);
  win.addEventListener('online', lookAgain);
  win.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    stale = true;
    lookAgain();
  });
  win.addEventListener('storage', (event) => {
    if (event.key !== FINGERPRINT_KEY || (event.newValue ?? '') === session.fingerprint()) return;
    stale = true;
    lookAgain();
  });
}
