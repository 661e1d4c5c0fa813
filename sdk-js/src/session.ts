/** The device session as this page knows it: the member token in memory, and what changes when the service is asked. */
import { createClock } from './clock';
import { decodeJwt } from './decode-jwt';
import type { Dispatch } from './dispatch';
import { messageOf } from './errors';
import { isRecord, isString, textOrNull, toMember } from './guards';
import { expected, type Request } from './request';
import type { Store } from './store';
import type { MemberJwtPayload, SessionData, SignInMethod } from './types';

export interface Session {
  jwt: () => string | null;
  payload: () => MemberJwtPayload | null;
  /** A token is in hand and has not expired. */
  isIdentified: () => boolean;
  isAuthenticated: () => boolean;
  /** Milliseconds until the token expires, or null without one. */
  expiresIn: () => number | null;
  /** Asks the service and dispatches what changed; callers at the same time share one call. */
  refresh: () => Promise<SessionData>;
  /** Takes over a token, or null for none; dispatches nothing. */
  hold: (jwt: string | null, serverTime?: number) => void;
  /** Takes over a token the service does not know this browser by; throws TypeError if it is none. */
  adopt: (jwt: string) => void;
  /** From now on the page was told who is there, so changes are dispatched. */
  announceChanges: () => void;
  /** How a sign-in that is noticed from now on came about. */
  expect: (method: SignInMethod) => void;
  /** Runs after every change of the token and every answer. */
  onSettled: (listener: (failed: boolean) => void) => void;
  /** What other tabs of the site compare themselves with. */
  fingerprint: () => string;
  /** A member was there when the site was open last; only the service knows whether they still are. */
  expectsMember: () => boolean;
}

/** Written when sign-in state or resources change, so that the site's other tabs notice. */
export const FINGERPRINT_KEY = 'allegro_session_state';

/** A token counts for this long after its end: clocks differ, and its successor may be on its way. */
const LEEWAY = 60_000;

export function createSession(request: Request, dispatch: Dispatch, store: Store): Session {
  const clock = createClock();
  const listeners: ((failed: boolean) => void)[] = [];
  let jwt: string | null = null;
  let payload: MemberJwtPayload | null = null;
  let adopted = false;
  let announced = false;
  let method: SignInMethod = 'session';
  let running: Promise<SessionData> | null = null;
  // Counts changes made here, so that an answer to an older question is not taken for news.
  let generation = 0;

  const expiresIn = (): number | null => (payload ? payload.exp * 1000 - clock.now() : null);
  const isIdentified = (): boolean => (expiresIn() ?? -Infinity) > -LEEWAY;
  const fingerprint = (): string =>
    payload ? [payload.session.authenticated_at ?? '', ...[...payload.resources].sort()].join(' ') : '';
  const settled = (failed: boolean): void => {
    for (const listener of listeners) listener(failed);
  };

  function take(next: string | null, serverTime?: number): void {
    payload = next === null ? null : expected(decodeJwt(next));
    jwt = next;
    adopted = false;
    clock.learn(serverTime, payload);
    shareFingerprint();
  }

  function shareFingerprint(): void {
    if ((store.get(FINGERPRINT_KEY) ?? '') !== fingerprint())
      store.set(FINGERPRINT_KEY, fingerprint() || null);
  }

  function changedHere(): void {
    generation++;
    running = null;
    settled(false);
  }

  async function ask(): Promise<SessionData> {
    const asked = generation;
    try {
      const { body, serverTime } = await request('GET', 'api/session');
      const answer = expected(isRecord(body) ? body : undefined);
      const next = textOrNull(answer.jwt);
      if (asked === generation) {
        const before = payload;
        const beforeJwt = jwt;
        // An adopted token is not the service's to take away; it ends when it expires.
        if (next !== null || !adopted || !isIdentified()) take(next, serverTime);
        if (announced) tellChanges(before, beforeJwt);
        running = null;
        settled(false);
      }
      return toSessionData(answer);
    } catch (error) {
      if (asked === generation) {
        running = null;
        if (payload) void dispatch('allegro:jwt-refresh-failed', { error: messageOf(error) });
        settled(true);
      }
      throw error;
    }
  }

  function tellChanges(before: MemberJwtPayload | null, beforeJwt: string | null): void {
    const same = before?.sub === payload?.sub;
    const left = before && (!payload || !same || (before.authenticated && !payload.authenticated));
    const entered = payload?.authenticated && !(same && before?.authenticated);
    if (left) void dispatch('allegro:logout', null);
    if (entered) {
      void dispatch('allegro:authenticated', { method });
      if (method === 'magic-link') void dispatch('allegro:magic-link:authenticated', null);
    }
    if (payload && before && same && !left && !entered && jwt !== beforeJwt) {
      void dispatch('allegro:jwt-refreshed', payload);
    }
  }

  return {
    jwt: () => jwt,
    payload: () => payload,
    isIdentified,
    isAuthenticated: () => isIdentified() && payload?.authenticated === true,
    expiresIn,
    refresh: () => (running ??= ask()),
    hold(next, serverTime) {
      take(next, serverTime);
      changedHere();
    },
    adopt(next) {
      const claims = decodeJwt(next);
      if (!claims) throw new TypeError('This is not a member token.');
      payload = claims;
      jwt = next;
      adopted = true;
      changedHere();
    },
    announceChanges() {
      announced = true;
    },
    expect(next) {
      method = next;
    },
    onSettled(listener) {
      listeners.push(listener);
    },
    fingerprint,
    expectsMember: () => !!store.get(FINGERPRINT_KEY),
  };
}

function toSessionData(answer: Record<string, unknown>): SessionData {
  const session = isRecord(answer.session) ? answer.session : {};
  const at = textOrNull(session.authenticated_at);
  return {
    id: isString(session.id) ? session.id : null,
    is_authenticated: at !== null,
    authenticated_at: at,
    created_at: textOrNull(session.created_at),
    updated_at: textOrNull(session.updated_at),
    audience_member: toMember(answer.audience_member),
  };
}
