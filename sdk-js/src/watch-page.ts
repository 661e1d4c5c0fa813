const NEWS = [
  'allegro:authenticated',
  'allegro:logout',
  'allegro:jwt-refreshed',
  'allegro:purchase:completed',
] as const;

/**
 * Calls back when it is known who is there, from then on whenever the page grows, and with `news` whenever something happened
 * to the reader.
 */
export function watchPage(win: Window & typeof globalThis, callback: (news: boolean) => void): void {
  const look = (): void => {
    callback(false);
  };
  win.addEventListener('allegro:ready', () => {
    look();
    new win.MutationObserver(look).observe(win.document, { childList: true, subtree: true });
  });
  for (const name of NEWS) {
    win.addEventListener(name, () => {
      callback(true);
    });
  }
}
