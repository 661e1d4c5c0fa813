import { beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config';
import { createLog } from '../../src/log';
import type { AllegroOptions } from '../../src/types';
import { aPage } from './page';

interface Setup {
  page?: string;
  options?: AllegroOptions;
  settings?: AllegroOptions;
  script?: string;
}

function config({ page = 'https://site.example/a/b?c', options = {}, settings, script }: Setup = {}) {
  const { win } = aPage(page, `<head>${script ?? ''}</head>`);
  if (settings) win.__allegro = settings;
  return readConfig(win, options, win.document.querySelector('script'));
}

test.each([
  ['<script src="https://site.example/_fermata/client.js"></script>', 'https://site.example/_fermata/'],
  ['<script src="/_fermata/client.js?v=3#x"></script>', 'https://site.example/_fermata/'],
  ['<script src="https://service.example/client.js"></script>', 'https://service.example/'],
  ['<script src="https://service.example/x/y/client.js"></script>', 'https://service.example/x/y/'],
  ['<script src="data:text/javascript,1"></script>', 'https://site.example/_fermata/'],
  ['<script>inline</script>', 'https://site.example/_fermata/'],
  ['', 'https://site.example/_fermata/'],
])('theBaseOf %s is %s', (script, base) => {
  expect(config({ script }).base).toBe(base);
});

test('theBaseCanBeSetInThreePlacesOfWhichTheClosestToTheCodeWins', () => {
  const script = '<script src="/_fermata/client.js" data-api-url="https://attribute.example/x"></script>';
  const settings = { apiUrl: 'https://settings.example' };
  expect(config({ script }).base).toBe('https://attribute.example/x/');
  expect(config({ script, settings }).base).toBe('https://settings.example/');
  expect(config({ script, settings, options: { apiUrl: '/other/' } }).base).toBe(
    'https://site.example/other/',
  );
});

test('aBaseThatIsNoAddressIsReportedAndIgnored', () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(config({ options: { apiUrl: 'javascript:alert(1)' } }).base).toBe('https://site.example/_fermata/');
  expect(report).toHaveBeenCalledOnce();
});

test('cookiesGoToAnotherOriginOnlyWhenTheServiceIsThere', () => {
  expect(config().credentials).toBe('same-origin');
  expect(config({ options: { apiUrl: 'https://service.example' } }).credentials).toBe('include');
});

test('pageViewsCanBeTurnedOff', () => {
  expect(config().pageView).toBe(true);
  expect(config({ script: '<script src="/client.js" data-page-view="off"></script>' }).pageView).toBe(false);
  expect(config({ settings: { pageView: false } }).pageView).toBe(false);
});

test.each([
  [{}, false],
  [{ settings: { debug: true } }, true],
  [{ script: '<script src="/client.js" data-debug></script>' }, true],
  [{ script: '<script src="/client.js" data-debug="true"></script>' }, true],
  [{ script: '<script src="/client.js" data-debug="false"></script>' }, false],
  [{ page: 'https://site.example/?allegro_debug=1' }, true],
])('debug with %j is %s', (setup, debug) => {
  expect(config(setup).debug).toBe(debug);
});

test('theDebugParameterIsRememberedUntilItIsCleared', () => {
  const { win } = aPage('https://site.example/?allegro_debug=1');
  readConfig(win, {}, null);
  win.history.replaceState(null, '', '/');
  expect(readConfig(win, {}, null).debug).toBe(true);
  win.history.replaceState(null, '', '/?allegro_debug=0');
  expect(readConfig(win, {}, null).debug).toBe(false);
  win.history.replaceState(null, '', '/');
  expect(readConfig(win, {}, null).debug).toBe(false);
});

test('debugWorksAtOnceAndOnLaterLoads', () => {
  const said = vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const { win } = aPage();
  const log = createLog(win, false);
  log('silent');
  expect(said).not.toHaveBeenCalled();
  log.on();
  log('heard', 1);
  expect(said).toHaveBeenLastCalledWith('[allegro]', 'heard', 1);
  expect(readConfig(win, {}, null).debug).toBe(true);
});

beforeEach(() => {
  vi.useRealTimers();
});
