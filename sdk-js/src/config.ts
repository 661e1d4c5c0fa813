import type { AllegroOptions } from './types';
import { toWebAddress } from './guards';
import { parametersOf } from './parameters';
import { openStore } from './store';

export interface Config {
  /** Ends with a slash. */
  base: string;
  credentials: 'same-origin' | 'include';
  debug: boolean;
  pageView: boolean;
}

/** Where `client.js` lies on a site whose web server passes `/_fermata/` on to the service; used if no script tag tells. */
const FIRST_PARTY = '/_fermata/';

/** Settings from, in this order: the options, `window.__allegro`, the script tag. */
export function readConfig(win: Window, options: AllegroOptions, script: HTMLScriptElement | null): Config {
  const page = win.__allegro ?? {};
  const data = script?.dataset ?? {};
  const base = baseOf(win, options.apiUrl ?? page.apiUrl ?? data.apiUrl, script?.src);
  return {
    base,
    credentials: new URL(base).origin === win.location.origin ? 'same-origin' : 'include',
    debug:
      options.debug ??
      debugWanted(win, page.debug ?? (data.debug === undefined ? false : data.debug !== 'false')),
    pageView: options.pageView ?? page.pageView ?? data.pageView !== 'off',
  };
}

function baseOf(win: Window, wanted: string | undefined, scriptAddress: string | undefined): string {
  const here = win.location.href;
  const asked = wanted === undefined ? undefined : resolve(wanted.replace(/\/?$/, '/'), here);
  if (wanted !== undefined && !asked) console.error(`[allegro] not an address: ${wanted}`);
  const loadedFrom = scriptAddress === undefined ? undefined : resolve('.', scriptAddress);
  return asked ?? loadedFrom ?? win.location.origin + FIRST_PARTY;
}

function resolve(address: string, from: string): string | undefined {
  try {
    return toWebAddress(new URL(address, from).href);
  } catch {
    return undefined;
  }
}

function debugWanted(win: Window, byPage: boolean): boolean {
  const store = openStore(win, 'localStorage');
  const asked = parametersOf(win.location.href).find(({ name }) => name === 'allegro_debug')?.value;
  if (asked === '1') store.set('allegro_debug', '1');
  if (asked === '0') store.set('allegro_debug', null);
  return byPage || asked === '1' || store.get('allegro_debug') === '1';
}
