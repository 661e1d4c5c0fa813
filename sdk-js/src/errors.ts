/** The one error the SDK throws, and the word a page gets for it. */
import { isRecord, textOrNull } from './guards';
import type { ProblemDocument } from './types';

/** A call to the service that failed. */
export class AllegroApiError extends Error {
  override readonly name = 'AllegroApiError';

  /**
   * @param status the HTTP status, or 0 if the service was not reached
   * @param body the problem document, or null if the answer was none
   */
  constructor(
    readonly status: number,
    readonly body: ProblemDocument | null,
  ) {
    super(describe(status, body));
  }
}

function describe(status: number, body: ProblemDocument | null): string {
  if (status === 0) return 'The service could not be reached.';
  const said =
    textOrNull(body?.detail) ?? textOrNull(body?.title) ?? 'The service gave an unexpected answer.';
  return `${said} (${String(status)}${body?.code ? ' ' + body.code : ''})`;
}

export function toProblem(body: unknown): ProblemDocument | null {
  return isRecord(body) ? body : null;
}

/** The `reason` of an event: the problem's code in snake_case, so `term-not-found` reads `term_not_found`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof AllegroApiError)) return 'unexpected_error';
  const code: unknown = error.body?.code;
  if (typeof code === 'string' && /^[a-z][a-z0-9-]{0,63}$/.test(code)) return code.replace(/-/g, '_');
  return error.status === 0 ? 'network_error' : 'service_error';
}

/** Nobody decided anything with this status: asked again, the answer may be another. */
export function mayPass(status: number): boolean {
  return status < 400 || status === 408 || status === 429 || status > 499;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
