const zero = 48;

/**
 * A `timestamptz` as PostgreSQL writes it (`2026-11-28 05:28:17.123456+00`), cut to milliseconds; undefined of what is
 * written otherwise: before the year 1000 or after 9999, infinite, at an offset with minutes. A board has thousands of
 * them: `pg` takes twenty times as long for each.
 */
export function readInstant(text: string): Date | undefined {
  const end = text.length - 3;
  const sign = text.charAt(end);
  if (end < 19 || (sign !== '+' && sign !== '-') || text.charAt(4) !== '-' || text.charCodeAt(0) === zero)
    return undefined;
  const two = (at: number): number => (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
  const digit = (at: number): number => (at < end ? text.charCodeAt(at) - zero : 0);
  const year = two(0) * 100 + two(2);
  const milliseconds = digit(20) * 100 + digit(21) * 10 + digit(22);
  const utc = Date.UTC(year, two(5) - 1, two(8), two(11), two(14), two(17), milliseconds);
  const offset = two(end + 1) * 3_600_000;
  return new Date(sign === '+' ? utc - offset : utc + offset);
}
