/** Makes a change to the page; if that takes away what had the focus, the focus goes to what came instead, without scrolling. */
export function keepFocus(
  win: Window,
  from: Element,
  to: HTMLElement | null | undefined,
  change: () => void,
): void {
  const had = from.contains(win.document.activeElement);
  change();
  if (!had || !to) return;
  to.tabIndex = -1;
  to.focus({ preventScroll: true });
}
