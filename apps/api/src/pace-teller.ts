import type { IncomingMessage, ServerResponse } from 'node:http';
import { isNearQuota, paceCookie, paceSeconds, readPaces, writePace } from '@huibao/domain';
import type { Paced, TellPace } from '@huibao/services';

/**
 * Says in an answer's head how far who asks is in what they may do in a time. For programs by the fields of
 * draft-ietf-httpapi-ratelimit-headers-10, and once it is beyond by `Retry-After`; for pages by a cookie, from where it
 * nears its limit on.
 */
export function paceTeller(
  request: IncomingMessage,
  response: ServerResponse,
  userId: string,
  { isSecure, now }: { readonly isSecure: boolean; readonly now: () => Date },
  /** What stands before any of it is counted. */
  read?: Paced,
): TellPace {
  const told = new Map<Paced['quota'], Paced>();
  if (read) {
    told.set(read.quota, read);
    tellPrograms(response, [read]);
  }
  return (paced) => {
    const { quota, used, limit, seconds } = paced;
    told.set(quota, paced);
    tellPrograms(response, [...told.values()]);
    if (used > limit) response.setHeader('Retry-After', seconds);
    const cookie = (value: string, maxAge: number): void => {
      const secure = isSecure ? '; Secure' : '';
      const kept = `${paceCookie(quota)}=${value}; Path=/; Max-Age=${maxAge}; SameSite=Lax${secure}`;
      response.appendHeader('Set-Cookie', kept);
    };
    if (isNearQuota(paced)) {
      const until = Math.ceil(now().getTime() / 1000) + seconds;
      cookie(writePace({ quota, userId, used: Math.min(used, limit), limit, until }), seconds);
    } else {
      // The operators have set another limit since. What another api said of its own count stands.
      const before = readPaces(request.headers.cookie ?? '').find((one) => one.quota === quota);
      if (before && before.limit !== limit) cookie('', 0);
    }
  };
}

function tellPrograms(response: ServerResponse, paces: readonly Paced[]): void {
  const policies = paces.map(({ quota, limit }) => `"${quota}";q=${limit};w=${paceSeconds[quota]}`);
  const limits = paces.map(
    ({ quota, used, limit, seconds }) => `"${quota}";r=${Math.max(0, limit - used)};t=${seconds}`,
  );
  response.setHeader('RateLimit-Policy', policies.join(', '));
  response.setHeader('RateLimit', limits.join(', '));
}
