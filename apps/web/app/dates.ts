import type { Locale } from '@huibao/domain';
import { useTranslation } from 'react-i18next';

/** Every instant is shown in the bureaus' own zone, whatever the browser's. */
const timeZone = 'Asia/Shanghai';

const shapes = {
  /** 2026-01-20 18:00 */
  instant: { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  date: { year: 'numeric', month: '2-digit', day: '2-digit' },
  /** 11-22 09:40 */
  short: { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  /** 11-22 09:40:07, where two of one minute are to be told apart */
  exact: { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  /** 15:32 */
  minute: { hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateShape = keyof typeof shapes;

/** Made once for each shape: making one takes as long as a form's check. */
const formatters = new Map<DateShape, Intl.DateTimeFormat>();

function formatterOf(shape: DateShape): Intl.DateTimeFormat {
  const known = formatters.get(shape);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...shapes[shape], timeZone, hourCycle: 'h23' });
  formatters.set(shape, made);
  return made;
}

/** Digits in the order that both languages' offices use in tables (ISO), so that columns align. */
export function formatInstant(instant: string | Date, shape: DateShape): string {
  const parts = formatterOf(shape).formatToParts(new Date(instant));
  const get = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? '';
  const date = [get('year'), get('month'), get('day')].filter(Boolean).join('-');
  const time = [get('hour'), get('minute'), get('second')].filter(Boolean).join(':');
  return [date, time].filter(Boolean).join(' ');
}

/** A moment of today by its time, with seconds; one of an earlier day isn't read without that day. */
export function formatMoment(instant: string, now = new Date(Date.now())): string {
  const isToday = formatInstant(instant, 'date') === formatInstant(now, 'date');
  return formatInstant(instant, isToday ? 'time' : 'instant');
}

/** The last minute of a window whose end is the following midnight: due «on the 30th» is shown as 30th 24:00. */
export function formatDue(instant: string): string {
  const text = formatInstant(instant, 'instant');
  return text.endsWith(' 00:00')
    ? `${formatInstant(new Date(new Date(instant).getTime() - 60_000), 'date')} 24:00`
    : text;
}

/** The date so many days from today, as the bureaus count it. */
export function inDays(days: number): string {
  return formatInstant(new Date(Date.now() + days * 86_400_000), 'date');
}

export function useLocale(): Locale {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh-CN';
}
