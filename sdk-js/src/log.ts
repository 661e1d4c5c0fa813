import { openStore } from './store';

/** Messages for developers; silent unless debug mode is on. Never given a token. */
export interface Log {
  (...message: unknown[]): void;
  on: () => void;
}

export function createLog(win: Window, enabled: boolean): Log {
  let on = enabled;
  const log = (...message: unknown[]): void => {
    if (on) console.info('[allegro]', ...message);
  };
  log.on = () => {
    on = true;
    openStore(win, 'localStorage').set('allegro_debug', '1');
    log('debug is on; off by ?allegro_debug=0');
  };
  return log;
}
