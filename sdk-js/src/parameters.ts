/** The part of an address before, in and after its query, without touching a byte of either. */
function split(href: string): { path: string; pairs: string[]; hash: string } {
  const [, path = '', query = '', hash = ''] = /^([^?#]*)\??([^#]*)(.*)$/s.exec(href) ?? [];
  return { path, pairs: query ? query.split('&') : [], hash };
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
    const [name = '', ...value] = pair.split('=');
    return { name: decode(name), value: decode(value.join('=')) };
  });
}

/** The same address without some parameters; the others keep their encoding and order. */
export function withoutParameters(href: string, unwanted: (name: string) => boolean): string {
  const { path, pairs, hash } = split(href);
  const kept = pairs.filter((pair) => !unwanted(decode(pair.split('=', 1)[0] ?? '')));
  if (kept.length === pairs.length) return href;
  return path + (kept.length ? '?' + kept.join('&') : '') + hash;
}
