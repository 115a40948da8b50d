import type { TenantKind } from './org-unit.ts';

/**
 * What is limited: of a tenant its evidence in bytes, its people with an account and its open schools and sections; of
 * a person exports in an hour and requests in a minute.
 */
export const quotaKinds = ['evidence_bytes', 'people', 'units', 'exports', 'requests'] as const;

export type QuotaKind = (typeof quotaKinds)[number];

/** Those whose use adds up. What a person does in an hour is forgotten by the next. */
export const standingQuotas = ['evidence_bytes', 'people', 'units'] as const satisfies readonly QuotaKind[];

export type StandingQuota = (typeof standingQuotas)[number];

const gigabyte = 1_000_000_000;

/** Far beyond what people do by hand: what is stopped is a program, or somebody's mistake. */
export const personalQuotas = { exports: 120, requests: 6000 } as const;

export type PersonalQuota = keyof typeof personalQuotas;

/** The time in which each counts, an hour and a minute. */
export const paceSeconds = { exports: 3600, requests: 60 } as const satisfies Record<PersonalQuota, number>;

const office = { ...personalQuotas, evidence_bytes: 20 * gigabyte, people: 1000, units: 500 };

/** Unless a tenant's own was set. A bureau of 346 schools has some 25 GB of evidence a year. */
export const defaultQuotas: Readonly<Record<TenantKind, Readonly<Record<QuotaKind, number>>>> = {
  platform: office,
  province: office,
  city: office,
  bureau: { ...personalQuotas, evidence_bytes: 100 * gigabyte, people: 20_000, units: 5000 },
};

/** From which share on a tenant's administrator is told, and a person of what they may do in a time. */
export const quotaWarning = 0.8;

export const isNearQuota = ({ used, limit }: { readonly used: number; readonly limit: number }): boolean =>
  used >= limit * quotaWarning;
