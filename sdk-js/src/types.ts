/** What `window.allegro` is, in types: the namespaces, the records they hand out, the events on `window`. */

/** Something access is sold to. */
export interface Resource {
  id: string;
  slug: string;
  name: string;
}

/** A member's right to a resource, for a time or for good. */
export interface Entitlement {
  id: string;
  resource: Resource;
  /** The same as `resource`, for sites on the newer vocabulary. */
  product: Resource;
  /** ISO 8601, or null if it has no start. */
  started_at: string | null;
  /** ISO 8601, or null if it never ends. */
  ended_at: string | null;
  is_active: boolean;
}

export interface Purchase {
  id: string;
  term_id: string;
  status: string;
}

export interface AudienceMember {
  id: string;
  email: string;
  name: string | null;
  email_verified: boolean;
  [other: string]: unknown;
}

/** The claims of the member token. They tell the page whom to greet; what is protected is decided on the server. */
export interface MemberJwtPayload {
  sub: string;
  /** Unix seconds. */
  iat: number;
  /** Unix seconds. */
  exp: number;
  /** True after a completed sign-in, false while only an e-mail address is known. */
  authenticated: boolean;
  session: { id: string; authenticated_at: string | null };
  audience_member: AudienceMember;
  /** Slugs of the resources with an active entitlement when the token was issued. */
  resources: string[];
  /** The same as `resources`. */
  products: string[];
  [claim: string]: unknown;
}

/** The session as the service sees it; every field is null or false for a stranger. */
export interface SessionData {
  id: string | null;
  is_authenticated: boolean;
  authenticated_at: string | null;
  created_at: string | null;
  updated_at: string | null;
  audience_member: AudienceMember | null;
}

export type SignInMethod = 'magic-link' | 'purchase' | 'session';

export interface MagicLinkRequestResponse {
  status: string;
}

export interface MagicLinkValidationResponse {
  jwt: string;
  return_url: string | null;
  audience_member: AudienceMember | null;
}

export interface PurchaseTokenExchangeResponse {
  jwt: string;
  entitlement: Entitlement;
  entitlements: Entitlement[];
  /** Null only if the service's answer does not say. */
  purchase: Purchase | null;
  newly_authenticated: boolean;
}

export type PurchaseValidation = 'completed' | 'failed' | null;

export type PurchaseResult =
  | { status: 'completed'; entitlement: Entitlement; entitlements: Entitlement[]; purchase: Purchase | null }
  | { status: 'failed'; reason: string };

/** Everything is optional; what is given wins over what the SDK reads from the page. */
export interface TrackEventData {
  url?: string;
  referer?: string;
  page_title?: string;
  content_type?: string;
  content_id?: string;
  publisher?: string;
  object_type?: string;
  object_id?: string;
  context?: string;
  conversion_pv_id?: string;
  url_in_click?: string;
  data?: Record<string, unknown>;
}

export interface TrackResponse {
  event_id: string;
}

/** An RFC 9457 problem document, as every failed call of the service answers. */
export interface ProblemDocument {
  type?: string;
  title?: string;
  status?: number;
  /** The kind of problem, such as `term-not-found`. */
  code?: string;
  detail?: string;
  request_id?: string;
  errors?: { pointer: string; detail: string }[];
  [extra: string]: unknown;
}

export type AllegroCallback = (allegro: Allegro) => void;

export interface PurchaseNamespace {
  /**
   * Starts a checkout for a term and takes the browser to it.
   *
   * Resolves once the browser was told to leave; one call per term is under way at a time, so a double click starts
   * one checkout and both callers get the same promise. If two terms are asked for at once, the later one wins. When the
   * reader comes back with the back button, the term can be started again.
   *
   * Rejects with AllegroApiError, and dispatches `allegro:purchase:failed` with the same reason, so that a page
   * that ignores the promise still tells its reader. One refusal is good news: the member already has everything on
   * the term for good. Then the promise rejects with status 409 and `allegro:purchase:completed` is dispatched with
   * `already_entitled: true`, because the reader has access and must not be told otherwise.
   *
   * @param returnUrl where to come back to, absolute or relative to the page. Default, also for null: this page.
   */
  initiate: (termId: string, returnUrl?: string | null) => Promise<void>;

  /**
   * Swaps an `allegro_purchase_token` for the member token and what was bought. Runs by itself when the page was opened
   * with the token; calling it is for sites that carry the token by other means.
   *
   * The same token is exchanged once per page: later calls get the same promise. While the service cannot be reached
   * it is tried again for about a minute. Rejects with AllegroApiError. Outcome, `validation` and the events are
   * the same as for the automatic exchange.
   */
  exchangeToken: (token: string) => Promise<PurchaseTokenExchangeResponse>;

  /** Outcome on this page load; null if there was no purchase parameter or the exchange is still under way. */
  readonly validation: PurchaseValidation;

  /**
   * The outcome on this page load for whoever comes too late for the events. Resolves after they were dispatched; to
   * null if there was nothing to exchange. Never rejects.
   */
  result: () => Promise<PurchaseResult | null>;
}

