import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const directory = process.env[variable];
    return directory ? [join(directory, 'Google', 'Chrome', 'Application', 'chrome.exe')] : [];
  }),
];

/** @throws Error, in one line, if there is no Chromium: browser tests are never skipped. */
export function findChromium(environment = process.env, places = PLACES): string {
  const told = environment.CHROMIUM;
  const found = told ? [told].find(existsSync) : places.find(existsSync);
  if (found) return found;
  throw new Error(
    told
      ? `CHROMIUM names ${told}, which does not exist.`
      : 'No Chromium found for the browser tests: install it (Debian: apt-get install chromium) or set CHROMIUM to its path.',
  );
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    // Playwright turns the back/forward cache off; a reader's browser has it.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
}
