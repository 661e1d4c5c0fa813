/** A member token as the service issues it, unsigned: the SDK does not verify. */
export interface TokenFacts {
  sub?: string;
  name?: string | null;
  authenticated?: boolean;
  authenticatedAt?: string | null;
  resources?: string[];
  /** Unix milliseconds. */
  issuedAt?: number;
  livesFor?: number;
  [claim: string]: unknown;
}

const FIVE_MINUTES = 300_000;

export function aToken(facts: TokenFacts = {}): string {
  const {
    sub = 'mem_1',
    name = 'Ada',
    authenticated = true,
    authenticatedAt = authenticated ? '2026-01-01T00:00:00Z' : null,
    resources = [],
    issuedAt = Date.now(),
    livesFor = FIVE_MINUTES,
    ...more
  } = facts;
  const iat = Math.floor(issuedAt / 1000);
  const claims = {
    iss: 'https://site.example',
    sub,
    iat,
    exp: iat + livesFor / 1000,
    authenticated,
    session: { id: 'ses_1', authenticated_at: authenticatedAt },
    audience_member: { id: sub, email: 'ada@example.com', name, email_verified: true },
    resources,
    products: resources,
    ...more,
  };
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', kid: 'k1' })}.${part(claims)}.c2lnbmF0dXJl`;
}

export function aSession(jwt: string | null, resources: string[] = []): Record<string, unknown> {
  const signedIn = jwt !== null;
  return {
    session: signedIn ? { id: 'ses_1', authenticated_at: '2026-01-01T00:00:00Z' } : null,
    jwt,
    audience_member: signedIn
      ? { id: 'mem_1', email: 'ada@example.com', name: 'Ada', email_verified: true }
      : null,
    resources,
  };
}

export function anEntitlement(slug = 'premium'): Record<string, unknown> {
  const resource = { id: `res_${slug}`, slug, name: slug.replace(/^./, (first) => first.toUpperCase()) };
  return {
    id: `ent_${slug}`,
    resource,
    product: resource,
    started_at: '2026-01-01T00:00:00Z',
    ended_at: null,
    is_active: true,
  };
}

export function aProblem(
  status: number,
  code: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    type: `https://site.example/problems/${code}`,
    title: code,
    status,
    code,
    detail: `It is ${code}.`,
    ...more,
  };
}
