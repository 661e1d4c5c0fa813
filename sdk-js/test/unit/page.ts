/** A page in memory with a scripted service behind it, for tests without a browser. */
import { Window as HappyWindow } from 'happy-dom';
import { vi, type Mock } from 'vitest';
import { install } from '../../src/install';
import type { Allegro, AllegroEventMap, AllegroOptions } from '../../src/types';
import { aSession } from '../support/a-token';

export interface Call {
  path: string;
  method: string;
  body: unknown;
  init: RequestInit;
}

type Scripted = Response | Error | Promise<Response> | ((call: Call) => Response | Promise<Response>);

export interface TestPage {
  win: Window & typeof globalThis;
  calls: Call[];
  /** Calls to one method and path, such as `POST api/purchases`. */
  callsTo: (what: string) => Call[];
  /** What the service answers: one answer for good, or several in turn of which the last stays. */
  answers: (what: string, ...answers: Scripted[]) => void;
  load: (options?: AllegroOptions) => Allegro;
  /** The SDK's events so far, with their details, in order. */
  events: [name: string, detail: unknown][];
  assign: Mock<(address: string) => void>;
  show: (state: 'visible' | 'hidden') => void;
  restoreFromCache: () => void;
  /** Resolves when the page's own start-up events are over. */
  loaded: () => Promise<void>;
}

const NAMES: (keyof AllegroEventMap)[] = [
  'allegro:ready',
  'allegro:authenticated',
  'allegro:logout',
  'allegro:magic-link:authenticated',
  'allegro:magic-link:failed',
  'allegro:jwt-refreshed',
  'allegro:jwt-refresh-failed',
  'allegro:purchase:completed',
  'allegro:purchase:failed',
];

export const BASE = 'https://site.example/_fermata/';

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
}

export function aPage(url = 'https://site.example/story', html = ''): TestPage {
  const happy = new HappyWindow({ url, settings: { disableJavaScriptFileLoading: true } });
  const win = happy as unknown as Window & typeof globalThis;
  win.document.documentElement.innerHTML = html || '<head><title>A story</title></head><body></body>';
  setReadyState(win, 'complete');
  const calls: Call[] = [];
  const scripts = new Map<string, Scripted[]>();
  const events: [string, unknown][] = [];
  for (const name of NAMES) {
    win.addEventListener(name, (event) => events.push([name.slice('allegro:'.length), event.detail]));
  }

  win.fetch = async (input, init = {}) => {
    const address = input as string;
    const path = address.startsWith(BASE) ? address.slice(BASE.length) : address;
    const method = init.method ?? 'GET';
    const call: Call = {
      path,
      method,
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined,
      init,
    };
    calls.push(call);
    const script = scripts.get(`${method} ${path}`) ?? [json(undefined, 404)];
    const next = script.length > 1 ? script.shift() : script[0];
    if (next instanceof Error) throw next;
    const answer = typeof next === 'function' ? await next(call) : await next;
    return answer?.clone() ?? json(undefined, 404);
  };
  const assign = vi.fn<(address: string) => void>();
  Object.defineProperty(win.location, 'assign', { value: assign });

  const page: TestPage = {
    win,
    calls,
    callsTo: (what) => calls.filter(({ method, path }) => `${method} ${path}` === what),
    answers: (what, ...answers) => scripts.set(what, answers),
    load: (options) => install(win, options),
    events,
    assign,
    show: (state) => {
      Object.defineProperty(win.document, 'visibilityState', { value: state, configurable: true });
      win.document.dispatchEvent(new win.Event('visibilitychange'));
    },
    loaded: () => happy.happyDOM.waitUntilComplete(),
    restoreFromCache: () => {
      const event = new win.Event('pageshow');
      Object.defineProperty(event, 'persisted', { value: true });
      win.dispatchEvent(event);
    },
  };
  page.answers('GET api/session', json(aSession(null)));
  page.answers('POST api/events', json({ event_id: 'evt_1' }, 202));
  return page;
}

export function setReadyState(win: Window, state: DocumentReadyState): void {
  Object.defineProperty(win.document, 'readyState', { value: state, configurable: true });
}

/** Lets everything run that is due now, and what follows from it. */
export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

export const eventsNamed = (page: TestPage, name: string): unknown[] =>
  page.events.filter(([each]) => each === name).map(([, detail]) => detail);
