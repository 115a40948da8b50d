export interface CookieOptions {
  /** False only on a plain-http loopback. */
  readonly isSecure: boolean;
}

/** `__Host-`: no other name of the domain can have set it, nor plain http. */
export function cookieName(name: string, { isSecure }: CookieOptions): string {
  return isSecure ? `__Host-${name}` : name;
}

/** A `Set-Cookie` value for this host alone, that no script reads. */
export function hostCookie(name: string, value: string, maxAgeSeconds: number, options: CookieOptions): string {
  const secure = options.isSecure ? '; Secure' : '';
  return `${cookieName(name, options)}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The value of a `Cookie` header's cookie; the last one of that name, as Lucia reads its own. */
export function readCookie(header: string, name: string, options: CookieOptions): string | undefined {
  const start = `${cookieName(name, options)}=`;
  return header
    .split(';')
    .map((part) => part.trim())
    .findLast((part) => part.startsWith(start))
    ?.slice(start.length);
}
