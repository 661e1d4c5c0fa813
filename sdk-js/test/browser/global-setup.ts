import { existsSync } from 'node:fs';
import { findChromium } from './chromium';

/** Says what is missing before the first test, once. */
export default function setup(): void {
  findChromium();
  if (!existsSync(new URL('../../dist/client.js', import.meta.url))) {
    throw new Error('dist/client.js is missing: run `npm run build` first.');
  }
}
