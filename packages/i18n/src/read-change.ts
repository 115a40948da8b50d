import {
  formatNumber,
  isYearOver,
  lastPeriodThrough,
  localize,
  periodsToCome,
  type Change,
  type Locale,
  type Localized,
  type PeriodReach,
  type YearReach,
} from '@huibao/domain';
import type { i18n } from 'i18next';

/** A change on last year as it is shown. */
export interface ReadChange {
  /** +6.1%, −1.2 percentage points; null where there is none. */
  readonly text: string | null;
  /** What stands beside it: that it is 同口径, or of one term; or in a word why there is none. */
  readonly tag: string | null;
  /** The whole of it: of whom, from what to what; or why there is none. */
  readonly note: string;
}

export function readChange(change: Change, decimals: number, i18n: i18n): ReadChange {
  const t = i18n.getFixedT(null, 'figures');
  const locale = localeOf(i18n);
  if (change.kind === 'none') return { text: null, tag: t(`none.${change.reason}`), note: t(`why.${change.reason}`) };
  const { basis, reporters, periods, now, before, by, isPoints } = change;
  const terms =
    periods === null ? null : periods.map((name) => inSentence(name, locale)).join(t('change.listSeparator'));
  const count = reporters ?? 0;
  const base =
    terms === null
      ? t(basis === 'all' ? 'change.all' : 'change.same', { count })
      : t(basis === 'all' ? 'change.allOfPart' : 'change.sameOfPart', { count, terms });
  const shown = { before: formatNumber(before, locale, decimals), now: formatNumber(now, locale, decimals) };
  return {
    text: t(isPoints ? 'change.points' : 'change.percent', { by: signed(by) }),
    tag: basis === 'same_reporters' ? t('change.sameReporters') : periods === null ? null : tagOf(periods, i18n),
    note: [t('change.from', shown), base].join(t('change.separator')),
  };
}

/** Of one period its name; of several how many, which the note names. */
function tagOf(periods: readonly Localized[], i18n: i18n): string {
  const [first, ...others] = periods;
  const t = i18n.getFixedT(null, 'figures');
  return first && others.length === 0
    ? t('change.part', { terms: inSentence(first, localeOf(i18n)) })
    : t('change.parts', { count: periods.length });
}

/** With a sign, as figures are printed: +6.1, −4.2, 0.0. */
function signed(by: string): string {
  if (/^-?0(\.0+)?$/.test(by)) return by.replace('-', '');
  return by.startsWith('-') ? `−${by.slice(1)}` : `+${by}`;
}

/** How far a year goes (截至春季学期), and what is still to come; null of a year of which nothing is. */
export function readReach(reach: YearReach, i18n: i18n): string | null {
  if (isYearOver(reach)) return null;
  const t = i18n.getFixedT(null, 'figures');
  const locale = localeOf(i18n);
  const through = lastPeriodThrough(reach);
  const toCome = periodsToCome(reach).map((term: PeriodReach) =>
    t(`reach.${term.phase}`, {
      term: inSentence(term.name, locale),
      accepted: term.accepted,
      owed: term.owed,
      count: term.owed - term.accepted,
    }),
  );
  const isAllIn = through?.ordinal === reach.periods.at(-1)?.ordinal && toCome.length === 0;
  const areBureausIn = !reach.bureaus || reach.bureaus.accepted >= reach.bureaus.owed;
  // A window that is open still, with everything in that was owed, is no news.
  if (reach.periods.length > 0 && isAllIn && areBureausIn) return null;
  const words = [
    ...(reach.periods.length === 0
      ? []
      : [
          through
            ? t('reach.through', { term: inSentence(through.name, locale) })
            : t('reach.nothing', { year: reach.year }),
        ]),
    ...toCome,
    ...(reach.bureaus && !areBureausIn ? [t('reach.bureaus', reach.bureaus)] : []),
  ].join(t('reach.separator'));
  // Whichever part comes first begins the sentence.
  return words.slice(0, 1).toLocaleUpperCase(locale) + words.slice(1);
}

function inSentence(name: Localized, locale: Locale): string {
  const text = localize(name, locale);
  return locale === 'en' ? text.toLowerCase() : text;
}

export function localeOf({ language }: i18n): Locale {
  return language === 'en' ? 'en' : 'zh-CN';
}
