import { reasonOf } from './errors';
import { say, wordsFor } from './say';
import { takeForms } from './take-forms';
import type { PurchaseNamespace } from './types';

const BUTTONS = '[data-fermata-buy]';

/** Forms with a `data-fermata-buy` button start their checkout by script, and have the word after a payment that failed. */
export function sellByForms(win: Window & typeof globalThis, purchase: PurchaseNamespace): void {
  takeForms(win, BUTTONS, async (form, button, field) => {
    try {
      await purchase.initiate(button.dataset.fermataBuy ?? '', field('return_url'));
      return undefined;
    } catch (error) {
      // Then the gate opens, which says enough.
      if (reasonOf(error) === 'already_entitled' && form.closest('[data-fermata-gate]')) return '';
      throw error;
    }
  });
  void purchase.result().then((result) => {
    if (result?.status !== 'failed') return;
    for (const button of win.document.querySelectorAll(BUTTONS)) {
      const form = button.closest('form');
      const words = form && wordsFor(form, result.reason);
      if (words) say(form, words);
    }
  });
}
