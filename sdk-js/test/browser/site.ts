/**
 * A site with the service under `/_fermata/`, and a checkout page elsewhere, both small fakes on this machine. The site's
 * pages are served under a strict Content-Security-Policy.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anEntitlement, aProblem, aSession, aToken } from '../support/a-token';

export interface Call {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What a test may put in front of the fake: undefined lets the fake answer. */
export type Intercept = (
  call: Call,
  response: ServerResponse,
) => Answer | undefined | Promise<Answer | undefined>;

export type Page = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>;

export interface Site {
  url: string;
  /** The service's own host, another origin than the site's. */
  serviceUrl: string;
  calls: Call[];
  callsTo: (method: string, path: string) => Call[];
  intercept: Intercept | undefined;
  /** Pages beside those in examples/, by path; a string is HTML. */
  pages: Record<string, string | Page>;
  /** Protected parts of pages, by path, for whoever has bought. */
  fragments: Record<string, string>;
  /** Takes back what was bought, as after a refund. */
  revoke: () => void;
  close: () => Promise<void>;
}

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

const TYPES: Record<string, string> = { html: 'text/html', js: 'text/javascript', map: 'application/json' };

export async function startSite(): Promise<Site> {
  const members = new Map<string, string[]>();
  const purchases = new Map<string, { term: string; session: string; returnUrl: string; paid: boolean }>();
  const tokens = new Map<string, string>();
  const used = new Set<string>();

  const server = createServer((request, response) => void handle(request, response));
  const service = createServer((request, response) => void handle(request, response));
  const checkout = createServer((request, response) => {
    pay(request, response);
  });
  await Promise.all([server, service, checkout].map(listen));

  const site: Site = {
    url: `http://localhost:${String(portOf(server))}`,
    serviceUrl: `http://localhost:${String(portOf(service))}`,
    calls: [],
    callsTo: (method, path) => site.calls.filter((call) => call.method === method && call.path === path),
    intercept: undefined,
    pages: {},
    fragments: {},
    revoke: () => {
      for (const session of members.keys()) members.set(session, []);
    },
    close: async () => {
      await Promise.all([server, service, checkout].map(stop));
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', site.url);
    const path = url.pathname.replace(/^\/_fermata/, '');
    const origin = request.headers.origin;
    if (origin === site.url) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Allow-Credentials', 'true');
      response.setHeader('Access-Control-Allow-Headers', 'Content-Type');
      response.setHeader('Access-Control-Allow-Methods', 'GET, POST, DELETE');
    }
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
    } else if (path.startsWith('/api/')) {
      const call: Call = { method: request.method ?? '', path: path.slice(1), body: await bodyOf(request) };
      site.calls.push(call);
      const answer = (await site.intercept?.(call, response)) ?? answerTo(call, sessionOf(request));
      if (!response.destroyed) send(response, answer);
    } else if (path in site.fragments) {
      sendFragment(path, request, response);
    } else {
      const page = site.pages[path];
      if (typeof page === 'function') await page(response, request);
      else sendFile(path, page, response);
    }
  }

  function sendFragment(path: string, request: IncomingMessage, response: ServerResponse): void {
    site.calls.push({ method: 'GET', path, body: {} });
    const open = members.get(sessionOf(request) ?? '')?.includes('premium');
    if (!open) {
      send(response, { status: 403, body: aProblem(403, 'not-entitled') });
      return;
    }
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-store' };
    response.writeHead(200, headers).end(site.fragments[path]);
  }

  function answerTo({ method, path, body }: Call, session: string | undefined): Answer {
    const resources = members.get(session ?? '');
    const jwt = resources ? aToken({ resources }) : null;
    switch (`${method} ${path.replace(/pur_.*/, '{id}')}`) {
      case 'GET api/session':
        return { status: 200, body: aSession(jwt, resources) };
      case 'DELETE api/session':
        members.delete(session ?? '');
        return { status: 204, headers: { 'Set-Cookie': 'allegro_session=; Max-Age=0; Path=/' } };
      case 'POST api/events':
        return { status: 202, body: { event_id: `evt_${randomUUID()}` } };
      case 'GET api/entitlements':
        return resources
          ? { status: 200, body: { data: resources.map((slug) => anEntitlement(slug)) } }
          : { status: 401, body: aProblem(401, 'not-signed-in') };
      case 'POST api/login/magic-links':
        return { status: 202, body: { status: 'sent' }, headers: setSession(session ?? randomUUID()) };
      case 'POST api/purchases': {
        if (body.term_id === 'term_unknown') return { status: 404, body: aProblem(404, 'term-not-found') };
        const id = `pur_${randomUUID()}`;
        const browser = session ?? randomUUID();
        purchases.set(id, {
          term: String(body.term_id),
          session: browser,
          returnUrl: String(body.return_url),
          paid: false,
        });
        const address = `http://localhost:${String(portOf(checkout))}/c/${id}`;
        return {
          status: 201,
          body: { purchase_id: id, checkout_url: address },
          headers: setSession(browser),
        };
      }
      case 'POST api/purchases/exchange': {
        const id = tokens.get(String(body.token));
        if (!id) return { status: 404, body: aProblem(404, 'purchase-token-unknown') };
        if (used.has(String(body.token)))
          return { status: 410, body: aProblem(410, 'purchase-token-used', { purchase_id: id }) };
        used.add(String(body.token));
        const purchase = purchases.get(id);
        members.set(purchase?.session ?? '', ['premium']);
        return {
          status: 200,
          body: {
            jwt: aToken({ resources: ['premium'] }),
            entitlement: anEntitlement('premium'),
            entitlements: [anEntitlement('premium')],
            purchase: { id, term_id: purchase?.term, status: 'paid' },
            newly_authenticated: !resources,
          },
        };
      }
      case 'GET api/purchases/{id}': {
        const id = path.replace(/^.*\//, '');
        const purchase = purchases.get(id);
        if (purchase?.session !== session) return { status: 404, body: aProblem(404, 'purchase-not-found') };
        const [status, delivery] = purchase?.paid ? ['paid', 'fulfilled'] : ['open', 'unfulfilled'];
        const entitlements = purchase?.paid ? [anEntitlement('premium')] : [];
        return { status: 200, body: { id, term_id: purchase?.term, status, delivery, entitlements } };
      }
      default:
        return { status: 404, body: aProblem(404, 'not-found') };
    }
  }

  /** The hosted checkout: pay, or go back without. */
  function pay(request: IncomingMessage, response: ServerResponse): void {
    const [, , id = '', choice] = (request.url ?? '').split('/');
    const purchase = purchases.get(id);
    if (!purchase) {
      response.writeHead(404).end();
    } else if (choice) {
      let parameter = 'allegro_purchase_error=payment_failed';
      if (choice === 'pay') {
        purchase.paid = true;
        const token = randomUUID();
        tokens.set(token, id);
        parameter = `allegro_purchase_token=${token}`;
      }
      const [address = '', hash] = purchase.returnUrl.split('#');
      const back =
        address + (address.includes('?') ? '&' : '?') + parameter + (hash === undefined ? '' : `#${hash}`);
      response.writeHead(303, { Location: back }).end();
    } else {
      const html = `<!doctype html><title>Checkout</title><a href="/c/${id}/pay">Pay</a> <a href="/c/${id}/cancel">Cancel</a>`;
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(html);
    }
  }

  function sendFile(path: string, page: string | undefined, response: ServerResponse): void {
    const file = /^\/(client|index|shared)\.js(\.map)?$/.test(path) ? `dist${path}` : `examples${path}`;
    let text: string;
    try {
      // A bundler resolves the package's name; here the server does.
      text = page ?? read(file).replace("from '@fermata/sdk'", "from '/index.js'");
    } catch {
      response.writeHead(404).end();
      return;
    }
    const type = page === undefined ? (TYPES[path.split('.').pop() ?? ''] ?? 'text/plain') : 'text/html';
    response.writeHead(200, { 'Content-Type': type, ...(type === 'text/html' && policyFor(text)) }).end(text);
  }

  return site;
}

/** Nothing but the site's own scripts and calls; a page's inline scripts by their hash. */
export function policyFor(html: string, alsoFrom = ''): Record<string, string> {
  const hashes = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  );
  const inlineStyle = html.includes(' style="') ? "style-src-attr 'unsafe-inline'; " : '';
  return {
    'Content-Security-Policy':
      `default-src 'none'; script-src 'self' ${alsoFrom} ${hashes.join(' ')}; connect-src 'self' ${alsoFrom}; ` +
      `${inlineStyle}require-trusted-types-for 'script'; base-uri 'none'`,
  };
}

function setSession(session: string): Record<string, string> {
  return { 'Set-Cookie': `allegro_session=${session}; Path=/; HttpOnly; SameSite=Lax` };
}

function sessionOf(request: IncomingMessage): string | undefined {
  return /allegro_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'private, no-store', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, 'localhost', resolve));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => {
      resolve();
    });
  });
}
