import type { Session } from './session';

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 15_000;
const GIVE_UP = 15 * 60_000;

export interface SignInWatch {
  start: () => void;
  stop: () => void;
}

/**
 * Looks for a sign-in that completes elsewhere, by the mailed link: every two seconds at first, then less often, for
 * fifteen minutes; at once when the page comes back into view, and never while it is hidden.
 */
export function createSignInWatch(win: Window, session: Session): SignInWatch {
  const { document } = win;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = FIRST_PAUSE;
  let until = 0;

  function stop(): void {
    clearTimeout(timer);
    until = 0;
    session.expect('session');
  }
  function again(): void {
    clearTimeout(timer);
    timer = setTimeout(look, pause);
    pause = Math.min(pause * 1.2, LONGEST_PAUSE);
  }
  function look(): void {
    if (Date.now() >= until || session.isAuthenticated()) {
      stop();
    } else if (document.visibilityState === 'visible') {
      // A failed look is followed by the next one.
      session.refresh().then(again, again);
    }
  }
  const onReturn = (): void => {
    if (until) look();
  };
  document.addEventListener('visibilitychange', onReturn);
  win.addEventListener('focus', onReturn);

  return {
    start() {
      pause = FIRST_PAUSE;
      until = Date.now() + GIVE_UP;
      session.expect('magic-link');
      again();
    },
    stop,
  };
}
