/** The part of an address before, in and after its query, without touching a byte of either. */
function split(href: string): { path: string; pairs: string[]; hash: string } {
  const hashAt = href.indexOf('#');
  const hash = hashAt < 0 ? '' : href.slice(hashAt);
  const rest = hashAt < 0 ? href : href.slice(0, hashAt);
  const queryAt = rest.indexOf('?');
  if (queryAt < 0) return { path: rest, pairs: [], hash };
  return { path: rest.slice(0, queryAt), pairs: rest.slice(queryAt + 1).split('&'), hash };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

/** The parameters in their order. */
export function parametersOf(href: string): { name: string; value: string }[] {
  return split(href).pairs.map((pair) => {
    const at = pair.indexOf('=');
    return at < 0
      ? { name: decode(pair), value: '' }
      : { name: decode(pair.slice(0, at)), value: decode(pair.slice(at + 1)) };
  });
}

/** The same address without some parameters; the others keep their encoding and order. */
export function withoutParameters(href: string, unwanted: (name: string) => boolean): string {
  const { path, pairs, hash } = split(href);
  const kept = pairs.filter((pair) => !unwanted(decode(pair.split('=', 1)[0] ?? '')));
  if (kept.length === pairs.length) return href;
  return path + (kept.length ? '?' + kept.join('&') : '') + hash;
}
