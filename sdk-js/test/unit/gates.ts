/** A page with gates, and how to ask it what it shows. */
import { expect, vi } from 'vitest';
import type { Allegro } from '../../src/types';
import { aGate, fragmentOf, type GateFacts } from '../support/a-gate';
import { aProblem, aSession, aToken } from '../support/a-token';
import { aPage, html, json, settle, type TestPage } from './page';

export const MINUTE = 60_000;
export const SITE = 'https://site.example';
export const TEXT = html('<p>The whole story.</p>');
export const NO = json(aProblem(403, 'not-entitled'), 403);

export const callOf = (id: string): string => `GET ${SITE}${fragmentOf(id)}`;

export interface GatedPage extends TestPage {
  asked: (id?: string) => number;
  gate: (id?: string) => HTMLElement;
  isOpen: (id?: string) => boolean;
  theServiceKnows: (...resources: string[]) => void;
  /** Loads the SDK and lets everything happen that follows. */
  begin: () => Promise<Allegro>;
}

/** The service answers for gate `a` with the text, and with a stranger's session. */
export function withGates(gates: string, url = `${SITE}/story`): GatedPage {
  const page = aPage(
    url,
    `<head><title>A story</title></head><body><button id="elsewhere">x</button>${gates}</body>`,
  );
  page.answers(callOf('a'), TEXT);
  page.answers('DELETE api/session', json(undefined, 204));
  const gate = (id = 'a'): HTMLElement => {
    const found = page.win.document.getElementById(`fermata-${id}`);
    if (!found) throw new Error(`There is no gate ${id}.`);
    return found;
  };
  return {
    ...page,
    asked: (id = 'a') => page.callsTo(callOf(id)).length,
    gate,
    isOpen: (id = 'a') => {
      const { fermataState: state } = gate(id).dataset;
      expect(state).toBe(gate(id).querySelector('.fermata-gate__body') ? 'open' : 'locked');
      return state === 'open';
    },
    theServiceKnows: (...resources) => {
      page.answers('GET api/session', () => json(aSession(aToken({ resources }))));
    },
    begin: async () => {
      const allegro = page.load();
      await settle();
      return allegro;
    },
  };
}

export const withGate = (facts: GateFacts = {}): GatedPage => withGates(aGate('a', facts));

/** Five minutes later the token is replaced. */
export const refreshed = (): Promise<unknown> => vi.advanceTimersByTimeAsync(5 * MINUTE);

export function aLateAnswer(): { promise: Promise<Response>; give: (response: Response) => Promise<void> } {
  let resolve: (response: Response) => void = () => undefined;
  const promise = new Promise<Response>((each) => (resolve = each));
  return {
    promise,
    give: async (response) => {
      resolve(response);
      await settle();
    },
  };
}
