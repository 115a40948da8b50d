import { personalQuotas, type PersonalQuota } from './quota.ts';

/** What a page says of a person's pace, from where it nears its limit on. */
export interface ToldPace {
  readonly quota: PersonalQuota;
  readonly userId: string;
  readonly used: number;
  readonly limit: number;
  /** In seconds since 1970: when it begins anew. */
  readonly until: number;
}

/**
 * A file is opened by a link, whose answer no script of the page sees, and each api counts for itself: so the answer
 * that counts says it in a cookie, which is gone once the time is over (decision 114). A page may do without it.
 */
export const paceCookie = (quota: PersonalQuota): string => `huibao_${quota}`;

export const writePace = ({ userId, used, limit, until }: ToldPace): string => [userId, used, limit, until].join('.');

const quotas = (Object.keys(personalQuotas) as PersonalQuota[]).map((quota) => ({
  quota,
  written: new RegExp(`(?:^|;\\s*)${paceCookie(quota)}=([\\da-f-]{36})\\.(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,11})(?:;|$)`),
}));

/** Those in a page's or a request's cookies; what isn't written so isn't there. */
export function readPaces(cookies: string): readonly ToldPace[] {
  return quotas.flatMap(({ quota, written }) => {
    const [, userId = '', ...numbers] = written.exec(cookies) ?? [];
    const [used, limit, until] = numbers.map(Number);
    return used !== undefined && limit !== undefined && until !== undefined
      ? [{ quota, userId, used, limit, until }]
      : [];
  });
}
