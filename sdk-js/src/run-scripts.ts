interface Policy {
  createScript: (code: string) => string;
  createScriptURL: (address: string) => string;
}

type PolicyWindow = Window & {
  trustedTypes?: { createPolicy: (name: string, rules: Policy) => Policy };
};

/** Lets the scripts run that came with nodes from elsewhere, in their order, as far as the page's policy lets them. */
export type RunScripts = (root: Element) => void;

export function createRunScripts(win: Window): RunScripts {
  const same = (text: string): string => text;
  let policy: Policy | undefined;

  function revive(dead: HTMLScriptElement): void {
    const rules = { createScript: same, createScriptURL: same };
    policy ??= (win as PolicyWindow).trustedTypes?.createPolicy('fermata', rules) ?? rules;
    const live = win.document.createElement('script');
    for (const { name, value } of dead.attributes) {
      live.setAttribute(name, name === 'src' ? policy.createScriptURL(value) : value);
    }
    live.async = dead.hasAttribute('async');
    live.text = policy.createScript(dead.text);
    dead.replaceWith(live);
  }

  return (root) => {
    for (const script of root.querySelectorAll('script')) {
      try {
        revive(script);
      } catch {
        // The page allows no policy of this name, which the browser reports: the text stays, the script does not run.
      }
    }
  };
}
