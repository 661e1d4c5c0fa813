import type { Config } from './config';
import { AllegroApiError, toProblem } from './errors';
import type { Log } from './log';

export interface Answer {
  body: unknown;
  /** The service's clock in milliseconds, or undefined if the browser does not show it. */
  serverTime: number | undefined;
}

export interface RequestOptions {
  body?: unknown;
  /** Lets the call outlive the page. */
  keepalive?: boolean;
}

/** Calls the service; rejects with {@link AllegroApiError} for every answer that is not a success. */
export type Request = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  options?: RequestOptions,
) => Promise<Answer>;

const TIMEOUT = 30_000;

export function createRequest(win: Window, config: Config, log: Log): Request {
  return async (method, path, { body, keepalive = false } = {}) => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      abort.abort();
    }, TIMEOUT);
    let response: Response;
    let text: string;
    try {
      response = await win.fetch(config.base + path, {
        method,
        credentials: config.credentials,
        headers: {
          Accept: 'application/json, application/problem+json',
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        cache: 'no-store',
        keepalive,
        signal: abort.signal,
      });
      text = await response.text();
    } catch (error) {
      log(method, path, error);
      throw new AllegroApiError(0, null);
    } finally {
      clearTimeout(timer);
    }
    log(method, path, response.status);
    const parsed = parse(text);
    if (!response.ok) throw new AllegroApiError(response.status, toProblem(parsed));
    return { body: parsed, serverTime: Date.parse(response.headers.get('Date') ?? '') || undefined };
  };
}

/** What passed the guard, or the error that says the service's answer was none of ours. */
export function expected<T>(value: T | undefined): T {
  if (value === undefined) throw new AllegroApiError(200, null);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
