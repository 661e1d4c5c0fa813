import { readCookie, writeCookie } from './cookies';

const TEN_YEARS = 10 * 365 * 24 * 60 * 60;
const HALF_AN_HOUR = 30 * 60;
const UUID = /^[\da-f-]{36}$/;

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
  const digit = (mask: number, set: number): string => {
    const [random = 0] = win.crypto.getRandomValues(new Uint8Array(1));
    return ((random & mask) | set).toString(16);
  };
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
    place === 'x' ? digit(15, 0) : digit(3, 8),
  );
}
