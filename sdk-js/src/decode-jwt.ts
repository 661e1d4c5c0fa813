import { toPayload } from './guards';
import type { MemberJwtPayload } from './types';

/** Reads a member token's claims without verifying it: the page only greets by it, the server verifies. */
export function decodeJwt(jwt: string): MemberJwtPayload | undefined {
  try {
    const part = (jwt.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(part), (character) => character.charCodeAt(0));
    return toPayload(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}
