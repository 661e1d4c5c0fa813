import { AllegroApiError, messageOf, reasonOf } from './errors';
import { textOrNull } from './guards';

/** Shows the words in the message of what is around an element: an offer, or a part of the account bar. No words hide it. */
export function say(element: Element, words: string): void {
  const block = element.closest('[data-fermata-offer],[data-fermata-when]') ?? element;
  const message = block.querySelector<HTMLElement>('.fermata-offer__message,.fermata-account__message');
  if (!message) return;
  message.textContent = words;
  message.hidden = !words;
}

/** What went wrong: in the element's own words for it, such as `data-fermata-network-error`, else in the service's. */
export function explain(element: Element, error: unknown): string {
  const detail = error instanceof AllegroApiError ? textOrNull(error.body?.detail) : null;
  return wordsFor(element, reasonOf(error)) ?? detail ?? messageOf(error);
}

export function wordsFor(element: Element, reason: string): string | null {
  return element.getAttribute('data-fermata-' + reason.replace(/_/g, '-'));
}
