import type { Dispatch } from './dispatch';
import { createGate } from './gate';
import { readFragment } from './read-fragment';
import type { Session } from './session';
import { wait } from './wait';
import { watchPage } from './watch-page';

const LONGEST_PAUSE = 60_000;

/**
 * Opens and closes the gates of the page as the reader's rights change. What a reader may have, the server says: each gate is
 * asked for once for every change, again while nobody answers, and an answer for a reader who has changed since does not count.
 */
export function hydrate(win: Window & typeof globalThis, session: Session, dispatch: Dispatch): void {
  const { document } = win;
  const { dataset: page } = document.documentElement;
  const { open, close } = createGate(win, dispatch);
  let asked = new WeakMap<HTMLElement, string>();
  let known: string | undefined;
  let underWay = 0;

  const gates = (): NodeListOf<HTMLElement> => document.querySelectorAll('[data-fermata-fragment]');
  const reader = (): string => {
    const payload = session.payload();
    return payload ? payload.sub + session.fingerprint() : '';
  };
  const reveal = (): void => {
    if (!underWay) delete page.fermataReader;
  };

  async function ask(gate: HTMLElement): Promise<void> {
    const who = reader();
    if (asked.get(gate) === who) return;
    asked.set(gate, who);
    for (let pause = 1_000; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      underWay++;
      const nodes = await readFragment(win, gate.dataset.fermataFragment);
      underWay--;
      if (who === reader()) {
        if (nodes) open(gate, nodes);
        else if (nodes === null) close(gate);
      }
      reveal();
      if (nodes !== undefined) return;
      await wait(pause);
      if (who !== reader() || !gate.isConnected) return;
    }
  }

  // Whoever is likely to get in is not shown the paywall first: see blocks.css.
  if (session.expectsMember()) page.fermataReader = '';
  win.addEventListener('allegro:logout', () => {
    asked = new WeakMap();
    gates().forEach(close);
  });
  watchPage(win, (news) => {
    const now = reader();
    const changed = known !== undefined && known !== now;
    known = now;
    for (const gate of gates()) {
      const { fermataHydrate: hydrated, fermataState: state } = gate.dataset;
      const wanted = changed || hydrated !== undefined || (news && state === 'locked');
      if (now ? wanted : hydrated === 'anyone') void ask(gate);
    }
    reveal();
  });
}
