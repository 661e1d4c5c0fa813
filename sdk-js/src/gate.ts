/** One gate in the page: what opening and closing does to it. */
import type { Dispatch } from './dispatch';
import { keepFocus } from './keep-focus';
import { createRunScripts } from './run-scripts';

export interface Gate {
  /** Puts the nodes where the paywall is, unless the gate is open. */
  open: (gate: HTMLElement, nodes: Node[]) => void;
  /** Takes the text away, if there is one, and puts the paywall back; a page that came without one is loaded again. */
  close: (gate: HTMLElement) => void;
}

export function createGate(win: Window, dispatch: Dispatch): Gate {
  const { document } = win;
  const runScripts = createRunScripts(win);
  /** How to put the paywalls back that were taken away here. */
  const undo = new WeakMap<HTMLElement, () => void>();

  function swap(from: Element, to: HTMLElement): void {
    keepFocus(win, from, to, () => {
      from.replaceWith(to);
    });
  }
  function tell(what: 'unlocked' | 'locked', element: HTMLElement): void {
    void dispatch(`allegro:content:${what}`, { gate: element.dataset.fermataGate ?? '', element });
  }

  return {
    open(gate, nodes) {
      const paywall = gate.querySelector<HTMLElement>('.fermata-gate__paywall');
      if (!paywall) return;
      const body = document.createElement('div');
      const status = document.createElement('p');
      body.className = 'fermata-gate__body';
      status.className = 'fermata-gate__status';
      status.setAttribute('role', 'status');
      body.append(status, ...nodes);
      undo.set(gate, () => {
        swap(body, paywall);
      });
      gate.dataset.fermataState = 'open';
      swap(paywall, body);
      runScripts(body);
      // What a live region begins with is not read out, what changes in it is.
      setTimeout(() => {
        status.textContent = gate.dataset.fermataOpened ?? 'You can read on now.';
      });
      tell('unlocked', gate);
    },
    close(gate) {
      if (gate.dataset.fermataState !== 'open') return;
      gate.dataset.fermataState = 'locked';
      const putBack = undo.get(gate);
      if (putBack) {
        putBack();
      } else {
        gate.querySelector('.fermata-gate__body')?.remove();
        win.location.reload();
      }
      tell('locked', gate);
    },
  };
}
