import { install } from './install';
import type { Allegro, AllegroOptions } from './types';

/**
 * Installs the SDK as `window.allegro` and returns it. Call it in the browser, as early as possible, for it takes the
 * purchase parameters out of the address. A page has one SDK: a second call returns the first, options ignored.
 *
 * @throws Error where there is no window
 */
export function createAllegro(options: AllegroOptions = {}): Allegro {
  if (typeof window === 'undefined')
    throw new Error('createAllegro() needs a browser; call it on the client only.');
  return install(window, options);
}
