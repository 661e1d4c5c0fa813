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
  reload: Mock<() => void>;
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
  'allegro:content:unlocked',
  'allegro:content:locked',
];

export const BASE = 'https://site.example/_fermata/';

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
}

/** A page's part; `url` is where it came from, if not from where it was asked for. */
export function html(body: string, status = 200, url?: string): Response {
  const headers = { 'Content-Type': 'text/html', ...(url && { 'X-Came-From': url }) };
  return new Response(body, { status, headers });
}

export function aPage(url = 'https://site.example/story', content = ''): TestPage {
  const happy = new HappyWindow({ url, settings: { disableJavaScriptFileLoading: true } });
  const win = happy as unknown as Window & typeof globalThis;
  win.document.documentElement.innerHTML = content || '<head><title>A story</title></head><body></body>';
  setReadyState(win, 'complete');
  const calls: Call[] = [];
  const scripts = new Map<string, Scripted[]>();
  const events: [string, unknown][] = [];
  for (const name of NAMES) {
    win.addEventListener(name, (event) => events.push([name.slice('allegro:'.length), event.detail]));
  }

  const reload = vi.fn<() => void>();
  Object.defineProperty(win.location, 'reload', { value: reload });
  const respond = async (address: string, init: RequestInit): Promise<Response> => {
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
  win.fetch = (input, init = {}) => respond(input as string, init);
  win.XMLHttpRequest = fakeXmlHttpRequest(win, respond);
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
    reload,
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

function fakeXmlHttpRequest(
  win: Window & typeof globalThis,
  respond: (address: string, init: RequestInit) => Promise<Response>,
): typeof XMLHttpRequest {
  class Fake {
    responseType = '';
    status = 0;
    responseURL = '';
    responseXML: Document | null = null;
    onloadend: () => void = () => undefined;
    private address = '';
    private readonly headers: Record<string, string> = {};

    open(_: string, address: string): void {
      this.address = address;
    }
    setRequestHeader(name: string, value: string): void {
      this.headers[name] = value;
    }
    send(): void {
      void this.receive();
    }
    private async receive(): Promise<void> {
      try {
        const response = await respond(this.address, { method: 'GET', headers: this.headers });
        const text = await response.text();
        this.status = response.status;
        this.responseURL = response.headers.get('X-Came-From') ?? this.address;
        if (response.headers.get('Content-Type') === 'text/html' && this.responseType === 'document')
          this.responseXML = new win.DOMParser().parseFromString(text, 'text/html');
      } catch {
        // No network: the status stays 0.
      }
      this.onloadend();
    }
  }
  return Fake as unknown as typeof XMLHttpRequest;
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
