import { readCookie, writeCookie } from './cookies';

const TEN_YEARS = 10 * 365 * 24 * 60 * 60;
const HALF_AN_HOUR = 30 * 60;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** This browser's id and its visit's, made if there are none; both cookies live on from now. */
export function identifyDevice(win: Window & typeof globalThis): { device_id: string; session_id: string } {
  return {
    device_id: keep(win, 'allegro_device_id', TEN_YEARS),
    session_id: keep(win, 'allegro_session_id', HALF_AN_HOUR),
  };
}

function keep(win: Window & typeof globalThis, name: string, maxAge: number): string {
  const known = readCookie(win, name);
  const id = known && UUID.test(known) ? known : uuid(win);
  writeCookie(win, name, id, maxAge);
  return id;
}

/** A UUID v4, also on plain http, where browsers hide randomUUID. */
function uuid(win: Window & typeof globalThis): string {
  const bytes = [...win.crypto.getRandomValues(new Uint8Array(16))];
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
