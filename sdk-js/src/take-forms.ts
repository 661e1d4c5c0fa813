import { textOrNull } from './guards';
import { press } from './press';

/** What a form's field says, or null. */
export type Field = (name: string) => string | null;

/** Sends a form by script; resolves with what to say to the reader, or with undefined if the browser is about to leave. */
export type Send = (form: HTMLFormElement, button: HTMLElement, field: Field) => Promise<string | undefined>;

/** Forms with such a button are sent by script, so that the reader stays on the page; without the SDK they are plain forms. */
export function takeForms(win: Window & typeof globalThis, buttons: string, send: Send): void {
  win.document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof win.HTMLFormElement)) return;
    const button = form.querySelector<HTMLElement>(buttons);
    if (!button) return;
    event.preventDefault();
    const fields = new win.FormData(form);
    void press(win, button, form, () => send(form, button, (name) => textOrNull(fields.get(name))));
  });
}
