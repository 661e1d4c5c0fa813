import { explain, say } from './say';

/** A browser still here after this long did not leave, and the button works again. */
export const STILL_HERE = 10_000;

/**
 * Does once what a button is for: the button is busy meanwhile, and what there is to say is said in the block around it.
 *
 * @param block the form, or what else has the block's own words for failures
 * @param work resolves with what to say, or with undefined if the browser is about to leave
 */
export async function press(
  win: Window,
  button: HTMLElement,
  block: Element,
  work: () => Promise<string | undefined>,
): Promise<void> {
  if (button.hasAttribute('aria-busy')) return;
  const label = [...button.childNodes];
  const { fermataBusy } = button.dataset;
  const release = (): void => {
    button.removeAttribute('aria-busy');
    if (fermataBusy) button.replaceChildren(...label);
  };
  button.setAttribute('aria-busy', 'true');
  if (fermataBusy) button.replaceChildren(fermataBusy);
  say(block, '');
  const said = await work().catch((error: unknown) => explain(block, error));
  if (said === undefined) {
    setTimeout(release, STILL_HERE);
    win.addEventListener('pageshow', release, { once: true });
  } else {
    release();
    say(block, said);
  }
}