export interface MemberNamespace {
  /** The member completed a sign-in and the token in hand is still good. False before the first session answer. */
  isAuthenticated: () => boolean;
  /** A member token is in hand, whether or not a sign-in was completed. */
  isIdentified: () => boolean;
  /** The claims of the token in hand, without a network call, or null. */
  sessionFromJwt: () => MemberJwtPayload | null;
  /** Asks the service. Rejects with AllegroApiError. */
  session: () => Promise<{ data: SessionData }>;
  /** The member from the token in hand, or null; waits for the first session answer and makes no call of its own. */
  user: () => Promise<AudienceMember | null>;
  /**
   * Ends the session, here or on all of the member's devices, then dispatches `allegro:logout`. Rejects with
   * AllegroApiError if the service did not do it; the member then is still signed in.
   */
  logout: (options?: { everywhere?: boolean }) => Promise<void>;
  /**
   * Mails a sign-in link; the answer is the same whether or not the address is known. For fifteen minutes the page then
   * looks for the sign-in, and dispatches `allegro:authenticated` and `allegro:magic-link:authenticated` once when it happened.
   * A new request starts the fifteen minutes anew. Rejects with AllegroApiError.
   *
   * @param returnUrl where the link leads after sign-in. Default, also for null: this page.
   * @param data kept with the request.
   */
  requestMagicLink: (
    email: string,
    returnUrl?: string | null,
    data?: Record<string, unknown>,
  ) => Promise<MagicLinkRequestResponse>;
  /**
   * Signs in with the token of a mailed link. Dispatches `allegro:authenticated` and `allegro:magic-link:authenticated`, or
   * `allegro:magic-link:failed` and rejects with AllegroApiError. Never called by the SDK itself.
   */
  validateMagicLink: (token: string) => Promise<MagicLinkValidationResponse>;
  /** The resource was among the member's when the token was issued; at most five minutes old. */
  hasResource: (slug: string) => boolean;
  /** The same as {@link hasResource}. */
  hasProduct: (slug: string) => boolean;
  /** The member's active entitlements. Rejects with AllegroApiError; status 401 for a stranger. */
  entitlements: () => Promise<Entitlement[]>;
  /**
   * Adopts a member token obtained elsewhere, for this page and as long as it lives. Dispatches nothing; throws
   * TypeError if it is not a member token.
   */
  setJwt: (jwt: string) => void;
}

/** The SDK, as handed to every callback of `window.allegro.push`. */
export interface Allegro {
  /** Calls back at once with the SDK. A callback that throws is reported to the console and disturbs no other. */
  push: (...callbacks: AllegroCallback[]) => void;
  /**
   * Records an event with the page's metadata. Resolves with the recorded event's id, also when the page is being
   * left; rejects with AllegroApiError.
   */
  track: (eventName: string, data?: TrackEventData) => Promise<TrackResponse>;
  /** Turns debug messages on, now and on later page loads; `?allegro_debug=0` turns them off. */
  debug: () => void;
  readonly member: MemberNamespace;
  readonly purchase: PurchaseNamespace;
  /** Registered web components by name. */
  readonly components: Record<string, typeof HTMLElement>;
}

export interface AllegroOptions {
  /** Where the service is, up to but not including `api/`. Default: the directory `client.js` came from. */
  apiUrl?: string;
  debug?: boolean;
  /** False keeps the SDK from recording `page_view` by itself, and so from setting its two cookies unasked. */
  pageView?: boolean;
}

export interface PurchaseCompletedDetail {
  method: 'purchase';
  entitlement: Entitlement;
  /** Only present, and true, if nothing was bought because the member had it already. */
  already_entitled?: true;
}

/** A gate of the page: what stands in its `data-fermata-gate`, and the element. */
export interface GateDetail {
  gate: string;
  element: HTMLElement;
}

/** All events are dispatched on `window`, do not bubble, and never before the document has been parsed. */
export interface AllegroEventMap {
  'allegro:ready': CustomEvent<null>;
  'allegro:authenticated': CustomEvent<{ method: SignInMethod }>;
  'allegro:logout': CustomEvent<null>;
  'allegro:magic-link:authenticated': CustomEvent<null>;
  'allegro:magic-link:failed': CustomEvent<{ error: string }>;
  'allegro:jwt-refreshed': CustomEvent<MemberJwtPayload>;
  'allegro:jwt-refresh-failed': CustomEvent<{ error: string }>;
  'allegro:purchase:completed': CustomEvent<PurchaseCompletedDetail>;
  'allegro:purchase:failed': CustomEvent<{ reason: string }>;
  'allegro:content:unlocked': CustomEvent<GateDetail>;
  'allegro:content:locked': CustomEvent<GateDetail>;
}

declare global {
  interface Window {
    /** A plain array until the SDK has loaded, so `push` is the one thing that always works. */
    allegro: Allegro | AllegroCallback[];
    /** Settings, read once when the SDK loads. */
    __allegro?: AllegroOptions;
  }
  // Merging is the one way to type window's events.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface WindowEventMap extends AllegroEventMap {}
}
