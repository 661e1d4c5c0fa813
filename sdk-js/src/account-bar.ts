import { keepFocus } from './keep-focus';
import { press } from './press';
import { say } from './say';
import type { Session } from './session';
import { takeForms } from './take-forms';
import type { MemberNamespace } from './types';
import { watchPage } from './watch-page';

/** Account bars show who is signed in and sign them out; who is not asks there, or at a paywall, for a sign-in link. */
export function showAccount(
  win: Window & typeof globalThis,
  session: Session,
  member: MemberNamespace,
): void {
  const { document } = win;
  const all = (selector: string): NodeListOf<HTMLElement> => document.querySelectorAll(selector);

  watchPage(win, () => {
    const payload = session.payload();
    const email = payload?.audience_member.email ?? '';
    for (const part of all('[data-fermata-when]')) {
      const hidden = (part.dataset.fermataWhen === 'signed-in') !== !!payload?.authenticated;
      if (part.hidden === hidden) continue;
      say(part, '');
      keepFocus(win, part, part.closest<HTMLElement>('[data-fermata-account]'), () => {
        part.hidden = hidden;
      });
    }
    for (const place of all('[data-fermata-email]')) {
      // Writing the same again would be a change to the page, and so call back without end.
      if (place.textContent !== email) place.textContent = email;
    }
  });

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof win.Element && target.closest<HTMLElement>('[data-fermata-sign-out]');
    if (button) {
      void press(win, button, button, async () => {
        await member.logout();
        return '';
      });
    }
  });

  takeForms(win, 'form[action$="/login/links"] button', async (form, _, field) => {
    await member.requestMagicLink(field('email') ?? '', field('return_url'));
    return form.dataset.fermataSent ?? 'Look into your mail.';
  });
}
