/** The service's time, as far as the browser can tell. */
export interface Clock {
  now: () => number;
  /** Learns from an answer: its Date header, or else the token that came with it. */
  learn: (serverTime: number | undefined, token: { iat: number; exp: number } | null) => void;
}

export function createClock(): Clock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    learn(serverTime, token) {
      const local = Date.now();
      if (serverTime !== undefined) {
        ahead = serverTime - local;
      } else if (token && (local < token.iat * 1000 || local >= token.exp * 1000)) {
        // A token that just arrived is good: if the local clock denies that, the local clock is wrong.
        ahead = token.iat * 1000 - local;
      } else if (token) {
        ahead = 0;
      }
    },
  };
}
