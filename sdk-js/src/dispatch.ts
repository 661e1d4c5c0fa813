import type { Log } from './log';
import type { AllegroEventMap } from './types';
import { whenParsed } from './when-parsed';

type DetailOf<Name extends keyof AllegroEventMap> = AllegroEventMap[Name]['detail'];

/** Resolves once the event was dispatched. */
export type Dispatch = <Name extends keyof AllegroEventMap>(
  name: Name,
  detail: DetailOf<Name>,
) => Promise<void>;

/** Events keep their order, and none comes before the document has been parsed: see {@link whenParsed}. */
export function createDispatch(win: Window & typeof globalThis, log: Log): Dispatch {
  const parsed = whenParsed(win);
  return (name, detail) =>
    parsed.then(() => {
      log(name, detail);
      win.dispatchEvent(new win.CustomEvent(name, { detail }));
    });
}
