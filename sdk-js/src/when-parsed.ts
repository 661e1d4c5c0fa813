/**
 * Resolves once the document has been parsed and its deferred scripts have run, or at once if that is past: then every
 * script of the page had its chance to listen.
 */
export function whenParsed(win: Window): Promise<void> {
  const { document } = win;
  const [navigation] = win.performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // "interactive" alone does not tell whether the deferred scripts have run.
  const parsed =
    document.readyState === 'complete' ||
    (document.readyState === 'interactive' && (navigation?.domContentLoadedEventStart ?? 0) > 0);
  return new Promise((resolve) => {
    const done = (): void => {
      resolve();
    };
    if (parsed) done();
    document.addEventListener('DOMContentLoaded', done);
    win.addEventListener('load', done);
  });
}
