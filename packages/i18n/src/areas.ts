import type { Locale } from '@huibao/domain';

/** The words of one area in each language, fetched when a page says them. A workbook's (`exports`) no page says. */
export const areas = {
  accounts: { 'zh-CN': () => import('./zh-CN/accounts.ts'), en: () => import('./en/accounts.ts') },
  advice: { 'zh-CN': () => import('./zh-CN/advice.ts'), en: () => import('./en/advice.ts') },
  analysis: { 'zh-CN': () => import('./zh-CN/analysis.ts'), en: () => import('./en/analysis.ts') },
  audit: { 'zh-CN': () => import('./zh-CN/audit.ts'), en: () => import('./en/audit.ts') },
  calendar: { 'zh-CN': () => import('./zh-CN/calendar.ts'), en: () => import('./en/calendar.ts') },
  chain: { 'zh-CN': () => import('./zh-CN/chain.ts'), en: () => import('./en/chain.ts') },
  collections: { 'zh-CN': () => import('./zh-CN/collections.ts'), en: () => import('./en/collections.ts') },
  compare: { 'zh-CN': () => import('./zh-CN/compare.ts'), en: () => import('./en/compare.ts') },
  designer: { 'zh-CN': () => import('./zh-CN/designer.ts'), en: () => import('./en/designer.ts') },
  districts: { 'zh-CN': () => import('./zh-CN/districts.ts'), en: () => import('./en/districts.ts') },
  figures: { 'zh-CN': () => import('./zh-CN/figures.ts'), en: () => import('./en/figures.ts') },
  imports: { 'zh-CN': () => import('./zh-CN/imports.ts'), en: () => import('./en/imports.ts') },
  indicators: { 'zh-CN': () => import('./zh-CN/indicators.ts'), en: () => import('./en/indicators.ts') },
  ledger: { 'zh-CN': () => import('./zh-CN/ledger.ts'), en: () => import('./en/ledger.ts') },
  nowhere: { 'zh-CN': () => import('./zh-CN/nowhere.ts'), en: () => import('./en/nowhere.ts') },
  origin: { 'zh-CN': () => import('./zh-CN/origin.ts'), en: () => import('./en/origin.ts') },
  platform: { 'zh-CN': () => import('./zh-CN/platform.ts'), en: () => import('./en/platform.ts') },
  programmes: { 'zh-CN': () => import('./zh-CN/programmes.ts'), en: () => import('./en/programmes.ts') },
  published: { 'zh-CN': () => import('./zh-CN/published.ts'), en: () => import('./en/published.ts') },
  quality: { 'zh-CN': () => import('./zh-CN/quality.ts'), en: () => import('./en/quality.ts') },
  register: { 'zh-CN': () => import('./zh-CN/register.ts'), en: () => import('./en/register.ts') },
  reports: { 'zh-CN': () => import('./zh-CN/reports.ts'), en: () => import('./en/reports.ts') },
  review: { 'zh-CN': () => import('./zh-CN/review.ts'), en: () => import('./en/review.ts') },
  rollup: { 'zh-CN': () => import('./zh-CN/rollup.ts'), en: () => import('./en/rollup.ts') },
  units: { 'zh-CN': () => import('./zh-CN/units.ts'), en: () => import('./en/units.ts') },
  /** What only procedures of a bureau's or a city's desk refuse with. */
  deskErrors: { 'zh-CN': () => import('./zh-CN/desk-errors.ts'), en: () => import('./en/desk-errors.ts') },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, () => Promise<object>>>>>;

export type Area = keyof typeof areas;
