import { withoutParameters } from './parameters';

/** Where a reader is to come back to, absolute: the address asked for, or this page without the SDK's own parameters. */
export function returnAddress(here: string, wanted: string | null | undefined): string {
  if (!wanted) return withoutParameters(here, (name) => name.startsWith('allegro_'));
  try {
    return new URL(wanted, here).href;
  } catch {
    return wanted; // The service says what is wrong with it.
  }
}
