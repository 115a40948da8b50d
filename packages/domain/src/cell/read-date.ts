import { isCalendarDate } from '../calendar/calendar-date.ts';

/** 星期六, 周六, （周六）, at the end: what a long date format of Excel adds. */
const weekday = /\s*[,(]?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*\)?$/u;
/** Midnight, which a date that became a date-time carries. Another time says more than a date can keep. */
const midnight = /[T ]\s*0{1,2}:00(?::00(?:\.0+)?)?\s*(?:Z|AM)?$/iu;

const withYear: readonly RegExp[] = [
  /^(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})$/,
  /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];
/** Not 9.10: as a number it has already lost its last nought. */
const withoutYear: readonly RegExp[] = [/^(\d{1,2})\s*[-/]\s*(\d{1,2})$/, /^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/];

/** Days since 1899-12-30, as a spreadsheet shows a date whose format was lost; 1950 to 2099. */
const serial = /^\d{5}$/;
const serials = { first: 18_264, last: 73_050 };

/**
 * A date as people write it, to ISO.
 * @param text NFKC: full-width digits, signs and brackets are plain ones.
 * @param year of the period reported on: what 9月8日 leaves out; without it such a date isn't read.
 */
export function readDate(text: string, year?: number): string | undefined {
  const bare = text.replace(weekday, '').replace(midnight, '').trim();
  for (const shape of withYear) {
    const [, y = '', month = '', day = ''] = shape.exec(bare) ?? [];
    if (y !== '') return calendarDate(y, month, day);
  }
  for (const shape of year === undefined ? [] : withoutYear) {
    const [, month = '', day = ''] = shape.exec(bare) ?? [];
    if (month !== '') return calendarDate(String(year), month, day);
  }
  const days = serial.test(bare) ? Number(bare) : 0;
  if (days >= serials.first && days <= serials.last)
    return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
  return undefined;
}

function calendarDate(year: string, month: string, day: string): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : undefined;
}
