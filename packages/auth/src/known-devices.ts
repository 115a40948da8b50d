import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Keys } from './keys.ts';
import { hostCookie, readCookie, type CookieOptions } from './cookies.ts';

/**
 * Remembers in a browser who has signed in there, so that guesses made elsewhere don't concern them (OWASP's device
 * cookies). The cookie opens nothing: it is a random id and, for each of the last people, a keyed hash of both.
 */
export interface KnownDevices {
  /** The device's id where this name has signed in from it, else null. */
  find(cookieHeader: string, name: string): string | null;
  /** The `Set-Cookie` value after this name has signed in. */
  remember(cookieHeader: string, name: string): string;
}

/** A school's machine in the staff room. */
const mostPeople = 8;
const yearSeconds = 365 * 86_400;

export function createKnownDevices(keys: Keys, options: CookieOptions): KnownDevices {
  const markBy = (key: Buffer, id: string, name: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([id, name]))
      .digest('base64url')
      .slice(0, 22);
  const read = (cookieHeader: string): { readonly id: string; readonly marks: readonly string[] } => {
    const [id = '', ...marks] = (readCookie(cookieHeader, 'huibao_device', options) ?? '').split('.');
    return { id, marks };
  };
  return {
    find(cookieHeader, name) {
      const { id, marks } = read(cookieHeader);
      const own = keys.map((key) => Buffer.from(markBy(key, id, name)));
      const isOwn = (mark: Buffer): boolean =>
        own.some((one) => one.length === mark.length && timingSafeEqual(mark, one));
      return marks.some((mark) => isOwn(Buffer.from(mark))) ? id : null;
    },
    remember(cookieHeader, name) {
      const before = read(cookieHeader);
      const id = before.id === '' ? randomBytes(16).toString('base64url') : before.id.slice(0, 22);
      const own = markBy(keys[0], id, name);
      const marks = [own, ...before.marks.filter((mark) => mark !== own)].slice(0, mostPeople);
      return hostCookie('huibao_device', [id, ...marks].join('.'), yearSeconds, options);
    },
  };
}
