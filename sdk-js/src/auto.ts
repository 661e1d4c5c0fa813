/** Installs the SDK on the page as soon as it is loaded; on a server, nothing. This is all of `client.js`. */
import { install } from './install';

export type * from './types';

if (typeof window !== 'undefined') {
  const script = document.currentScript;
  install(window, {}, script instanceof HTMLScriptElement ? script : null);
}
