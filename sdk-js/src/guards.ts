/** Everything that arrives is `unknown` until one of these has passed it; undefined means it did not. */
import type {
  AudienceMember,
  Entitlement,
  MagicLinkValidationResponse,
  MemberJwtPayload,
  Purchase,
  PurchaseTokenExchangeResponse,
  Resource,
} from './types';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

export function textOrNull(value: unknown): string | null {
  return isString(value) ? value : null;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(isString) : [];
}

function toResource(value: unknown): Resource | undefined {
  if (!isRecord(value)) return undefined;
  const { id, slug, name } = value;
  return isString(id) && isString(slug) && isString(name) ? { id, slug, name } : undefined;
}

export function toEntitlement(value: unknown): Entitlement | undefined {
  if (!isRecord(value) || !isString(value.id)) return undefined;
  const resource = toResource(value.resource);
  return (
    resource && {
      id: value.id,
      resource,
      product: { ...resource },
      started_at: textOrNull(value.started_at),
      ended_at: textOrNull(value.ended_at),
      is_active: value.is_active === true,
    }
  );
}

export function toEntitlements(value: unknown): Entitlement[] {
  return Array.isArray(value) ? value.map(toEntitlement).filter((e) => e !== undefined) : [];
}

export function toPurchase(value: unknown): Purchase | undefined {
  if (!isRecord(value)) return undefined;
  const { id, term_id, status } = value;
  return isString(id) && isString(term_id) && isString(status) ? { id, term_id, status } : undefined;
}

export function toExchange(value: unknown): PurchaseTokenExchangeResponse | undefined {
  if (!isRecord(value) || !isString(value.jwt)) return undefined;
  const entitlement = toEntitlement(value.entitlement);
  if (!entitlement) return undefined;
  const entitlements = toEntitlements(value.entitlements);
  return {
    jwt: value.jwt,
    entitlement,
    entitlements: entitlements.length ? entitlements : [entitlement],
    purchase: toPurchase(value.purchase) ?? null,
    newly_authenticated: value.newly_authenticated === true,
  };
}

export function toMember(value: unknown): AudienceMember | null {
  if (!isRecord(value) || !isString(value.id) || !isString(value.email)) return null;
  const { id, email } = value;
  return { ...value, id, email, name: textOrNull(value.name), email_verified: value.email_verified === true };
}

export function toValidation(value: unknown): MagicLinkValidationResponse | undefined {
  if (!isRecord(value) || !isString(value.jwt)) return undefined;
  return {
    jwt: value.jwt,
    return_url: textOrNull(value.return_url),
    audience_member: toMember(value.audience_member),
  };
}

export function toPayload(value: unknown): MemberJwtPayload | undefined {
  if (!isRecord(value) || !isRecord(value.session)) return undefined;
  const { sub, iat, exp, session } = value;
  const member = toMember(value.audience_member);
  if (
    !isString(sub) ||
    typeof iat !== 'number' ||
    typeof exp !== 'number' ||
    !isString(session.id) ||
    !member
  ) {
    return undefined;
  }
  const resources = strings(value.resources ?? value.products);
  return {
    ...value,
    sub,
    iat,
    exp,
    authenticated: value.authenticated === true,
    session: { ...session, id: session.id, authenticated_at: textOrNull(session.authenticated_at) },
    audience_member: member,
    resources,
    products: [...resources],
  };
}

/** An address a browser may be sent to: http or https, nothing that could run as a script. */
export function toWebAddress(value: unknown): string | undefined {
  return isString(value) && /^https?:\/\//i.test(value) ? value : undefined;
}
