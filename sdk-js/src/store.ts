/** Web storage that is simply empty where the browser forbids it. */
export interface Store {
  get: (key: string) => string | null;
  set: (key: string, value: string | null) => void;
}

export function openStore(win: Window, area: 'localStorage' | 'sessionStorage'): Store {
  return {
    get(key) {
      try {
        return win[area].getItem(key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null) win[area].removeItem(key);
        else win[area].setItem(key, value);
      } catch {
        // Blocked or full: the SDK works without it, it only forgets.
      }
    },
  };
}
