export function readCookie(win: Window, name: string): string | undefined {
  const prefix = name + '=';
  return win.document.cookie
    .split('; ')
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
}

export function writeCookie(win: Window, name: string, value: string, maxAge: number): void {
  const secure = win.location.protocol === 'https:' ? '; Secure' : '';
  win.document.cookie = `${name}=${value}; Max-Age=${String(maxAge)}; Path=/; SameSite=Lax${secure}`;
}
