import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Everything a page should never do: console errors, uncaught errors, unhandled rejections, policy violations. */
  complaints: string[];
  /** What `alert` said, in order. */
  alerts: string[];
  newPage: () => Promise<Page>;
}

/** A reader with a fresh browser profile, whose complaints are collected from the first page on. */
export async function aVisitor(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext();
  const complaints: string[] = [];
  const alerts: string[] = [];
  await context.exposeBinding('complain', (_, what: string) => complaints.push(what));
  await context.addInitScript(() => {
    const complain = (what: string): void => {
      (window as unknown as { complain: (what: string) => void }).complain(what);
    };
    addEventListener('securitypolicyviolation', (event) => {
      complain(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
    addEventListener('unhandledrejection', (event) => {
      complain(`unhandled rejection: ${String(event.reason)}`);
    });
  });
  const newPage = async (): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      // Chromium itself reports every answer above 399; that is the network's voice, not the SDK's.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        complaints.push(`console: ${message.text()}`);
      }
    });
    page.on('dialog', (dialog) => {
      alerts.push(dialog.message());
      void dialog.dismiss();
    });
    return page;
  };
  return { context, complaints, alerts, newPage, page: await newPage() };
}
