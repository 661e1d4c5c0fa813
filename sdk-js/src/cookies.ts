export function readCookie(win: Window, name: string): string | undefined {
  return new RegExp(`(?:^|; )${name}=([^;]*)`).exec(win.document.cookie)?.[1];
}

export function writeCookie(win: Window, name: string, value: string, maxAge: number): void {
  const secure = win.location.protocol === 'https:' ? '; Secure' : '';
  win.document.cookie = `${name}=${value}; Max-Age=${String(maxAge)}; Path=/; SameSite=Lax${secure}`;
}
